import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { terminal } from '../../src/cli/terminal.ts'
import { UNSEEN } from '../text/hostile.ts'
import { printed } from '../text/renditions.ts'
import { adamLab, type Ended, page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()
const COMMAND = '::error file=a.yaml,line=1::X'

/** No line is a command of a workflow, and nothing steers the terminal. */
function inert({ out, err }: Ended, own: RegExp = /^$/): void {
  for (const text of [out, err]) {
    expect(text).not.toMatch(UNSEEN)
    for (const line of text.split('\n')) if (!own.test(line)) expect(line).not.toMatch(/^\s*::|##\w*\[/)
  }
}

/** A page of which every text of several lines has one that looks like a command, or like a heading. */
const hostile = `name: hostile
title: "${COMMAND}"
description: "a\\n## all is well\\n[a](http://b.c) ![i](http://b.c/d.svg)"
problem: {name: bowl, title: "T\\n${COMMAND}", d: 1, objective: "x[1]^2", start: 1}
optimizers: {use: sgd, lr: 0.1, label: "=adam ##[error]X"}
steps: 2
measures: {x1: "x[1]"}
claims:
  - {id: "${COMMAND}", title: "T\\n${COMMAND}", statement: "S\\n## all is well", judge: limit, measure: x1, predict: 9, within: 1}
`

let file = ''
let out = ''
beforeAll(async () => {
  file = page(folder, 'hostile.yaml', hostile)
  out = join(folder, 'out')
  const ended = await adamLab([
    'run',
    file,
    '--out',
    out,
    '--format',
    'csv',
    '--junit',
    join(folder, 'j.xml'),
    '--latex',
  ])
  expect(ended.code).toBe(1)
  expect(ended.out).toContain('\\::error file=a.yaml,line=1::X')
  inert(ended)
})

it.each<[string, () => string[]]>([
  ['run --quiet', () => ['run', file, '--out', out, '--quiet']],
  ['run --json', () => ['run', file, '--out', out, '--json']],
  ['validate', () => ['validate', file]],
  ['check', () => ['check', file, '--out', out]],
  ['check --explain', () => ['check', file, '--out', out, '--explain', COMMAND]],
  ['check --json', () => ['check', file, '--out', out, '--json']],
  ['report', () => ['report', join(out, 'hostile')]],
  ['an unknown option', () => ['run', file, `--no\n${COMMAND}`]],
  ['an unknown command', () => [COMMAND]],
  ['a file that is not there', () => ['run', `no\n${COMMAND}\u001b[2J.yaml`]],
  ['show --set', () => ['show', 'adam', '--json', '--set', `lr=1\n${COMMAND}`]],
  ['a page that is not there', () => ['show', `\n${COMMAND}`]],
  ['an oracle that is not there', () => ['oracle', `\n${COMMAND}`]],
])('%s prints no command and no control sequence', async (_, args) => {
  const [command = ''] = args()
  const does = ['run', 'check'].includes(command) ? adamLab : adamLabHere
  inert(await does(args()))
})

it('annotations are the only commands, one a line', async () => {
  const summary = join(folder, 'summary.md')
  const ended = await adamLab(['check', file, '--out', out, '--github'], { env: { GITHUB_STEP_SUMMARY: summary } })
  inert(
    ended,
    /^::error file=[^\n:,]*hostile\.yaml,line=9,title=%3A%3Aerror file=a\.yaml%2Cline=1%3A%3AX%3A violated::/,
  )
  expect(ended.out.match(/^::/gm)).toHaveLength(1)
  const text = readFileSync(summary, 'utf8')
  expect(text.match(/^#/gm)).toHaveLength(1)
})

it('no text of a page is a heading, a link or a picture of the report, or a formula of the table', () => {
  const report = readFileSync(join(out, 'hostile/report.md'), 'utf8')
  expect(report).toContain('a \\#\\# all is well \\[a\\]\\(http:<!-- -->//b.c\\)')
  expect(report).not.toMatch(/^## all|(?<!\\)\]\(http|!\[/m)
  expect(readFileSync(join(out, 'hostile/traces.csv'), 'utf8')).toContain(",'=adam ##[error]X,")
})

it('a control character or a direction mark in a page is a mistake, with its place', async () => {
  const bad = page(
    folder,
    'bad.yaml',
    hostile
      .replace(COMMAND, 'T\\e]0;PWNED\\a\\e[2J')
      .replace('=adam', 'a\\u202eb')
      .replace('x1: "x[1]"', '"a\\u2066": "x[1]"'),
  )
  const ended = await adamLabHere(['validate', bad])
  expect(ended.code).toBe(2)
  inert(ended)
  expect(ended.err).toContain('bad.yaml:2:10: a control character cannot stand in a page: U+001B')
  expect(ended.err).toContain('bad.yaml:5:42: a mark that changes the direction of text cannot stand in a page: U+202E')
  expect(ended.err).toContain('bad.yaml:7:14: a mark that changes the direction of text cannot stand in a page: U+2066')
})

it('the summary of anybody is shown, and compared, without what it holds', async () => {
  const foreign = (name: string) => {
    const place = join(folder, name)
    mkdirSync(place)
    const summary = JSON.parse(readFileSync(join(out, 'hostile/summary.json'), 'utf8'))
    const text = `T\u001b]0;PWNED\u0007\u001b[2J\u202e\n${COMMAND}\n## all is well`
    const [claim] = summary.claims
    const [verdict] = summary.verdicts
    const changed = {
      ...summary,
      title: text,
      claims: [{ ...claim, id: text, title: text, statement: text, source: text }],
      verdicts: [{ ...verdict, claim: text, optimizer: text, problem: text, reason: text, at: { [text]: text } }],
    }
    writeFileSync(join(place, 'summary.json'), JSON.stringify(changed))
    return place
  }
  const [a, b] = [foreign('a'), foreign('b')]
  const shown = await adamLabHere(['report', a, '--latex'])
  inert(shown)
  expect(shown.out).toContain('T[U+001B]]0;PWNED[U+0007][U+001B][2J[U+202E] ::error')
  expect(readFileSync(join(a, 'latex/verdicts.tex'), 'utf8')).not.toMatch(UNSEEN)
  const compared = join(folder, 'compared')
  inert(await adamLabHere(['report', a, b, '--out', compared]))
  for (const name of ['report.md', 'report.html'])
    expect(readFileSync(join(compared, name), 'utf8')).not.toMatch(UNSEEN)
  expect(readFileSync(join(compared, 'report.md'), 'utf8')).not.toMatch(/^## all/m)
})

it('a coloured line is no command either, and only its own colours come through', async () => {
  const stream = Object.create(process.stdout, { isTTY: { value: true } })
  vi.stubEnv('NO_COLOR', '')
  vi.stubEnv('TERM', 'xterm')
  const painted = terminal.paint('bold', `${COMMAND}\u001b[8m`, stream)
  const written = await printed(() => terminal.print(painted, '\u001b[1mplain'))
  vi.unstubAllEnvs()
  expect(written).toBe('\u001b[1m\\::error file=a.yaml,line=1::X[U+001B][8m\u001b[22m\n[U+001B][1mplain\n')
})
