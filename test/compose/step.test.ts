import { describe, expect, test } from 'vitest'
import { composeVariants } from '../../src/compose/variants.ts'
import { STREAM } from '../../src/kernel/program.ts'
import { uniform } from '../../src/kernel/random/philox.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { load, type Result, simulate } from '../acceptance/lab.ts'

const page = (problem: string, optimizers: string, measures: string, more = '') => `name: step
problem: ${problem}
optimizers: ${optimizers}
steps: 6
record: {points: 6, scale: linear}
measures: ${measures}
${more}
`
const run = (...texts: Parameters<typeof page>): Result[] => simulate(page(...texts))

/** All values of one measure of one run, step by step. */
function along(result: Result | undefined, measure: string, seed = 0): number[] {
  const values = result?.values[measure]?.[seed]
  if (!values) throw new Error(`no ${measure}`)
  return values
}

const steps = [1, 2, 3, 4, 5, 6]
const close = (found: readonly number[], wanted: readonly number[]) => {
  expect(found).toHaveLength(wanted.length)
  found.forEach((value, k) => {
    expect(value).toBeCloseTo(wanted[k] as number, 13)
  })
}

/** The normal number of two uniforms, by Box and Muller. */
const normal = (stream: number, t: number, coordinate: number, first: number, seed = 1) =>
  Math.sqrt(-2 * Math.log(uniform(seed, stream, t, coordinate, first))) *
  Math.cos(2 * Math.PI * uniform(seed, stream, t, coordinate, first + 1))

const MOVES = '{name: o, step: x = x - 0.5 * g}'

describe('a step, in order', () => {
  test('the oracle is asked before the step, the measures see what is after it', () => {
    const [result] = run(
      '{name: p, d: 2, start: "[4, -8]", hyper: {c: 1}, objective: "0.5 * c * sum(x^2)"}',
      MOVES,
      '{x: "x[1]", before: "x_before[1]", g: "g[2]", grad: "grad[2]", loss: loss, objective: objective, at: "objective(x_before)", slope: "dot(grad(x), [1, 0])", twice: "loss(2 * x)", t: t, T: T, d: d}',
    )
    // x halves at every step.
    const x = (t: number) => 4 * 0.5 ** t
    close(along(result, 'x'), steps.map(x))
    close(
      along(result, 'before'),
      steps.map((t) => x(t - 1)),
    )
    close(
      along(result, 'g'),
      steps.map((t) => -2 * x(t - 1)),
    )
    close(
      along(result, 'grad'),
      steps.map((t) => -2 * x(t - 1)),
    )
    close(
      along(result, 'loss'),
      steps.map((t) => 2.5 * x(t - 1) ** 2),
    )
    close(
      along(result, 'at'),
      steps.map((t) => 2.5 * x(t - 1) ** 2),
    )
    close(
      along(result, 'objective'),
      steps.map((t) => 2.5 * x(t) ** 2),
    )
    close(along(result, 'slope'), steps.map(x))
    close(
      along(result, 'twice'),
      steps.map((t) => 10 * x(t) ** 2),
    )
    expect(along(result, 't')).toEqual(steps)
    expect(along(result, 'T')).toEqual(steps.map(() => 6))
    expect(along(result, 'd')).toEqual(steps.map(() => 2))
  })

  test('projection onto a box, whose ends may be vectors and settings', () => {
    const [result] = run(
      '{name: p, d: 2, start: 0, hyper: {r: 1.5}, domain: {box: ["-i", "r * i"]}, objective: "x[1] - x[2]"}',
      '{name: o, step: x = x - g}',
      '{a: "x[1]", b: "x[2]"}',
    )
    close(along(result, 'a'), [-1, -1, -1, -1, -1, -1])
    close(along(result, 'b'), [1, 2, 3, 3, 3, 3])
  })

  test('projection onto a ball keeps the direction', () => {
    const [result] = run(
      '{name: p, d: 2, start: 0, domain: {ball: 5}, objective: "-3 * x[1] - 4 * x[2]"}',
      '{name: o, step: x = x - 0.5 * g}',
      '{a: "x[1]", b: "x[2]"}',
    )
    close(along(result, 'a'), [1.5, 3, 3, 3, 3, 3])
    close(along(result, 'b'), [2, 4, 4, 4, 4, 4])
  })

  test('the average takes in the projected iterate, and measures see it', () => {
    const [result] = run(
      '{name: p, d: 1, start: 0, domain: {box: [-2, 2]}, objective: "-sum(x)"}',
      '{name: o, step: x = x + 1}',
      '{mean: "xbar[1]", gap: "xbar[1] - x[1]"}',
      'average: {use: model-ema, decay: 0.5}',
    )
    // 0 -> 1/2 * 0 + 1/2 * 1 -> ... with iterates 1, 2, 2, ...
    close(along(result, 'mean'), [0.5, 1.25, 1.625, 1.8125, 1.90625, 1.953125])
    close(along(result, 'gap'), [-0.5, -0.75, -0.375, -0.1875, -0.09375, -0.046875])
  })

  test('measures have states, settings in what they see, and the names of the rule', () => {
    const [result] = run(
      '{name: p, d: 2, start: 1, hyper: {c: 3}, objective: "c * sum(x)", facts: {L: c + 1}}',
      '{name: o, hyper: {lr: 0.25}, state: {n: 10}, step: "n = n + 1\nx = x - lr * g"}'.replace('\n', '\\n'),
      '{total: {sum: "2 * x[1]"}, most: {max: "x[1] - n"}, least: {min: "x[1]"}, middle: {mean: "x[1] * lr"}, n: n, lr: lr, L: L + c, moved: "norm1(x - x_before)"}',
    )
    const x = (t: number) => 1 - 0.75 * t
    const mean = (t: number) => steps.slice(0, t).reduce((sum, s) => sum + x(s), 0) / t
    close(
      along(result, 'total'),
      steps.map((t) => 2 * t * mean(t)),
    )
    close(
      along(result, 'most'),
      steps.map(() => x(1) - 11),
    )
    close(along(result, 'least'), steps.map(x))
    close(
      along(result, 'middle'),
      steps.map((t) => mean(t) / 4),
    )
    close(
      along(result, 'n'),
      steps.map((t) => 10 + t),
    )
    close(
      along(result, 'lr'),
      steps.map(() => 0.25),
    )
    close(
      along(result, 'L'),
      steps.map(() => 7),
    )
    close(
      along(result, 'moved'),
      steps.map(() => 1.5),
    )
  })

  test('past(g, n) is the gradient n steps ago, and 0 before the first', () => {
    const [result] = run(
      '{name: p, d: 1, start: 0, loss: "t * sum(x)"}',
      '{name: o, step: "x = past(g, 2) + 10 * past(g, 1) + 100 * past(g, 0)"}',
      '{x: "x[1]"}',
    )
    close(along(result, 'x'), [100, 210, 321, 432, 543, 654])
  })

  test('an optimizer with `init` waits for one gradient: t counts its updates', () => {
    const [result] = run(
      '{name: p, d: 1, start: 5, loss: "t * sum(x)"}',
      '{name: o, state: {m: 0, n: 7}, init: "m = 10 * g", step: "m = m + g\\nx = x - m / t\\nn = t"}',
      '{x: "x[1]", m: "m[1]", n: n}',
    )
    // m: 10, then + 2, + 3, ...; x moves by m / (t - 1) from the second step on.
    const m = [10, 12, 15, 19, 24, 30]
    close(along(result, 'm'), m)
    close(
      along(result, 'x'),
      m.map((_, k) => 5 - m.slice(1, k + 1).reduce((sum, value, j) => sum + value / (j + 1), 0)),
    )
    close(along(result, 'n'), [7, 1, 2, 3, 4, 5])
  })

  test('a state with an index has one copy a stage; a vector in one of them makes all vectors', () => {
    const [result] = run(
      '{name: p, d: 2, start: "[1, 2]", objective: "sum(x)"}',
      '{name: o, hyper: {k: 3}, state: {"m[k]": 0}, step: "u = i\\nrepeat j = 1:k\\nm[j] = m[j] + j * u\\nu = m[j]\\nend\\nx = x - m[3]"}',
      '{x: "x[2]"}',
    )
    // m1 = t i; m2 = 2 (1 + ... + t) i; m3 = 3 sum of m2.
    const second = (t: number) => t * (t + 1)
    const third = (t: number) => 3 * steps.slice(0, t).reduce((sum, s) => sum + second(s), 0)
    close(
      along(result, 'x'),
      steps.map((t) => 2 - 2 * steps.slice(0, t).reduce((sum, s) => sum + third(s), 0)),
    )
  })
})

describe('random numbers', () => {
  const still = '{name: o, step: x = x}'
  test('draws of a problem are those of its stream, one a step or one a coordinate, in the order of the page', () => {
    const [result] = run(
      '{name: p, d: 2, start: 1, draw: {u: uniform, v: {per: coordinate}, w: uniform, n: gaussian}, loss: "(u + 10 * w) * x[1] + dot(v, x) + n * x[2]"}'.replace(
        '{per: coordinate}',
        '{law: uniform, per: coordinate}',
      ),
      still,
      '{a: "g[1]", b: "g[2]"}',
      'seeds: [5]',
    )
    const of = (t: number, coordinate: number, number: number) => uniform(5, STREAM.oracle, t, coordinate, number)
    close(
      along(result, 'a'),
      steps.map((t) => of(t, 0, 0) + 10 * of(t, 0, 1) + of(t, 1, 0)),
    )
    close(
      along(result, 'b'),
      steps.map((t) => of(t, 2, 0) + normal(STREAM.oracle, t, 0, 2, 5)),
    )
  })

  test('noise is added to the gradient, one number a coordinate; a grid in its settings scales the same numbers', () => {
    const results = run(
      '{name: p, d: 2, start: "[1, 2]", noise: {use: gaussian, sigma: [1, 3, 0.5 * t]}, objective: "0.5 * sum(x^2)"}',
      still,
      '{first: "g[1] - grad[1]", second: "g[2] - grad[2]"}',
      'seeds: [1]',
    )
    expect(results.map(({ point }) => point.given['noise.sigma'])).toEqual([1, 3, '0.5 * t'])
    const sizes = [() => 1, () => 3, (t: number) => 0.5 * t]
    results.forEach((result, k) => {
      const size = sizes[k] as (t: number) => number
      close(
        along(result, 'first'),
        steps.map((t) => size(t) * normal(STREAM.oracle, t, 1, 0)),
      )
      close(
        along(result, 'second'),
        steps.map((t) => size(t) * normal(STREAM.oracle, t, 2, 0)),
      )
    })
  })

  test('settings of a noise may be formulas in those of the problem, and one of them a grid beside one that is not', () => {
    const results = run(
      '{name: p, d: 1, start: 1, hyper: {s: [2, 5]}, noise: {use: gaussian, sigma: s^2}, objective: "sum(x)"}'.replace(
        'hyper: {s: [2, 5]}',
        'hyper: {s: 2}',
      ),
      still,
      '{n: "g[1] - 1"}',
      'seeds: [1]',
    )
    close(
      along(results[0], 'n'),
      steps.map((t) => 4 * normal(STREAM.oracle, t, 1, 0)),
    )
  })

  test('draws of optimizers and averages come from streams of their own', () => {
    const [result] = run(
      '{name: p, d: 1, start: 0, objective: "sum(x)"}',
      '{name: o, draw: {u: uniform}, step: x = u}',
      '{x: "x[1]", chosen: "xbar[1]"}',
      'seeds: [1]\naverage: random-index',
    )
    const x = steps.map((t) => uniform(1, STREAM.optimizer, t, 0, 0))
    close(along(result, 'x'), x)
    let chosen = 0
    close(
      along(result, 'chosen'),
      steps.map((t) => {
        if (uniform(1, STREAM.average, t, 0, 0) * t < 1) chosen = x[t - 1] as number
        return chosen
      }),
    )
  })
})

describe('programs and points', () => {
  const variants = (problem: string, optimizers: string, more = '') => {
    const sink = new Diagnostics()
    const found = composeVariants(load(page(problem, optimizers, '{x: "x[1]"}', more)), sink)
    expect(sink.list).toEqual([])
    return found
  }
  const simple = '{name: p, d: 2, start: 1, hyper: {c: 1}, objective: "c * sum(x)"}'

  test('numbers of a grid are parameters of one program; what its form depends on makes programs', () => {
    const found = variants(
      '{use: ill-scaled-quadratic, d: [2, 3], kappa: [10, 100]}',
      '{use: kadam, k: [1, 2], lr: [0.1, 0.2, 0.3], beta1: 0.8}',
    )
    expect(found).toHaveLength(4)
    for (const { program, points, outputs } of found) {
      expect(program.params).toEqual(['T', 'problem.kappa', 'optimizer.lr'])
      expect(outputs).toEqual(['x'])
      expect(points).toHaveLength(6)
      for (const { hyper, given, params } of points) {
        expect(params(77)).toEqual([77, given.kappa, hyper.lr])
        expect(hyper).toMatchObject({ beta1: 0.8, k: points[0]?.hyper.k })
        expect(given.d).toBe(program.dimension)
      }
    }
    const all = found.flatMap(({ points }) => points)
    expect(all.map(({ index }) => index).sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, k) => k))
    // The settings of the problem vary fastest, the last of each list first.
    const at = (index: number) => all.find((point) => point.index === index)
    expect([0, 1, 2, 3, 4].map((k) => [at(k)?.hyper.k, at(k)?.hyper.lr, at(k)?.given.d, at(k)?.given.kappa])).toEqual([
      [1, 0.1, 2, 10],
      [1, 0.1, 2, 100],
      [1, 0.1, 3, 10],
      [1, 0.1, 3, 100],
      [1, 0.2, 2, 10],
    ])
    expect(new Set(found.map(({ meaning }) => meaning)).size).toBe(4)
  })

  test('a formula of a grid makes a program of its own, beside the numbers, which share one', () => {
    const found = variants('{use: ill-scaled-quadratic, d: 2}', '{use: sgd, lr: [0.1, 1/t, 0.2, 2/t]}')
    expect(found.map(({ points }) => points.map(({ hyper }) => hyper.lr))).toEqual([[0.1, 0.2], ['1/t'], ['2/t']])
    expect(found.map(({ program }) => program.params.length)).toEqual([2, 1, 1])
  })

  test('pages in line have their settings too, and an optimizer comes once for each problem', () => {
    const found = variants(`[${simple}, {use: ill-scaled-quadratic, d: 2}]`, `[${MOVES}, sgd]`)
    expect(found.map(({ problem, optimizer, program }) => [problem.label, optimizer.label, program.dimension])).toEqual(
      [
        ['p', 'o', 2],
        ['p', 'sgd', 2],
        ['ill-scaled-quadratic', 'o', 2],
        ['ill-scaled-quadratic', 'sgd', 2],
      ],
    )
  })
})
