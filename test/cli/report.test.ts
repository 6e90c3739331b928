import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseXml } from '../report/xml.ts'
import { adamLab, page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()
const results = join(folder, 'results')
const [one, other] = [join(results, 'walk'), join(results, 'stay')]
const CONVERTER = 'rsvg-convert'
const hasConverter = spawnSync(CONVERTER, ['--version']).status === 0

const text = (name: string, lr: number, predict: number) => `name: ${name}
title: Sign descent by SGD
problem: {use: heavy-tailed-quadratic, d: 2, nu: 3}
optimizers: {use: sgd, lr: ${lr}}
steps: 100
seeds: 8
measures: {x1: "x[1]"}
claims:
  - {id: goes/there, statement: It goes there., optimizer: sgd, judge: limit, measure: x1, predict: ${predict}, within: 10, at: T}
plots:
  - {kind: trajectory, measure: x1, name: by_hand}
`

const junit = join(folder, 'junit.xml')
let ran: Awaited<ReturnType<typeof adamLab>>
beforeAll(async () => {
  const pages = [page(folder, 'walk.yaml', text('walk', 0.5, 0)), page(folder, 'stay.yaml', text('stay', 0.01, 1000))]
  ran = await adamLab(['run', ...pages, '--out', results, '--junit', junit, '--latex'])
})

/** Names of files below a folder. */
const below = (place: string) => readdirSync(place, { recursive: true }).map(String).sort()

describe('run', () => {
  it('--junit has a suite for each experiment, and a case for each claim with its place', () => {
    expect(ran.code).toBe(1)
    const root = parseXml(readFileSync(junit, 'utf8'))
    expect(root.attributes).toMatchObject({ name: 'adam-lab run', tests: '2', failures: '1', errors: '0' })
    expect(root.children.map(({ attributes }) => [attributes.name, attributes.failures])).toEqual([
      ['walk', '0'],
      ['stay', '1'],
    ])
    const [failed] = root.children[1]?.children ?? []
    expect(failed?.attributes).toMatchObject({ name: 'goes/there', file: join(folder, 'stay.yaml'), line: '9' })
    expect(failed?.children[0]).toMatchObject({ name: 'failure', attributes: { type: 'violated' } })
  })

  it('--junit into a folder that cannot be is a sentence', async () => {
    const walk = join(folder, 'walk.yaml')
    const { code, err } = await adamLab(['run', walk, '--out', results, '--quiet', '--junit', join(walk, 'junit.xml')])
    expect(code).toBe(2)
    expect(err).toMatch(/^adam-lab: cannot write the JUnit report to '.*': /)
  })

  it('--junit of a run with a page in error, which runs none, names it and is not that of an earlier run', async () => {
    const file = join(folder, 'error.xml')
    writeFileSync(file, '<testsuites name="of an earlier run"/>')
    const bad = page(folder, 'bad.yaml', text('bad', 0.5, 0).replace('measure: x1, predict', 'measure: x2, predict'))
    const walk = join(folder, 'walk.yaml')
    const { code } = await adamLab(['run', walk, bad, join(folder, 'absent.yaml'), '--out', results, '--junit', file])
    expect(code).toBe(2)
    const { attributes, children } = parseXml(readFileSync(file, 'utf8'))
    expect(attributes).toMatchObject({ tests: '3', failures: '0', errors: '3' })
    const cases = children.flatMap((suite) => suite.children)
    expect(cases.map((one) => [one.attributes.classname, one.children[0]?.attributes.type])).toEqual([
      ['bad', 'page in error'],
      ['absent', 'page in error'],
      ['adam-lab run', 'not finished'],
    ])
    expect(cases[0]?.attributes).toMatchObject({ file: bad, line: '9' })
    expect(cases[2]?.children[0]?.attributes.message).toContain(`not judged: ${walk}`)
  })

  it('--latex writes the table, the floats, and the figures as PDF or the command that makes them', () => {
    expect(readFileSync(join(one, 'latex/verdicts.tex'), 'utf8')).toContain('\\texttt{goes/\\allowbreak{}there}')
    expect(readFileSync(join(one, 'latex/figures.tex'), 'utf8')).toContain('{by-hand.pdf}')
    if (hasConverter) {
      expect(readFileSync(join(one, 'latex/by-hand.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
      expect(ran.out).toContain(join(one, 'latex/by-hand.pdf'))
    } else expect(ran.err).toContain(`${CONVERTER} -f pdf -o`)
    expect(below(one).filter((name) => name.endsWith('.partial'))).toEqual([])
  })
})

describe('report on one directory', () => {
  it('shows its verdicts and where its report is, writes nothing, and is 0 whatever was found', async () => {
    const before = below(results)
    const { code, out, err } = await adamLabHere(['report', `${other}/`])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('Sign descent by SGD')
    expect(out).toContain('✗ 0 of 1 verdict as expected; 1 contradicts the expectation.')
    expect(out).toMatch(/goes\/there +sgd +violated/)
    expect(out).toContain(join(other, 'report.html'))
    expect(out).toContain(join(other, 'report.md'))
    expect(below(results)).toEqual(before)
  })

  it('--latex gives the same files, byte by byte, as the run did', async ({ skip }) => {
    const names = below(join(one, 'latex'))
    const bytes = () => names.map((name) => readFileSync(join(one, 'latex', name)).toString('base64'))
    const before = bytes()
    rmSync(join(one, 'latex'), { recursive: true })
    const { code, out } = await adamLabHere(['report', one, '--latex'])
    expect(code).toBe(0)
    expect(out).toContain(join(one, 'latex/verdicts.tex'))
    expect(bytes()).toEqual(before)
    skip(!hasConverter, `There is no ${CONVERTER} (Debian: apt-get install librsvg2-bin), so no figure became a PDF.`)
    expect(names).toContain('by-hand.pdf')
  })

  it('--latex without the converter says which command makes the figures', async () => {
    const { code, out, err } = await adamLab(['report', one, '--latex'], { env: { PATH: '/nowhere' } })
    expect(code).toBe(0)
    expect(err).toContain(`there is no ${CONVERTER}`)
    expect(err).toContain(`${CONVERTER} -f pdf -o ${join(one, 'latex/by-hand.pdf')} ${join(one, 'plots/by_hand.svg')}`)
    expect(out).not.toContain('by-hand.pdf')
  })

  it('--open without a browser is a sentence', async () => {
    const { code, err } = await adamLab(['report', one, '--open'], { env: { PATH: '/nowhere' } })
    expect(code).toBe(0)
    expect(err).toMatch(/^cannot open '.*report\.html': there is no /)
  })
})

describe('report on several directories', () => {
  const out = join(folder, 'comparison')

  it('writes a comparison that can be moved', async () => {
    const { code, out: told } = await adamLabHere(['report', one, other, '--out', out])
    expect(code).toBe(0)
    expect(told).toContain('1 verdict of 1 differs (1 worse in B).')
    expect(told).toContain('goes/there, sgd: A holds; B violated')
    expect(below(out)).toEqual(['plots', 'plots/A-by_hand.svg', 'plots/B-by_hand.svg', 'report.html', 'report.md'])
    const markdown = readFileSync(join(out, 'report.md'), 'utf8')
    expect(markdown).toContain('](plots/A-by_hand.svg) | ![')
    const html = readFileSync(join(out, 'report.html'), 'utf8')
    expect(html).not.toContain('<script')
    expect(html.match(/<img /g)).toHaveLength(2)
  })

  it('has the differences of the final values in the summaries, seed by seed', async () => {
    await adamLabHere(['report', one, other, '--out', out])
    const finals = [one, other].map((place) => {
      const { runs } = JSON.parse(readFileSync(join(place, 'summary.json'), 'utf8'))
      return runs.map((run: { final: { x1: number } }) => run.final.x1) as number[]
    })
    const differences = (finals[1] ?? []).map((value, k) => value - (finals[0]?.[k] ?? Number.NaN))
    const mean = differences.reduce((sum, value) => sum + value, 0) / 8
    const cells = /\| sgd<br>lr: 0\.5 -&gt; 0\.01 \| x1 \|([^\n]*)\|/
      .exec(readFileSync(join(out, 'report.md'), 'utf8'))?.[1]
      ?.split(' | ')
    expect(Number(cells?.[1]?.replaceAll('\\', ''))).toBeCloseTo(mean, 4)
    expect(cells?.[5]?.trim()).toBe('8')
  })

  it('compares a directory with itself under another name, and finds nothing', async () => {
    const { code, err } = await adamLabHere(['report', one, `${one}/`])
    expect([code, err]).toEqual([2, `adam-lab: '${one}' cannot be compared with itself [AL9008]\n`])
  })
})

describe('report on a folder of results', () => {
  it('writes one page that leads to each report', async () => {
    const { code, out } = await adamLabHere(['report', results])
    expect(code).toBe(0)
    expect(out).toContain('1 of 2 claims as expected; 1 contradicts the expectation. 2 result directories.')
    const html = readFileSync(join(results, 'report.html'), 'utf8')
    const links = [...html.matchAll(/href="([^"#]+)#/g)].map(([, href = '']) => href)
    expect(links).toEqual(['stay/report.html', 'walk/report.html'])
    for (const link of links) expect(existsSync(join(results, link))).toBe(true)
    const elsewhere = join(folder, 'elsewhere')
    await adamLabHere(['report', results, '--out', elsewhere])
    expect(readFileSync(join(elsewhere, 'report.html'), 'utf8')).toContain(
      'href="../results/walk/report.html#claim/goes/there"',
    )
  })
})

it('a folder of results of which one is damaged: a page on the others, a sentence on that one, and 2', async () => {
  const some = join(folder, 'some')
  cpSync(one, join(some, 'whole'), { recursive: true })
  mkdirSync(join(some, 'broken'))
  writeFileSync(join(some, 'broken/summary.json'), '{"schema": "adam-lab')
  const { code, out, err } = await adamLabHere(['report', some])
  expect(code).toBe(2)
  expect(err).toMatch(/^adam-lab: cannot read '.*broken\/summary\.json': .*\n$/)
  expect(out).toContain('1 result directory.')
  expect(readFileSync(join(some, 'report.html'), 'utf8')).toContain('href="whole/report.html')
})

describe('what is no result directory', () => {
  it.each([
    [
      'a folder that is not there',
      (place: string) => [join(place, 'nowhere')],
      /cannot read '.*nowhere': no such file or directory/,
    ],
    [
      'an empty folder',
      (place: string) => [place],
      /there is no summary\.json in '.*', nor in a folder below it; 'adam-lab run' writes them/,
    ],
    [
      'one of two',
      (place: string) => [one, place],
      /'.*' has no summary\.json, so it is no result directory; 'adam-lab run' makes one/,
    ],
    ['a folder of results beside a result', () => [one, results], /'.*results' has no summary\.json/],
    [
      'a page',
      () => [join(folder, 'walk.yaml')],
      /cannot read '.*walk\.yaml': a part of the path is a file, not a directory/,
    ],
    ['--latex of two', () => [one, other, '--latex'], /--latex is for one result directory/],
    ['--latex of many', () => [results, '--latex'], /--latex is for one result directory/],
  ])('%s: a sentence and 2', async (name, args, sentence) => {
    const place = join(folder, name.replaceAll(/[^a-z]/g, ''))
    mkdirSync(place)
    const { code, err } = await adamLabHere(['report', ...args(place)])
    expect(code).toBe(2)
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('a summary that is damaged is named, with the place of the damage', async () => {
    const place = join(folder, 'damaged')
    mkdirSync(place)
    writeFileSync(join(place, 'summary.json'), '{"schema": "adam-lab/summary/1", "experiment": 3}')
    const { code, err } = await adamLabHere(['report', place])
    expect(code).toBe(2)
    expect(err).toMatch(/^adam-lab: cannot read '.*damaged\/summary\.json': at 'experiment': /)
  })
})

it('shows one title of a foreign result in the terminal and in what it writes', async () => {
  const foreign = join(folder, 'foreign')
  mkdirSync(foreign)
  const title = '  a \t b\u200b   c\n\n- d '
  const summary = {
    schema: 'adam-lab/summary/1',
    experiment: 'f',
    title,
    digest: 'x',
    claims: [],
    verdicts: [],
    runs: [],
  }
  writeFileSync(join(foreign, 'summary.json'), JSON.stringify(summary))
  const { code, out } = await adamLabHere(['report', foreign, '--latex'])
  expect(code).toBe(0)
  expect(out.split('\n')[0]).toBe('a b[U+200B] c - d')
  expect(readFileSync(join(foreign, 'latex/verdicts.tex'), 'utf8')).toMatch(/^% a b\[U\+200B\] c - d \(experiment f\)/)
})
