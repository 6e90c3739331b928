import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()
const noTrace = /\n\s+at .+:\d+:\d+/

const good = `name: good
problem: {use: ill-scaled-quadratic, d: 2}
optimizers: {use: sgd, lr: 0.001}
steps: 100
measures: {gap: {use: objective-gap}}
`

it.each<[string, string[], RegExp]>([
  ['no command', [], /Usage: adam-lab/],
  ['an unknown command', ['rum'], /unknown command 'rum'[\s\S]*Did you mean run\?/],
  ['an unknown option', ['run', 'x.yaml', '--sead', '3'], /unknown option '--sead'/],
  ['no page', ['run'], /missing required argument 'page'/],
  ['no seeds', ['run', 'x.yaml', '--seeds', '0'], /whole number from 1/],
  ['too many seeds', ['run', 'x.yaml', '--seeds', '99999999999999999999'], /whole number from 1 to 1,000,000\./],
  ['too many steps', ['run', 'x.yaml', '--steps', '1e300'], /whole number from 1 to 10,000,000,000\./],
  ['seeds in hex', ['run', 'x.yaml', '--seeds', '0x10'], /whole number from 1/],
  ['half a step', ['run', 'x.yaml', '--steps', '1.5'], /whole number from 1/],
  ['a setting without a value', ['run', 'x.yaml', '--set', 'lr'], /key=value/],
  ['an unknown kind', ['list', 'optimiser'], /did you mean 'optimizers'/],
  ['an unknown page of the catalogue', ['show', 'adma'], /no built-in page is named 'adma'; did you mean 'adam'\?/],
  ['an unknown dialect', ['show', 'adopt@nowhere'], /'adopt' has no dialect 'nowhere'; its dialects are .*original/],
  ['a kernel of a problem', ['show', 'adopt-toy', '--wat'], /--wat prints the kernel of an optimizer/],
  [
    'a page that is not there',
    ['run', 'configs/quickstrat.yaml'],
    /no such file.*did you mean 'configs\/quickstart.yaml'\?/,
  ],
  ['a directory', ['run', 'configs'], /cannot read 'configs': it is a directory; did you mean one of its pages/],
])('%s exits 2 with a sentence', async (_, args, message) => {
  const { code, out, err } = await adamLabHere(args)
  expect(err).toMatch(message)
  expect(err).not.toMatch(noTrace)
  expect([code, out]).toEqual([2, ''])
})

it.each<[string, string, RegExp]>([
  ['YAML in error', 'name: [\n', /bytes\.yaml:\d+:\d+/],
  ['an unknown key', good.replace('steps:', 'stepz:'), /bytes\.yaml:4:1[\s\S]*'?steps'?/],
  ['an unknown optimizer', good.replace('sgd', 'sdg'), /bytes\.yaml:3:\d+[\s\S]*did you mean 'sgd'\?/],
  [
    'a misspelt name in a formula',
    `${good}claims:\n  - {id: c, optimizer: sgd, judge: limit, measure: gap, predict: minimun, within: 1}\n`,
    /bytes\.yaml:7:\d+[\s\S]*minimu[mn]/,
  ],
  ['an empty page', '', /bytes\.yaml/],
])('a page with %s is refused with its place, by validate and run alike', async (_, text, message) => {
  const file = page(folder, 'bytes.yaml', text)
  for (const command of ['validate', 'run']) {
    const { code, out, err } = await adamLabHere([command, file], { cwd: folder })
    expect(err).toMatch(message)
    expect(err).not.toMatch(noTrace)
    expect([code, out]).toEqual([2, ''])
  }
})

it('refuses bytes that are no text', async () => {
  const file = join(folder, 'binary.yaml')
  writeFileSync(file, Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))
  expect(await adamLabHere(['run', file])).toMatchObject({ code: 2, err: expect.stringContaining('not UTF-8 text') })
})

it('runs nothing when one of several pages is in error', async () => {
  const fine = page(folder, 'fine.yaml', good)
  const broken = page(folder, 'broken.yaml', good.replace('sgd', 'sdg'))
  const { code, err } = await adamLabHere(['run', fine, broken, '--out', join(folder, 'none')])
  expect(code).toBe(2)
  expect(err).toContain('broken.yaml')
  expect(() => execFileSync('ls', [join(folder, 'none')], { stdio: 'pipe' })).toThrow()
})

it('refuses two pages of one name: their results would share a folder', async () => {
  const [a, b] = [page(folder, 'a.yaml', good), page(folder, 'b.yaml', good)]
  expect(await adamLabHere(['validate', a, b])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/both named 'good'/),
  })
})

it('says where it cannot write', async () => {
  const file = page(folder, 'writable.yaml', good)
  const blocked = join(folder, 'blocked')
  writeFileSync(blocked, 'a file where a folder should be')
  const { code, err } = await adamLabHere(['run', file, '--out', blocked])
  expect(err).toMatch(/cannot use '.*blocked.*': (a part of the path is a file|a file with that name)/)
  expect(err).not.toMatch(noTrace)
  expect(code).toBe(2)
})

it.skipIf(process.getuid?.() === 0)('says what it may not read', async () => {
  const file = page(folder, 'secret.yaml', good)
  chmodSync(file, 0)
  expect(await adamLabHere(['run', file])).toMatchObject({ code: 2, err: expect.stringContaining('permission denied') })
})

it('answers --help and --version with 0, and loads nothing large for it', async () => {
  expect(await adamLab(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  const help = await adamLab(['--help'])
  expect(help.code).toBe(0)
  expect(help.out).toContain('adam-lab run configs/quickstart.yaml')
  for (const command of ['run', 'validate', 'list', 'show', 'schema']) {
    expect(await adamLabHere([command, '--help'])).toMatchObject({ code: 0, err: '' })
  }
})

it('says the same by its exit code, and publishes, when its reader has gone', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const claim = 'claims: [{id: no, optimizer: sgd, judge: bound, measure: gap, bound: -1}]'
  const file = page(folder, 'unread.yaml', `${good.replace('name: good', 'name: unread')}${claim}\n`)
  const shell = `${process.execPath} bin/adam-lab.js run "$1" --out "$2" | head -n 1 >/dev/null; echo "\${PIPESTATUS[0]}"`
  const code = execFileSync('bash', ['-c', shell, 'bash', file, folder], { cwd: root, encoding: 'utf8' })
  expect(code).toBe('1\n')
  expect(existsSync(join(folder, 'unread/summary.json'))).toBe(true)
})

it('ends quietly when its reader has gone', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const shell = `set -o pipefail; ${process.execPath} bin/adam-lab.js schema 2>"$1" | head -c 10 >/dev/null; cat "$1"`
  mkdirSync(folder, { recursive: true })
  const err = execFileSync('bash', ['-c', shell, 'bash', join(folder, 'err')], { cwd: root, encoding: 'utf8' })
  expect(err).toBe('')
})
