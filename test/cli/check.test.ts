import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseXml } from '../report/xml.ts'
import { adamLab, scratch } from './adam-lab.ts'

const folder = scratch()
const results = join(folder, 'results')

const head = (name: string, tier: string) => `name: ${name}
title: Gradient steps of size 1/2 halve x
${tier}problem: {name: bowl, title: A parabola, start: 1, objective: "x[1]^2 / 2"}
optimizers: {use: sgd, lr: 0.5}
steps: 10
measures: {x1: 'x[1]'}
claims:
`
const claim = (id: string, predict: string, more = '') =>
  `  - {id: ${id}, judge: limit, measure: x1, predict: ${predict}, within: 1e-12, at: T${more}}\n`

/** A ledger with a page for each of two papers. */
const ledger = (name: string): string => join(folder, name)
const write = (path: string, text: string) => {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
}

beforeAll(() => {
  write(
    join(ledger('good'), 'cauchy1847/half.yaml'),
    head('half', 'tier: fast\n') + claim('half/end', '2^-10') + claim('half/not', '0', ', expect: violated'),
  )
  write(
    join(ledger('good'), 'polyak1964/noisy.yaml'),
    `name: noisy
problem: {use: ill-scaled-quadratic, d: 1, kappa: 1, noise: {use: gaussian, sigma: 1}}
optimizers: {use: sgd, lr: 0.1}
steps: 200
seeds: 20
measures: {x1: 'x[1]'}
claims:
  - {id: noisy/centre, judge: limit, measure: x1, predict: 0, within: 0.3, at: T}
`,
  )
  write(join(ledger('bad'), 'cauchy1847/wrong.yaml'), head('wrong', '') + claim('wrong/end', '0.25'))
  write(
    join(ledger('blind'), 'x/blind.yaml'),
    head('blind', '') + claim('blind/end', '2^-10', ', mutants: [adam@v-prev]'),
  )
})

const check = (...args: string[]) => adamLab(['check', ...args, '--out', results])

it('says of each claim what was expected and found, and is 0 if all is as expected', async () => {
  const { code, out, err } = await check(ledger('good'))
  expect(out).toMatch(/half\/end +holds +0\.000976563 +0\.000976563 +exact +exact/)
  expect(out).toMatch(/half\/not +violated \(expected\)/)
  expect(out).toMatch(/cauchy1847 +2 claims: 1 holds, 1 violated \(expected\)/)
  expect(out).toMatch(/all +3 claims: /)
  expect(out).toMatch(/3 claims on 2 pages in \d+ s/)
  expect(err).toMatch(/\[1\/2\] .*half\.yaml: 2 claims, as expected/)
  expect(code).toBe(0)
})

it('with --fast loads only pages of the fast tier; without one that is an error', async () => {
  const { code, out } = await check(ledger('good'), '--fast')
  expect([code, out.includes('half/end'), out.includes('noisy')]).toEqual([0, true, false])
  const none = await check(ledger('bad'), '--fast')
  expect([none.code, none.err]).toEqual([2, expect.stringContaining("'tier: fast'")])
})

it('a contradicted claim is a 1, a line with its place, an annotation and a failure in the JUnit report', async () => {
  const junit = join(folder, 'junit.xml')
  const summary = join(folder, 'summary.md')
  writeFileSync(summary, 'before\n')
  const args = ['check', ledger('bad'), '--out', results, '--github', '--junit', junit]
  const { code, out } = await adamLab(args, { env: { GITHUB_STEP_SUMMARY: summary } })
  expect(code).toBe(1)
  expect(out).toMatch(/wrong\.yaml:8: wrong\/end, sgd: violated, expected holds/)
  expect(out).toMatch(/^::error file=.*wrong\.yaml,line=8,title=wrong\/end%3A violated::/m)
  expect(readFileSync(summary, 'utf8')).toMatch(/^before\n[\s\S]*\| wrong\/end \| violated \|/)
  const [suite] = parseXml(readFileSync(junit, 'utf8')).children
  expect(suite).toMatchObject({ attributes: { name: 'cauchy1847', tests: '1', failures: '1' } })
})

it('runs mutants with --controls only, and fails if a claim does not turn one down', async () => {
  expect(await check(ledger('blind'))).toMatchObject({ code: 0 })
  // The mutant halves nothing, which the first claim notices; the other says so little that nothing contradicts it.
  const vague = join(ledger('blind'), 'x/vague.yaml')
  write(
    vague,
    head('vague', '') + claim('vague/end', '0', ', within: 10, mutants: [adam@v-prev]').replace('within: 1e-12, ', ''),
  )
  const { code, out } = await check(ledger('blind'), '--controls')
  expect(out).toMatch(/blind\/end .* 1\/1 caught/)
  expect(out).toMatch(/vague\/end .* 0\/1 caught/)
  expect(out).toContain('vague/end does not catch adam@v-prev')
  expect(code).toBe(1)
})

it('the null control tries fresh seeds, and finds no false alarm', async () => {
  const { code, out } = await check(join(ledger('good'), 'polyak1964'), '--controls')
  expect(out).toMatch(/null control: 0 false violated in 200 fresh seed sets over 1 page, 0 % \[0 %, [\d.]+ %\]/)
  expect(code).toBe(0)
})

it('compares with a baseline: what got worse is told and is a 1', async () => {
  const baseline = join(folder, 'baseline.json')
  expect(await check(ledger('good'), '--baseline', baseline)).toMatchObject({ code: 2 })
  expect(await check(ledger('good'), '--update-baseline', '--baseline', baseline)).toMatchObject({ code: 0 })
  const same = await check(ledger('good'), '--baseline', baseline)
  expect([same.code, same.out]).toEqual([0, expect.stringContaining(`as in the baseline ${baseline}`)])
  const changed = readFileSync(baseline, 'utf8').replaceAll('0.0009765625', '0.5')
  writeFileSync(baseline, changed)
  const worse = await check(ledger('good'), '--baseline', baseline)
  expect(worse.out).toMatch(/half\/end: sgd: measured 0\.0009765625, outside the interval \[0\.5\]/)
  expect(worse.code).toBe(1)
  const summary = join(folder, 'worse.md')
  const args = ['check', ledger('good'), '--out', results, '--github', '--baseline', baseline]
  await adamLab(args, { env: { GITHUB_STEP_SUMMARY: summary } })
  const [head] = readFileSync(summary, 'utf8').split('\n')
  expect(head).toBe('## adam-lab check: 3 of 3 claims as expected; worse than the baseline in 2 ways')
  // What is told of a baseline that is replaced is not held against it.
  const replaced = await check(ledger('good'), '--json', '--update-baseline', '--baseline', baseline)
  const { code, baseline: told } = JSON.parse(replaced.out) as { code: number; baseline: { worse: unknown[] } }
  expect([replaced.code, code, told.worse.length]).toEqual([0, 0, 2])
})

it('prints one JSON document, and nothing else, with --json', async () => {
  const { out } = await check(ledger('good'), '--json')
  const found = JSON.parse(out) as { code: number; claims: { claim: string; status: string; expect: string }[] }
  expect(found.code).toBe(0)
  expect(found.claims.map(({ claim: id, status, expect: expected }) => [id, status, expected])).toEqual([
    ['half/end', 'holds', 'holds'],
    ['half/not', 'violated', 'violated'],
    ['noisy/centre', 'holds', 'holds'],
  ])
})

it('explains a verdict down to the command that replays it', async () => {
  const { code, out } = await check(ledger('good'), '--explain', 'half/end')
  for (const heading of ['Problem: bowl', 'Optimizer: sgd', 'Judge: limit', 'Numbers', 'Replay'])
    expect(out).toContain(heading)
  expect(out).toContain('adam-lab run')
  expect(code).toBe(0)
  const missing = await check(ledger('good'), '--explain', 'half/ends')
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("did you mean 'half/end'?")])
})

it('refuses two claims of one name, and a folder that is not there, in a sentence', async () => {
  const twice = join(ledger('twice'), 'x/a.yaml')
  write(twice, head('a', '') + claim('same/id', '2^-10'))
  write(join(ledger('twice'), 'x/b.yaml'), head('b', '') + claim('same/id', '2^-10'))
  const { code, err } = await check(ledger('twice'))
  expect([code, err]).toEqual([2, expect.stringMatching(/'same\/id' is there twice: .*a\.yaml:8 and .*b\.yaml:8/)])
  const none = await check(join(folder, 'nowhere'))
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('nowhere')])
  expect(none.err).not.toMatch(/\n\s+at /)
})

it('shows the mistakes of a page', async () => {
  const path = join(ledger('broken'), 'x/a.yaml')
  write(path, head('broken', '') + claim('broken/end', 'nonsense'))
  appendFileSync(path, claim('broken/other', '1 +'))
  const { code, err } = await check(ledger('broken'))
  expect(code).toBe(2)
  expect(err).toContain('nonsense')
  expect(err).toMatch(/a\.yaml:9:/)
})

describe('a page in error', () => {
  const place = ledger('mixed')
  const [junit, summary, baseline] = ['mixed.xml', 'mixed.md', 'mixed.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  beforeAll(() => {
    write(join(place, 'cauchy1847/half.yaml'), head('half', '') + claim('half/end', '2^-10'))
    write(join(place, 'cauchy1847/wrong.yaml'), head('wrong', '') + claim('wrong/end', '0.25'))
    write(join(place, 'polyak1964/bad.yaml'), `${head('bad', '')}${claim('bad/end', 'nonsense')}`)
    write(join(place, 'polyak1964/binary.yaml'), '')
    writeFileSync(join(place, 'polyak1964/binary.yaml'), new Uint8Array([0xff, 0xfe, 0x80]))
    write(join(place, 'polyak1964/idle.yaml'), head('idle', '').replace('claims:\n', ''))
    write(join(place, 'polyak1964/twin.yaml'), head('wrong', '') + claim('twin/end', '2^-10'))
  })

  it('is told of with its place on every surface, the others are run, and 2 beats 1', async () => {
    writeFileSync(junit, '<testsuites name="of an earlier run"/>')
    const args = ['check', place, '--out', results, '--github', '--junit', junit]
    const { code, out, err } = await adamLab(args, { env: { GITHUB_STEP_SUMMARY: summary } })
    expect(code).toBe(2)
    expect(err).toMatch(/bad\.yaml:8:\d+: /)
    for (const [page, line] of [
      ['bad', 8],
      ['binary', 1],
      ['idle', 1],
      ['twin', 1],
    ] as const)
      expect(out).toMatch(new RegExp(`^::error file=\\S*${page}\\.yaml,line=${line},title=page in error::`, 'm'))
    expect(out).toMatch(/^::error file=\S*wrong\.yaml,line=8,title=wrong\/end%3A violated::/m)
    expect(out).toContain('✗ 1 of 2 claims as expected; 1 contradicts the expectation; 4 pages in error.')
    const root = parseXml(readFileSync(junit, 'utf8'))
    expect(root.attributes).toMatchObject({ tests: '6', failures: '1', errors: '4' })
    const cases = root.children.flatMap(({ children }) => children)
    const bad = cases.find(({ attributes }) => attributes.name?.endsWith('bad.yaml'))
    expect(bad?.attributes).toMatchObject({
      classname: 'polyak1964',
      line: '8',
      file: join(place, 'polyak1964/bad.yaml'),
    })
    expect(bad?.children).toMatchObject([
      { name: 'error', attributes: { type: 'page in error', message: expect.stringContaining('nonsense') } },
    ])
    const [top] = readFileSync(summary, 'utf8').split('\n')
    expect(top).toBe('## adam-lab check: 1 of 2 claims as expected; 1 contradicts the expectation; 4 pages in error')
  })

  it('is no page whose claims are gone, and leaves the baseline as it is', async () => {
    await check(place, '--update-baseline', '--baseline', baseline)
    expect(existsSync(baseline)).toBe(false)
    await check(join(place, 'cauchy1847'), '--update-baseline', '--baseline', baseline)
    const before = readFileSync(baseline, 'utf8').replaceAll('half/end', 'half/gone')
    writeFileSync(baseline, before.replaceAll('half.yaml', 'bad.yaml').replaceAll('cauchy1847', 'polyak1964'))
    const { code, out } = await check(place, '--baseline', baseline)
    expect([code, out.includes('is gone')]).toEqual([2, false])
  })
})

describe('the JUnit report', () => {
  const junit = join(folder, 'ends.xml')
  const onlyProblem = () => {
    const { attributes, children } = parseXml(readFileSync(junit, 'utf8'))
    const problems = children.flatMap((suite) => suite.children.flatMap((one) => one.children))
    return { attributes, problem: problems.find(({ name }) => name === 'error') }
  }
  const long = () => {
    const path = join(ledger('long'), 'x/long.yaml')
    const text = head('long', '').replace('steps: 10', 'steps: 2e7\nseeds: 64') + claim('long/end', '0')
    write(path, text)
    write(join(ledger('long'), 'x/after.yaml'), head('zafter', '') + claim('after/end', '2^-10'))
    return ledger('long')
  }

  it('of an earlier check does not survive one that cannot begin, which says why', async () => {
    writeFileSync(junit, '<testsuites name="of an earlier run"/>')
    const { code } = await check(ledger('good'), '--junit', junit, '--baseline', join(folder, 'nowhere.json'))
    expect(code).toBe(2)
    const { attributes, problem } = onlyProblem()
    expect(attributes).toMatchObject({ tests: '1', errors: '1' })
    expect(problem?.attributes).toMatchObject({
      type: 'not finished',
      message: expect.stringContaining('nowhere.json'),
    })
  })

  it('of a check that is interrupted, or killed, says so and is not green', async () => {
    const where = join(folder, 'stopped')
    const stopped = (signal: NodeJS.Signals, ready: () => boolean) => {
      writeFileSync(junit, '<testsuites name="of an earlier run"/>')
      return adamLab(['check', long(), '--out', where, '--jobs', '1', '--junit', junit, '--github'], {
        during(kill) {
          const watch = setInterval(() => {
            if (!ready()) return
            clearInterval(watch)
            kill(signal)
          }, 20)
        },
      })
    }
    const cache = join(where, 'long/cache')
    const { code, out } = await stopped('SIGINT', () => existsSync(cache) && readdirSync(cache).length > 0)
    expect([code, /^::error title=adam-lab::interrupted with 1 page left$/m.test(out)]).toEqual([130, true])
    expect(onlyProblem().problem?.attributes.message).toMatch(
      /^interrupted with 1 page left\nnot judged: .*long\.yaml$/,
    )

    await stopped('SIGKILL', () => readFileSync(junit, 'utf8').includes('of an earlier run') === false)
    expect(onlyProblem().problem?.attributes.message).toMatch(/it was killed/)
  })
})
