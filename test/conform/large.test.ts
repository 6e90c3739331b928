import { describe, expect, test } from 'vitest'
import { conformanceLines } from '../../src/cli/conformance.ts'
import { conform } from '../../src/conform/conform.ts'
import { treatsEachAlone } from '../../src/conform/coordinatewise.ts'
import { readHeader } from '../../src/conform/header.ts'
import { pageRules } from '../../src/conform/rules.ts'
import { partView } from '../../src/conform/view.ts'
import { catalog, conformance, family, files, lines, rules, traceOf } from './support.ts'

/** Parts of recorded traces as small as parts of large ones: two of four coordinates, or four of sixty steps. */
const SMALL = { large: 0, part: 16, coordinates: 2 }

const told = ({ conforming, mutants, ranking: [best], single }: ReturnType<typeof conformance>) => {
  const matches = [conforming, mutants].map((list) =>
    list.map(({ rule, settings, error }) => ({ name: rule.name, settings, error })),
  )
  return { matches, single, nearest: best && { name: best.rule.name, error: best.error, departure: best.departure } }
}

describe('what is found on a part of a trace first is what is found on the whole', () => {
  test.each(files.filter((_, k) => k % 23 === 0))('%s', (file) => {
    const trace = lines(file)
    expect(told(conformance(trace, rules, 1e-12, SMALL))).toEqual(told(conformance(trace)))
  })
  test('where nothing conforms, early or late', () => {
    for (const from of [0, 3, 40]) {
      const trace = lines('torch.adam.default.gauss-scales.jsonl')
      for (const step of trace.steps.slice(from)) step.x = step.x.map((x, k) => x * (1 + 1e-3 * k))
      const [whole, part] = [conformance(trace), conformance(trace, rules, 1e-12, SMALL)]
      expect(part.ranking.some((match) => !match.whole)).toBe(true)
      expect(told(part).nearest).toEqual(told(whole).nearest)
    }
  })
  test('where hyperparameters are searched', () => {
    const trace = lines('torch.adam.default.gauss-scales.jsonl')
    delete trace.header.hyper
    const own = family('adam', 'adamw', 'sgd', 'amsgrad')
    expect(told(conformance(trace, own, 1e-12, SMALL))).toEqual(told(conformance(trace, own)))
  })
})

test('an error on a part is at most that on the whole, and told as such', () => {
  const trace = lines('torch.adam.default.gauss-scales.jsonl')
  const part = conformance(trace, rules, 1e-12, SMALL)
  const exact = new Map(conformance(trace).ranking.map((match) => [match.rule.name, match]))
  for (const match of part.ranking) {
    const whole = exact.get(match.rule.name)
    if (!match.whole) expect(match.error, match.rule.name).toBeLessThanOrEqual(whole?.error as number)
  }
  expect(conformanceLines('t', part, true).join('\n')).toMatch(/ sgd +>= \S+ +by step 1, x\[\d\]/)
})

test('a part has some coordinates over all steps it has room for, at their places', () => {
  const trace = traceOf(lines('torch.adam.default.gauss-scales.jsonl'))
  const [alone, joined] = [partView(trace, 't', SMALL, true), partView(trace, 't', SMALL, false)]
  expect([alone.rows, alone.coordinates, alone.horizon, joined.rows, joined.coordinates]).toEqual([
    8,
    [0, 2],
    60,
    4,
    null,
  ])
  const { data, start } = alone.problem.page.replay ?? { data: [], start: [] }
  expect(start).toEqual([trace.start[0], trace.start[2]])
  expect([...data.slice(2, 4)]).toEqual([trace.gradients[4], trace.gradients[6]])
})

describe('a rule that treats each coordinate alone', () => {
  const alone = (step: string, header: Record<string, unknown> = {}) => {
    const text = `name: r\nhyper: {lr: 1, n: 2}\nstate: {m: 0}\nstep: "${step}"\n`
    const readFile = () => ''
    const [rule] = pageRules(text, { file: 'r.yaml', catalog, readFile }).rules ?? []
    if (!rule) throw new Error(`${step} is in error`)
    return treatsEachAlone(rule, readHeader(header))
  }
  test.each([
    ['m = 0.9 * m + g; x = x - lr * m', true],
    ['x = x - lr * past(g, n)', true],
    ['x = x - lr * g / norm(g)', false],
    ['x = x - lr * g[1]', false],
    ['x = x - lr * i * g', false],
    ['x = x - lr * g / d', false],
    ['x = x - lr * g / sqrt(loss)', false],
  ])('%s: %s', (step, expected) => {
    expect(alone(step)).toBe(expected)
  })
  test('is none where the header brings the dimension in', () => {
    expect(alone('x = x - lr * g', { lr: '0.1 / t' })).toBe(true)
    expect(alone('x = x - lr * g', { lr: '0.1 / d' })).toBe(false)
  })
})

test('progress only grows, from the first rule to the last', () => {
  const shares: number[] = []
  const trace = traceOf(lines('torch.adam.default.gauss-scales.jsonl'))
  conform(trace, 't', family('adam', 'sgd'), {
    tolerance: 1e-12,
    sizes: SMALL,
    onProgress: ({ done, total }) => shares.push(done / total),
  })
  expect(shares.length).toBeGreaterThan(family('adam', 'sgd').length)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
})
