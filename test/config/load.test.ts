import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Choice } from '../../src/config/entry.ts'
import { loadExperiment } from '../../src/config/load.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { good, load, loaded, mistakes, shown } from './support.ts'

const text = (choice: Choice): number | string => (typeof choice === 'number' ? choice : choice.source.text)
const settings = (given: Readonly<Record<string, readonly Choice[]>>) =>
  Object.fromEntries(Object.entries(given).map(([name, choices]) => [name, choices.map(text)]))

const configs = fileURLToPath(new URL('../../configs/', import.meta.url))

it.each(readdirSync(configs).filter((name) => name.endsWith('.yaml')))('configs/%s is in order', (name) => {
  const file = `${configs}${name}`
  const { experiment, diagnostics } = loadExperiment(readFileSync(file, 'utf8'), {
    file,
    catalog: fileCatalog(),
    readFile: (path) => readFileSync(resolve(dirname(file), path), 'utf8'),
  })
  expect(diagnostics.map(shown)).toEqual([])
  expect(experiment?.name).toBe(name.replace('.yaml', ''))
})

it('fills in what a page leaves out', () => {
  expect(loaded(good)).toMatchObject({
    title: 'good',
    description: null,
    tier: 'full',
    horizons: [100],
    seeds: [1],
    record: { points: 200, scale: 'log' },
    average: null,
    claims: [],
    plots: [],
  })
})

it('counts seeds from 1, takes a list of them as it is, and sorts horizons', () => {
  const page = good.replace('steps: 100', 'horizons: [1e5, 1e3]')
  expect(loaded(`${page}seeds: 3\n`)).toMatchObject({ seeds: [1, 2, 3], horizons: [1000, 100_000] })
  expect(loaded(`${page}seeds: [0, 4294967295, 7]\n`).seeds).toEqual([0, 4_294_967_295, 7])
})

describe('settings', () => {
  const of = (lr: string) => settings(loaded(good.replace('0.001', lr)).optimizers[0]?.settings ?? {}).lr
  it('are numbers, formulas, lists and ranges', () => {
    expect(of('1e-3')).toEqual([0.001])
    expect(of('0x10')).toEqual([16])
    expect(of('0.5/sqrt(t)')).toEqual(['0.5/sqrt(t)'])
    expect(of('[-1, 2, 1 - 1/T]')).toEqual([-1, 2, '1 - 1/T'])
    expect(of('{from: 0, to: 1, count: 5}')).toEqual([0, 0.25, 0.5, 0.75, 1])
  })
  it('have ranges with exact ends that are even on their scale', () => {
    // exp(log(3)) and exp(log(10)) are not 3 and 10.
    const log = of('{from: 3, to: 10, count: 4, scale: log}') as number[]
    expect([log[0], log[3]]).toEqual([3, 10])
    expect((log[1] as number) / 3).toBeCloseTo((10 / 3) ** (1 / 3), 10)
    const log1m = of('{from: 0.1, to: 0.999, count: 7, scale: log1m}') as number[]
    expect([log1m[0], log1m[6]]).toEqual([0.1, 0.999])
    const steps = log1m.slice(1).map((value, k) => (1 - value) / (1 - (log1m[k] as number)))
    for (const step of steps) expect(step).toBeCloseTo((0.001 / 0.9) ** (1 / 6), 10)
  })
  it('come through merge keys and aliases, where the own key wins', () => {
    const page = good.replace('{use: sgd, lr: 0.001}', '\n  - &base {use: adam, lr: 1, eps: 0}\n  - {<<: *base, lr: 2}')
    expect(loaded(page).optimizers.map((entry) => settings(entry.settings))).toEqual([
      { lr: [1], eps: [0] },
      { lr: [2], eps: [0] },
    ])
  })
})

describe('optimizers', () => {
  const of = (yaml: string) => loaded(good.replace('{use: sgd, lr: 0.001}', yaml)).optimizers
  it('are named by page and dialect, and a second of the same name is numbered', () => {
    const entries = of('[adam, adam, adopt@original, {use: adopt, dialect: original}, {use: sgd, label: mine}]')
    expect(entries.map(({ label }) => label)).toEqual([
      'adam',
      'adam #2',
      'adopt@original',
      'adopt@original #2',
      'mine',
    ])
    expect(entries.map(({ page }) => page.dialect)).toEqual([null, null, 'original', 'original', null])
  })
  it('may be written in the page, with a grid among the hyperparameters', () => {
    const [entry] = of('{name: mine, hyper: {lr: [1, 2], b: 0.9}, state: {m: 0, "v[k]": 1}, step: x = x - lr * b * g}')
    expect(entry).toMatchObject({ label: 'mine', page: { kind: 'optimizer', name: 'mine', init: null } })
    expect(settings(entry?.settings ?? {})).toEqual({ lr: [1, 2] })
    expect(entry?.page.state.map(({ name, stages }) => [name, stages?.source.text])).toEqual([
      ['m', undefined],
      ['v', 'k'],
    ])
  })
})

describe('problems', () => {
  const of = (yaml: string) => loaded(good.replace('{use: ill-scaled-quadratic, d: 2}', yaml)).problems
  it('take start, domain and noise from the entry', () => {
    const [entry] = of(
      '{use: adopt-toy, k: [10, 50], start: 0.5, domain: {ball: 2}, noise: {use: gaussian, sigma: [0.1, 1]}}',
    )
    expect(settings(entry?.settings ?? {})).toEqual({ k: [10, 50], 'noise.sigma': [0.1, 1] })
    expect(entry?.page.start.source.text).toBe('0.5')
    expect(entry?.page.domain.kind).toBe('ball')
    expect(entry?.page.noise?.page.name).toBe('gaussian')
    expect(fileCatalog().page('problem', 'adopt-toy').domain.kind).toBe('box')
  })
  it('may be without the noise of their page', () => {
    expect(of('{use: heavy-tailed-quadratic, noise: none}')[0]?.page.noise).toBeNull()
    expect(of('heavy-tailed-quadratic')[0]?.page.noise?.page.name).toBe('student-t')
  })
  it('may be written in the page', () => {
    const [entry] = of('{hyper: {k: 2}, loss: "k * x[1]", objective: "x[1]", draw: {u: uniform}, facts: {G: k}}')
    expect(entry).toMatchObject({ label: 'custom', page: { name: 'custom', draws: [{ name: 'u', per: 'step' }] } })
  })
})

describe('recorded gradients', () => {
  const page = (file: string, steps = 2) =>
    good.replace('{use: ill-scaled-quadratic, d: 2}', `{use: replay, file: ${file}}`).replace('100', String(steps))
  it('are read bit by bit', () => {
    const { replay } = loaded(page('trace.jsonl')).problems[0]?.page ?? {}
    expect(replay).toMatchObject({ rows: 2, start: [1.5, -2] })
    expect([...(replay?.data ?? [])]).toEqual([0.1, 1e-300, -0.30000000000000004, 4])
  })
  it('end where they end', () => {
    expect(mistakes(page('trace.jsonl', 3))).toEqual(["4:8 'replay' has 2 recorded gradients, fewer than 3 steps"])
  })
  it.each<[string, string[]]>([
    ['unnamed.jsonl', ['unnamed.jsonl, line 1: this is not a recorded trajectory']],
    ['broken.jsonl', ['broken.jsonl, line 2: this line is not JSON']],
    [
      'wrong.jsonl',
      [
        'wrong.jsonl, line 2: g has 1 number, but x0 has 2',
        'wrong.jsonl, line 3: step 2 is expected here, this is 3',
        'wrong.jsonl, line 4: g has null where a finite number is expected',
      ],
    ],
    [
      'values.jsonl',
      [
        'values.jsonl, line 2: an object { } is expected in every line',
        'values.jsonl, line 3: an object { } is expected in every line',
      ],
    ],
  ])('%s is refused with its lines', (file, expected) => {
    const found = mistakes(page(file))
    expect(found).toHaveLength(expected.length)
    expected.forEach((message, k) => {
      expect(found[k]).toContain(`2:30 ${message}`)
    })
  })
})

it('makes measures of formulas, pages and shorthands', () => {
  const page = good.replace('gap: {use: objective-gap}', 'a: "x[1]", b: {use: distance}, c: {max: "norm(x)"}')
  const [a, b, c] = loaded(page).measures
  expect(a?.page).toMatchObject({ kind: 'measure', state: [], value: { source: { text: 'x[1]' } } })
  expect(b?.page.name).toBe('distance')
  expect(c?.page.name).toBe('running-max')
  expect(c?.settings.of?.source.text).toBe('norm(x)')
})

it('gives a mutant the settings of the optimizer whose claim it has to fail', () => {
  const { claims, optimizers } =
    loaded(`${good.replace('{use: sgd, lr: 0.001}', '{use: adopt, lr: [1, 2], eps: 0}')}claims:
  - {id: a/b, judge: limit, measure: gap, predict: 0, within: 1, where: {lr: 1}, mutants: [adopt@v_t]}
`)
  const label = 'adopt@v_t (mutant of a/b)'
  expect(claims[0]).toMatchObject({
    optimizers: ['adopt'],
    mutants: [label],
    expect: 'holds',
    at: { line: 7, column: 5 },
  })
  expect(optimizers.map((entry) => [entry.label, entry.mutantOf])).toEqual([
    ['adopt', null],
    [label, 'a/b'],
  ])
  expect(settings(optimizers[1]?.settings ?? {})).toEqual({ lr: [1, 2], eps: [0] })
})

it('gives plots names that differ', () => {
  const { plots } = loaded(`${good.replace('0.001', '[1, 2]').replace('d: 2', 'd: 2, kappa: [1, 2]')}plots:
  - {kind: trajectory, measure: gap}
  - {kind: trajectory, measure: gap, y: log}
  - {kind: region, measure: gap, x: lr, y: kappa, name: map}
`)
  expect(plots.map(({ name }) => name)).toEqual(['trajectory-gap', 'trajectory-gap-2', 'map'])
  expect(plots[0]).toMatchObject({ band: [0.25, 0.75], y: 'linear' })
})

describe('the command line', () => {
  const given = (set: string[]) => loaded(good, { set })
  it('sets seeds and steps', () => {
    const page = good.replace('steps: 100', 'horizons: [1, 2]')
    expect(loaded(page, { seeds: 2, steps: 7 })).toMatchObject({ seeds: [1, 2], horizons: [7] })
  })
  it('sets what a page has or could have', () => {
    expect(settings(given(['lr=[0.1, 1/T]']).optimizers[0]?.settings ?? {})).toEqual({ lr: [0.1, '1/T'] })
    expect(settings(given(['kappa=5']).problems[0]?.settings ?? {})).toEqual({ d: [2], kappa: [5] })
    expect(settings(given(['problem.d=3']).problems[0]?.settings ?? {})).toEqual({ d: [3] })
    expect(settings(given(['optimizers.sgd.lr=3']).optimizers[0]?.settings ?? {})).toEqual({ lr: [3] })
  })
  it.each([
    'lr',
    '=1',
    'lr=',
    'lr=[',
    'lr=*a',
    'lr=!!int 1',
    'lr=.nan',
    `lr=${'['.repeat(1e5)}`,
    'beta9=1',
    'optimizers.adam.lr=1',
  ])('refuses %.20s', (setting) => {
    const { experiment, diagnostics } = load(good, { set: [setting] })
    expect(experiment).toBeNull()
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]?.file.startsWith('--set ')).toBe(true)
  })
})
