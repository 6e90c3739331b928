import { describe, expect, it } from 'vitest'
import { valueAt } from '../lang/support.ts'
import { factsOf, rule } from './support.ts'

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
