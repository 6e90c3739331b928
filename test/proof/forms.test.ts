import { describe, expect, it } from 'vitest'
import { ruleDimension } from '../../src/proof/dimension.ts'
import { Ranges } from '../../src/proof/ranges.ts'
import { ruleGraph } from '../../src/proof/rule-graph.ts'
import { valueAt } from '../lang/support.ts'
import { factsOf, rule } from './support.ts'

it('names what a statement has given a name to', () => {
  const { denominatorPredictable } = factsOf(rule('v = 0.9 * v + g^2\nroot = sqrt(v) + 1\nx = x - lr * g / (2 * root)'))
  expect(denominatorPredictable.reason).toBe('the denominator depends on g_t: 2 * root_t')
})

describe('what grows, by its form', () => {
  const grows = (next: string, hyper: Record<string, number> = {}) =>
    factsOf(rule(`v = ${next}\nx = x - lr * g / (1 + v)`, hyper)).denominatorMonotone.holds

  it.each([
    'max(v, g^2)',
    'max(g^2, v)',
    'max(v, 0.5 * g)',
    'v + g^2',
    'g^2 + v',
    'v - min(0, g)',
    'v * (1 + g^2)',
    '(1 + g^2) * v',
    'v * max(1, g)',
    'min(v + g^2, v + abs(g))',
    'max(min(v, v + 1), g)',
    'g > 0 ? v + g^2 : v',
    'g > 0 ? v : v + g^2',
    '1 > 0 ? v + g^2 : v - g^2',
    '0 > 1 ? v - g^2 : v + g^2',
    'v + (g > 0 ? 1 : 0)',
    'v + c * g^2',
  ])('v = %s', (next) => {
    expect(grows(next, next.includes('c *') ? { c: 0 } : {})).toBe(true)
  })

  it.each([
    'max(0.9 * v, g^2)',
    'v + g',
    'g + v',
    'v + c * g^2',
    'v - g^2',
    'v - g',
    'v - max(0, g)',
    'v * (0.5 + g^2)',
    '(0.5 + g^2) * v + g^2',
    'min(v, g^2)',
    'min(v + g^2, g^2)',
    'min(g^2, v + g^2)',
    'g > 0 ? v - g^2 : v',
    'g > 0 ? v : g^2',
    'g > 0 ? g^2 : v',
    '0 > 1 ? v + g^2 : v - g^2',
  ])('not v = %s', (next) => {
    expect(grows(next, next.includes('c *') ? { c: -1 } : {})).not.toBe(true)
  })
})

describe('what shrinks, by its form', () => {
  /** A denominator that grows where v shrinks, and a start that is positive. */
  const shrinks = (next: string, init = 'v = 2') =>
    factsOf(rule(`v = ${next}\nx = x - lr * g / exp(-v)`, {}, `init: ${init}`)).denominatorMonotone.holds

  it.each([
    'min(v, g)',
    'min(g, v)',
    'v - g^2',
    'v - abs(g)',
    'v + min(0, g)',
    'min(0, g) + v',
    'v + (0 - g^2)',
    'max(v - g^2, v - abs(g))',
    'g > 0 ? v - g^2 : v',
    'g > 0 ? v : v - g^2',
    '1 > 0 ? v - g^2 : v + g^2',
    '0 > 1 ? v + g^2 : v - g^2',
  ])('v = %s', (next) => {
    expect(shrinks(next)).toBe(true)
  })

  it.each(['v * min(1, abs(g))', 'v * clamp(g, 0, 1)', 'clamp(g, 0, 1) * v', '0.9 * v * clamp(g, 0, 1)'])(
    'what is not negative: v = %s',
    (next) => expect(shrinks(next)).toBe(true),
  )

  it.each([
    'min(v + 1, g)',
    'v + g^2',
    'v + g',
    'v - g',
    'v + max(0, g)',
    'v - min(0, g)',
    'max(v - g^2, g)',
    'max(g, v - g^2)',
    'g > 0 ? v + g : v',
    'g > 0 ? v : g',
    'v * (1 + g^2)',
    'v * clamp(g, -1, 1)',
    'clamp(g, -1, 2) * v',
    '1 > 0 ? v + g^2 : v - g^2',
  ])('not v = %s', (next) => {
    expect(shrinks(next)).not.toBe(true)
  })
})

describe('trends of what is made of them', () => {
  const of = (denominator: string, state = 'v = max(v, abs(g))') =>
    factsOf(rule(`${state}\nx = x - lr * g / (${denominator})`)).denominatorMonotone.holds
  it.each([
    ['v + 1', true],
    ['1 - v', false],
    ['-v', false],
    ['v * t', true],
    ['v / t + 1', false],
    ['sqrt(v) + log(1 + v)', true],
    ['tanh(v) + floor(v) + 1', true],
    ['sin(v) + 2', false],
    ['cos(v) + 2', false],
    ['max(v, 1)', true],
    ['min(v, 1)', true],
    ['min(v, 1 / t)', false],
    ['abs(v)', true],
    ['v^3', true],
    ['pow(1 + v, 2.5)', true],
    ['pow(1 + v, -2.5)', false],
    ['pow(2, v)', true],
    ['pow(0.5, v)', false],
    ['norm(v)', true],
    ['max(v)', true],
    ['sum(v) - v[1]', null],
    ['prod(v)', true],
    ['(1 > 0 ? v : 1 / (1 + v)) + 1', true],
    ['(0 > 1 ? 1 / (1 + v) : v) + 1', true],
  ])('%s: %s', (denominator, holds) => {
    if (holds === null) expect(of(denominator)).not.toBe(true)
    else expect(of(denominator)).toBe(holds)
  })
  it('a product of numbers that may be negative has none', () => {
    expect(of('10 + prod(w)', 'w = w + g^2 - 1')).not.toBe(true)
  })
})

describe('the update is what is added to x', () => {
  const bounded = (step: string) => factsOf(rule(step, { lr: 0.1, one: 1, two: 2 })).boundedStep
  it.each([
    'x = x - lr * sign(g)',
    'x = x + lr * sign(g)',
    'x = lr * sign(g) + x',
    'x = one * x - lr * sign(g)',
    'x = x * one - lr * sign(g)',
    'x = x / one - lr * sign(g)',
    'y = x - lr * sign(g)\nx = y',
    'x = (x - 0.5 * lr * sign(g)) - 0.5 * lr * sign(g)',
    'x = (x + 0.25 * lr) + 0.75 * lr * sign(g)',
    'x = 0.25 * lr + (x + 0.75 * lr * sign(g))',
    'x = g > 0 ? x - lr : x + lr',
    'x = 1 > 0 ? x - lr * sign(g) : 2 * x',
  ])('%s', (step) => {
    expect(bounded(step).holds).toBe(true)
    expect(valueAt(bounded(step).bound ?? '', { lr: 0.1, one: 1, two: 2, t: 1 }, 3)).toBeCloseTo(0.1, 12)
  })
  it.each([
    'x = two * x - lr * sign(g)',
    'x = x * two - lr * sign(g)',
    'x = x / two - lr * sign(g)',
    'x = one / x - lr * sign(g)',
    'x = lr * sign(g) - x',
    'x = g > 0 ? x - lr : two * x',
    'x = g > 0 ? two * x : x - lr',
    'x = min(x, lr * sign(g))',
  ])('not where x is scaled: %s', (step) => {
    expect(bounded(step).holds).not.toBe(true)
    expect(bounded(step).bound).toBeNull()
  })
  it('is told with its number, unless it is one', () => {
    expect(bounded('x = x - 2 * lr * sign(g)').reason).toBe(
      'the step is bounded: a coordinate moves by at most 2 * lr (<= 0.2)',
    )
    expect(bounded('x = x - sign(g)').reason).toBe('the step is bounded: a coordinate moves by at most 1')
    expect(bounded('x = x - lr * sign(g) + 0 * g').bound).toBe('lr')
    expect(bounded('x = x + 0 * g - lr * sign(g)').bound).toBe('lr')
    expect(bounded('x = x - t * sign(g)').reason).toBe('the step is bounded: a coordinate moves by at most t')
    expect(bounded('x = two * x - lr * sign(g)').reason).toContain('x itself is scaled')
    expect(bounded('x = x - lr * g').reason).toContain('it grows without limit with g_t')
  })
})

describe('how values scale with the gradients', () => {
  const invariant = (step: string, hyper: Record<string, number> = {}) =>
    factsOf(rule(step, { lr: 0.1, p: 1.5, q: 0.5, ...hyper })).scaleInvariant.holds
  it.each([
    'x = x - lr * sign(g)',
    'x = x - lr * abs(g)^p / abs(g)^p',
    'x = x - lr * abs(g)^p * abs(g)^q / g^2',
    'x = x - lr * sqrt(abs(g)) / abs(g)^q',
    'x = x - lr * g / (abs(g) + (0 * g)^p)',
    'x = x - lr * max(g, 2 * g) / norm(g)',
    'x = x - lr * g * min(g) / (max(g) * norminf(g))',
    'x = x - lr * (g > norm(g) / 2 ? 1 : 2)',
    'x = x - lr * exp(g / norm(g))',
    'm = max(m, abs(g))\nx = x - lr * g / m',
    'x = x - lr * prod(g / norm(g))',
    'x = x - lr * p^(g / norm(g))',
  ])('%s does not see their scale', (step) => expect(invariant(step)).toBe(true))
  it.each([
    'x = x - lr * g',
    'x = x - lr * abs(g)^p / abs(g)^q',
    'x = x - lr * sqrt(abs(g)) / abs(g)^p',
    'x = x - lr * g / (abs(g) + (0 * g + 1)^p)',
    'x = x - lr * max(g, 1) / norm(g)',
    'x = x - lr * (g > 1 ? 1 : 2)',
    'x = x - lr * (g > 0 ? g : 2)',
    'x = x - lr * exp(g)',
    'm = max(m, abs(g))\nx = x - lr * g / m^2',
    'x = x - lr * prod(g) / norm(g)',
    'x = x - lr * p^g',
    'x = x - lr * g^2 / abs(g)',
  ])('%s does', (step) => expect(invariant(step)).toBe(false))
})

describe('ranges of states', () => {
  const of = (step: string, name: string, hyper: Record<string, number> = {}) => {
    const made = ruleGraph(rule(step, hyper))
    const state = made?.states.find((one) => one.name.replace('optimizer.', '') === name)
    if (!made || !state) throw new Error(step)
    return new Ranges(made).of(state.leaf)
  }
  it.each<[string, number, number]>([
    ['v = v + g^2\nx = x - v', 0, Number.POSITIVE_INFINITY],
    ['v = v - g^2\nx = x - v', Number.NEGATIVE_INFINITY, 0],
    ['v = 0.75 * v + 0.25 * clamp(g, -1, 1)\nx = x - v', -1, 1],
    ['v = 0.5 * v + 0.5 * min(1, abs(g))\nx = x - v', 0, 1],
    ['v = 0.5 * v - 0.5 * min(1, abs(g))\nx = x - v', -1, 0],
    ['v = g > 0 ? 0.5 : v\nx = x - v', 0, 0.5],
    // An end that does not move stays where it is while the other goes far.
    ['w = w + g^2\nv = min(c, v + abs(g) - w)\nx = x - v', Number.NEGATIVE_INFINITY, 0.5],
    ['w = w + g^2\nv = max(-c, v + w - abs(g))\nx = x - v', -0.5, Number.POSITIVE_INFINITY],
    ['v = tanh(v) + 1\nx = x - v', 0, 2],
  ])('%s', (step, low, high) => {
    const found = of(step, 'v', { c: 0.5 })
    if (step.includes('tanh')) {
      expect(found.low).toBeGreaterThanOrEqual(-1e-12)
      expect(found.high).toBeGreaterThan(1.76)
    } else expect(found).toEqual({ low, high })
  })
  it('are those from a step on where that is asked', () => {
    const made = ruleGraph(rule('x = x - lr * g / t'))
    if (!made) throw new Error('none')
    const ranges = new Ranges(made)
    const t = made.graph.step()
    expect(ranges.of(t)).toEqual({ low: 1, high: Number.POSITIVE_INFINITY })
    expect(ranges.since(5).of(t)).toEqual({ low: 5, high: Number.POSITIVE_INFINITY })
    expect(ranges.of(made.graph.param('loss'))).toEqual({
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    })
    expect(ranges.of(made.graph.param('T'))).toEqual({ low: 1, high: Number.POSITIVE_INFINITY })
    expect(ranges.of(made.graph.param('lr'))).toEqual({ low: 1e-3, high: 1e-3 })
  })
})

describe('how many coordinates a rule is looked at with', () => {
  const of = (step: string, asked: number | null = null) => ruleDimension([rule(step)], {}, asked)
  it('is three, or what the problem has, if coordinates can meet there', () => {
    expect(of('x = x - lr * g')).toBe(3)
    expect([2, 3, 1000, 1001].map((asked) => of('x = x - lr * g', asked))).toEqual([3, 3, 1000, 3])
  })
  it('is as many as the rule names', () => {
    expect(of('x = x - lr * g[4]')).toBe(4)
    expect(of('x = x - lr * g[16]')).toBe(16)
    expect(of('x = x - lr * g[40]')).toBe(40)
    expect(of('x = x - lr * g[40] * g[50]')).toBe(50)
    expect(of('x = x - lr * [1, 2]')).toBe(2)
    expect(of('x = x - lr * [1]')).toBe(1)
    expect(of('x = x - lr * g[4]', 7)).toBe(7)
  })
})

describe('how far a step goes', () => {
  /** The bound of a step, as a number. */
  const bound = (step: string, hyper: Record<string, number> = {}, t = 1, more = ''): number | null => {
    const { boundedStep } = factsOf(rule(step, { lr: 0.1, ...hyper }, more))
    if (boundedStep.bound === null) return null
    return valueAt(boundedStep.bound, { lr: 0.1, t, ...hyper }, 3) as number
  }

  // Each bound is the least there is: the gradients beside it reach it.
  it.each<[string, number, string]>([
    ['g / abs(g)', 0.1, 'any'],
    ['g / (2 * abs(g))', 0.05, 'any'],
    ['g / (abs(g) / 4)', 0.4, 'any'],
    ['3 * g / (1 + abs(g))', 0.3, 'large ones'],
    ['g / (abs(g) + g^2)', 0.1, 'small ones'],
    ['g / (g^2 + abs(g))', 0.1, 'small ones'],
    ['g / max(abs(g), 1)', 0.1, 'large ones'],
    ['g / max(1, abs(g))', 0.1, 'large ones'],
    ['g / sqrt(g^2)', 0.1, 'any'],
    ['g / sqrt(1 + g^2)', 0.1, 'large ones'],
    ['g / sqrt(4 * g^2)', 0.05, 'any'],
    ['g / sqrt(g^2 / 4 + 1)', 0.2, 'large ones'],
    ['2 * g / sqrt((3 * g)^2)', 0.2 / 3, 'any'],
    ['-g / norm(g)', 0.1, 'one coordinate'],
    ['-3 * g / norm1(g)', 0.3, 'one coordinate'],
    ['g / norminf(g)', 0.1, 'one coordinate'],
    ['g / sqrt(sum(g^2) + 1)', 0.1, 'one large coordinate'],
    ['abs(g) / (1 + abs(g))', 0.1, 'large ones'],
    ['clamp(g, -2, 3)', 0.3, 'above 3'],
    ['clamp(g, -4, 3)', 0.4, 'below -4'],
    ['max(-2, min(g, 1))', 0.2, 'below -2'],
    ['tanh(g)', 0.1, 'large ones'],
    ['sin(g) * cos(g)', 0.1, 'not reached: at most 1 / 2'],
    ['sin(g) + 2 * sign(g)', 0.3, 'pi / 2'],
    ['sign(g) - 2 * sign(g)', 0.3, 'not reached: at most 1'],
    ['(g > 1 ? 2 : -5)', 0.5, 'below 1'],
    ['(1 > 0 ? sign(g) : g)', 0.1, 'any'],
    ['(0 > 1 ? g : sign(g))', 0.1, 'any'],
    ['0.25 * sign(g) + 0.75 * clamp(g, -2, 2)', 0.175, 'above 2'],
    ['sign(g)[1]', 0.1, 'any'],
    ['max(sign(g))', 0.1, 'any'],
    ['exp(-abs(g))', 0.1, '0'],
    ['1 / (1 + g^2)', 0.1, '0'],
    ['2 / (4 + abs(g))', 0.05, '0'],
  ])('x = x - lr * (%s): %d, at gradients: %s', (direction, most) => {
    expect(
      bound(
        `x = x - lr * (${direction.replace('sign(g)[1]', 's[1]')})`.replace(
          /^/,
          direction.includes('sign(g)[1]') ? 's = sign(g)\n' : '',
        ),
      ),
    ).toBeCloseTo(most, 5)
  })

  it.each([
    'g',
    'g / (1 + sqrt(abs(g)))',
    'g / sqrt(1 + abs(g))',
    'g^2 / (1 + abs(g))',
    'g / (1 - abs(g))',
    'g / (1 + g)',
    'g / max(1, g)',
    'g / sqrt(max(g, 0) + 1)',
    'g / min(abs(g), 1)',
    'g / (g > 0 ? abs(g) : 1)',
    'max(g, -1)',
    'min(g, 1)',
    'exp(g)',
    'log(1 + abs(g))',
    'sum(g) / norminf(g)',
    'clamp(g, -1, 1) / abs(g)',
    '1 / g',
    '1 / abs(g)',
    'tan(g)',
  ])('x = x - lr * (%s) has no bound', (direction) => {
    expect(bound(`x = x - lr * (${direction})`)).toBeNull()
  })

  it('moments of what is bounded, blends and sums', () => {
    expect(bound('m = 0.9 * m + 0.1 * sign(g)\nx = x - lr * m')).toBeCloseTo(0.1, 5)
    expect(bound('m = b * m + (1 - b) * clamp(g, -2, 2)\nx = x - lr * m', { b: 0.9 })).toBeCloseTo(0.2, 5)
    // The geometric series: 1 / (1 - 0.5).
    expect(bound('m = b * m + sign(g)\nx = x - lr * m', { b: 0.5 })).toBeCloseTo(0.2, 5)
    expect(bound('m = m + sign(g)\nx = x - lr * m', {})).toBeNull()
  })

  it('a moment in the moment of the squares, by Cauchy and Schwarz', () => {
    const at = (b1: number, b2: number) =>
      bound('m = p * m + (1 - p) * g\nv = q * v + (1 - q) * g^2\nx = x - lr * m / sqrt(v)', { p: b1, q: b2 })
    const least = (p: number, q: number) => 0.1 * Math.sqrt((1 - p) ** 2 / (1 - q) / (1 - p ** 2 / q))
    expect(at(0.9, 0.99)).toBeCloseTo(least(0.9, 0.99), 5)
    expect(at(0.5, 0.3)).toBeCloseTo(least(0.5, 0.3), 5)
    expect(at(0.5, 0.25)).toBeNull()
    expect(at(-0.5, 0.3)).toBeNull()
    const twice = 'm = p * m + 3 * g\nv = q * v + 2 * g^2\nx = x - lr * m / sqrt(v + 1)'
    expect(bound(twice, { p: 0.5, q: 0.5 })).toBeCloseTo(0.1 * Math.sqrt(9 / 2 / (1 - 0.25 / 0.5)), 5)
    // A third summand, a second moment of something else, or one that is not sure to be positive: no proof.
    expect(bound('m = 0.5 * m + g + x\nv = 0.5 * v + g^2\nx = x - lr * m / sqrt(v)')).toBeNull()
    expect(bound('m = 0.5 * m + g\nv = 0.5 * v + x^2\nx = x - lr * m / sqrt(v)')).toBeNull()
    expect(bound('m = 0.5 * m + g\nv = 0.5 * v + g^2 + x\nx = x - lr * m / sqrt(v)')).toBeNull()
    expect(bound('m = 0.5 * m + g\nv = 0.5 * v + g^2 + x^2\nx = x - lr * m / sqrt(v)')).toBeCloseTo(
      0.1 * Math.sqrt(1 / (1 - 0.5)),
      5,
    )
    expect(bound('m = 0.5 * m + g\nv = 0.5 * v + g^2 - x^2\nx = x - lr * m / sqrt(v)')).toBeNull()
    expect(bound('m = 0.5 * m + g\nv = 0.5 * v + sum(g^2)\nx = x - lr * m / sqrt(v)')).toBeCloseTo(
      0.1 * Math.sqrt(1 / (1 - 0.5)),
      5,
    )
  })

  it('a moment in the peak of its inputs, by the geometric series', () => {
    const at = (kept: string, p: number, q: number) =>
      bound(`m = p * m + (1 - p) * g\nu = ${kept}\nx = x - lr * m / u`, { p, q })
    const least = (p: number, q: number) => (0.1 * (1 - p)) / (1 - p / q)
    for (const kept of ['max(q * u, abs(g))', 'max(abs(g), q * u)']) {
      expect(at(kept, 0.9, 0.99)).toBeCloseTo(least(0.9, 0.99), 5)
      expect(at(kept, 0.9, 0.9)).toBeNull()
    }
    expect(at('max(q * u, 2 * abs(g))', 0.5, 0.9)).toBeCloseTo(least(0.5, 0.9) / 2, 5)
    expect(at('max(q * u, g)', 0.5, 0.9)).toBeNull()
    expect(at('max(q * x, abs(g))', 0.5, 0.9)).toBeNull()
    expect(at('min(q * u, abs(g))', 0.5, 0.9)).toBeNull()
  })
})
