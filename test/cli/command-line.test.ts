import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandLine } from '../../src/cli/program.ts'
import { page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()
const LONG = 'q'.repeat(5000)
const small = page(
  folder,
  'small.yaml',
  `name: small
problem: {name: bowl, d: 4, objective: 0.5 * sum(x^2), start: 1}
optimizers: {name: mine, hyper: {lr: 0.1}, step: "x = x - lr * g[4]"}
steps: 10
measures: {far: norm(x)}
`,
)

/** What each command needs beside the value that is tried; a command that is not here needs nothing. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  run: [small],
  validate: [small],
  check: [small],
  report: [folder],
  oracle: ['drift_adam'],
  show: ['adam'],
  conform: [small],
}

/** Every command with a long value at every argument and every option. */
const everywhere = commandLine(() => {}).commands.flatMap((command) => {
  const name = command.name()
  const needed = NEEDED[name] ?? []
  const before = command.registeredArguments.map((_, k) => [name, ...needed.slice(0, k), LONG])
  const options = command.options.flatMap(({ long, required }) =>
    (required ? (long === '--set' ? [`${LONG}=1`, `lr=${LONG}`] : [LONG]) : []).map((value) => [
      ...[name, ...needed, long ?? '', value],
    ]),
  )
  return [...before, ...options, [name, `--${LONG}`], [name, `--${LONG}=1`], [name, ...needed, LONG, LONG]]
})

describe('no message repeats more than 80 characters of a word of the command line', () => {
  const cases = [
    ...everywhere,
    [LONG],
    ['show', `adam@${LONG}`],
    ['show', `${LONG}.yaml`],
    ['show', `${small}@${LONG}`],
    ['oracle', 'drift_adam', `P=${LONG}`, `${LONG}=1`],
    ['run', '--jobs=q', small, `--seeds=${LONG}`],
    ['run', `${LONG}.yaml`, `a/${LONG}`],
    ['run', small, '--out', `a/${'q'.repeat(250)}/${LONG}`],
  ]
  const short = (args: readonly string[]) =>
    args
      .map((arg) =>
        arg
          .replace(/q{81,}/, 'q...')
          .split('/')
          .at(-1),
      )
      .join(' ')

  it.each(cases.map((args) => [short(args), args] as const))('%s', async (_, args) => {
    const { err } = await adamLabHere(args, { cwd: folder })
    expect(err).not.toMatch(/q{81}/)
    expect(err).not.toContain('internal error')
  })

  it('shows a path whole that some system may open, and of a longer one its end', async () => {
    const deep = `${'d'.repeat(200)}/`.repeat(4)
    const { err } = await adamLabHere(['validate', `${deep}page.yaml`], { cwd: folder })
    expect(err).toContain(`cannot read '${deep}page.yaml': no such file`)
    mkdirSync(join(folder, deep), { recursive: true })
    const file = page(join(folder, deep), 'page.yaml', 'name: x\n')
    expect((await adamLabHere(['validate', file])).err).toContain(`${file}:1:1: `)
    const longer = await adamLabHere(['validate', `${deep.repeat(6)}page.yaml`], { cwd: folder })
    expect(longer.err).toMatch(
      /^adam-lab: cannot read 'd{38}\.\.\.d{28}\/page\.yaml': the name is too long \[AL8001\]\n$/,
    )
  })
})

it.each<[string, string[], RegExp]>([
  ['an empty path', ['run', ''], /'' is invalid for argument 'page'. It must be a path, and it is empty\./],
  ['an empty folder', ['run', small, '--out', ''], /'--out <dir>' argument '' is invalid. It must be a path/],
  ['an empty result', ['report', ''], /It must be a path, and it is empty/],
  ['an empty JUnit file', ['check', '--junit', ''], /It must be a path, and it is empty/],
  [
    'a key that is set twice',
    ['validate', small, '--set', 'lr=1', '--set', 'lr = 2'],
    /argument 'lr = 2' is invalid. 'lr' is set twice, first by 'lr=1'; on a page, a list such as lr=\[0\.1, 0\.2\] is a grid\./,
  ],
  ['the same in show', ['show', 'adam', '--set', 'lr=1', '--set', 'lr=2'], /'lr' is set twice/],
  [
    'a number of seeds',
    ['validate', small, '--seeds', '1e9'],
    /^error: option '--seeds <n>' argument '1e9' is invalid. It must be a whole number from 1 to 1,000,000./,
  ],
])('%s is an error of the option', async (_, args, message) => {
  const { code, out, err } = await adamLabHere(args)
  expect(err).toMatch(message)
  expect([code, out]).toEqual([2, ''])
})

it('lets an option for one optimizer go before one for all', async () => {
  expect(await adamLabHere(['validate', small, '--set', 'lr=1', '--set', 'optimizers.mine.lr=2'])).toMatchObject({
    code: 0,
  })
})

describe('show with a rule of a file', () => {
  const grid = page(
    dirname(small),
    'grid.yaml',
    `name: grid
problem: {use: ill-scaled-quadratic, d: [5, 6]}
optimizers: [{use: adam, lr: [0.5, 0.25]}, {use: sgd, label: plain, lr: 1/t}]
steps: 10
measures: {far: norm(x)}
`,
  )

  it.each<[string[], RegExp]>([
    [[small], /\nHyperparameters\n {2}lr = 0\.1\n/],
    [[small, 'sgd'], /\nThe gradients have 4 coordinates, as the page has\.\n/],
    [['sgd', `${small}@mine`], /\nThe gradients have 4 coordinates, as the page has\.\n/],
    [[`${grid}@adam`, 'adam'], /^The same: [\s\S]*\(0\.5 and 0\.001\)[\s\S]*have 5 coordinates, as the page has\./m],
    [[`${grid}@plain`], /\nHyperparameters\n {2}lr = 1\/t\n/],
    [[small, '--wat'], /^\(module/],
  ])('show %j', async (args, expected) => {
    const { code, out, err } = await adamLabHere(['show', ...args])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(expected)
  })

  it.each<[string[], RegExp]>([
    [
      [grid],
      /has 2 optimizers; name one of them, as in '.*grid\.yaml@adam': its optimizers are adam, plain \[AL9107\]\n/,
    ],
    [[`${grid}@adma`, 'sgd'], /has no optimizer 'adma'; did you mean 'adam'\?/],
    [
      ['adam', 'sgd', '--set', 'lr=0.1/sqrt(tt)'],
      /^adam-lab: --set lr=0\.1\/sqrt\(tt\):1:13: unknown name 'tt' \[AL3301\]\n/,
    ],
    [['adam', '--set', 'lr=tt'], /^adam-lab: --set lr=tt:1:4: unknown name 'tt' \[AL3301\]\n/],
    [
      ['kadam', 'adam', '--set', 'k=1.5'],
      /number of stages must be a whole number[^\n]*\n {2}note: with --set k=1\.5\n/,
    ],
    [['adam', '--set', '__proto__=1'], /there is no hyperparameter '__proto__'/],
    [['adopt-toy', '--set', 'k=5'], /--set is for the hyperparameters of an optimizer, and 'adopt-toy' is a problem/],
  ])('show %j exits 2 with a sentence', async (args, message) => {
    const { code, out, err } = await adamLabHere(['show', ...args])
    expect(err).toMatch(message)
    expect([code, out]).toEqual([2, ''])
  })
})
