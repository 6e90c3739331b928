import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { narrow, over, plus, root, times, wide } from '../../../../src/theory/orbit/wide.ts'

/** Doubles of either sign, their exponents dense about those where a limb ends. */
const edge = fc.constantFrom(-600, -400, -200, 0, 200, 400)
const double = fc
  .tuple(fc.double({ min: 1, max: 2, noNaN: true }), edge, fc.integer({ min: -70, max: 70 }), fc.constantFrom(-1, 1))
  .map(([fraction, limb, offset, sign]) => sign * fraction * 2 ** (limb + offset))
const small = double.filter((x) => Math.abs(x) > 2 ** -480 && Math.abs(x) < 2 ** 480)

describe('doubles with a wide exponent', () => {
  it('round as plain doubles do, wherever those have room', () => {
    fc.assert(
      fc.property(double, double, (a, b) => {
        expect(narrow(wide(a))).toBe(a)
        expect(narrow(plus(wide(a), wide(b)))).toBe(a + b)
        expect(narrow(root(wide(Math.abs(a))))).toBe(Math.sqrt(Math.abs(a)))
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(narrow(times(wide(a), wide(b)))).toBe(a * b)
        expect(narrow(over(wide(a), wide(b)))).toBe(a / b)
      }),
      { numRuns: 2000 },
    )
  })

  it('neighbours in exponent add up across a limb', () => {
    const a = 2 ** 200
    for (const b of [2 ** 199, 2 ** 170, 3 * 2 ** 150]) {
      expect(narrow(plus(wide(a), wide(b)))).toBe(a + b)
      expect(narrow(plus(wide(b), wide(a)))).toBe(a + b)
      expect(narrow(plus(wide(a), wide(-b)))).toBe(a - b)
    }
  })

  it('come back from beyond all doubles', () => {
    const tiny = wide(2 ** -300)
    const product = times(times(tiny, tiny), times(tiny, tiny))
    expect(narrow(product)).toBe(0)
    expect(narrow(root(root(product)))).toBe(2 ** -300)
    expect(narrow(over(wide(1), product))).toBe(Number.POSITIVE_INFINITY)
    expect(narrow(over(plus(product, product), product))).toBe(2)
    expect(narrow(over(wide(-1), product))).toBe(Number.NEGATIVE_INFINITY)
  })

  it('nothing is an addend of no size', () => {
    expect(narrow(plus(wide(0), wide(2 ** -900)))).toBe(2 ** -900)
    expect(narrow(plus(wide(2 ** 900), wide(0)))).toBe(2 ** 900)
    expect(narrow(plus(wide(3), wide(-3)))).toBe(0)
  })
})
