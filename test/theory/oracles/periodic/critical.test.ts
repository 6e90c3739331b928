import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divergentInterval } from '../../../../src/theory/orbit/interval.ts'
import { oracle } from './named.ts'

// Reference table: method, beta1, then the divergent interval at P = 3, 5, 10, 50.
const always = [0, 0] as const
const TABLE = [
  [
    'rmsprop',
    [],
    [
      [0, 0.47231314],
      [0, 0.81074378],
      [0, 0.95544307],
      [0, 0.99835849],
    ],
  ],
  ['adam', [0.5], [always, [0, 0.69001711], [0, 0.94338857], [0, 0.99828913]]],
  ['adam', [0.9], [always, always, [0.06488464, 0.77465687], [0, 0.99745342]]],
  ['adam', [0.99], [always, always, always, [0.13806, 0.98081953]]],
  ['adabelief', [0.5], [always, [0, 0.66309216], [0, 0.93178865], [0, 0.99768322]]],
  ['adabelief', [0.9], [always, always, [null, 0.77635637], [null, 0.99739807]]],
  ['momentum_first', [0.9], [always, always, always, [null, 0.99656179]]],
  ['acprop_m', [0.9], [always, always, always, [null, 0.99646539]]],
  ['adashift', [10, 0.9], [always, always, [0.06488464, 0.77465687], always]],
  ['async', [1], [always, always, always, always]],
  ['adopt', [], [always, always, always, always]],
  ['acprop', [0.9], [always, always, always, always]],
  ['acprop', [0.1], [always, always, always, always]],
  ['amsgrad', [], [always, always, always, always]],
] as const

describe('critical beta2 on problem (1), as printed', () => {
  for (const [method, args, intervals] of TABLE) {
    it(`${method} ${args.join(' ')}`, () => {
      for (const [k, P] of [3, 5, 10, 50].entries()) {
        const [low, high] = intervals[k] as readonly [number | null, number]
        expect(Math.abs(oracle(`critical_beta2_${method}`, P, P, ...args) - high), `P = ${P}`).toBeLessThan(0.51e-8)
        if (low === null) continue
        const tolerance = low === 0.13806 ? 0.51e-5 : 0.51e-8
        expect(Math.abs(oracle(`critical_beta2_low_${method}`, P, P, ...args) - low), `P = ${P}`).toBeLessThan(
          tolerance,
        )
      }
    })
  }

  it('(1 - beta2*) P^2 of RMSProp', () => {
    for (const [P, printed] of [
      [3, 4.749],
      [5, 4.731],
      [10, 4.456],
      [50, 4.104],
    ] as const) {
      expect((1 - oracle('critical_beta2_rmsprop', P, P)) * P ** 2).toBeCloseTo(printed, 3)
    }
  })
})

describe('critical beta2, by its meaning', () => {
  const methods = ['adam', 'adabelief', 'adamomentum', 'momentum_first', 'acprop_m', 'acprop_s_now']

  it('the drift changes its sign there and nowhere above', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.integer({ min: 3, max: 60 }),
        fc.double({ min: 0.2, max: 0.97, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (method, P, b1, at) => {
          const high = oracle(`critical_beta2_${method}`, P, P, b1)
          const low = oracle(`critical_beta2_low_${method}`, P, P, b1)
          const drift = (beta2: number) => oracle(`drift_${method}`, P, P, b1, beta2)
          expect(low).toBeLessThanOrEqual(high)
          const above = high + (1 - high) * (1e-6 + at * (1 - 2e-6))
          expect(drift(above)).toBeGreaterThan(0)
          if (high > 0) expect(drift(high * (1 - 1e-6))).toBeLessThan(0)
          if (low > 1e-9) {
            expect(drift(low * (1 + 1e-6))).toBeLessThan(0)
            expect(drift(low * (0.001 + 0.998 * at))).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('AdaMomentum: always, an interval, a threshold', () => {
    const interval = (P: number, b1: number) => [
      oracle('critical_beta2_low_adamomentum', P, P, b1),
      oracle('critical_beta2_adamomentum', P, P, b1),
    ]
    expect([3, 5].flatMap((P) => interval(P, 0.9))).toEqual([0, 0, 0, 0])
    expect(interval(10, 0.9)[0]).toBeGreaterThan(0)
    expect(interval(50, 0.9)[0]).toBe(0)
    expect(interval(50, 0.9)[1]).toBeGreaterThan(0.9)
    expect(interval(3, 0.5)).toEqual([0, 0])
    for (const P of [5, 10, 50]) expect(interval(P, 0.5)).toEqual([0, expect.closeTo(0.9, 0)])
  })
})

describe('the interval of a function with known roots', () => {
  it('finds both ends, and a divergent set far shorter than the grid', () => {
    const between = (a: number, b: number) => (x: number) => (x - a) * (x - b)
    expect(divergentInterval(between(0.2, 0.7), 0)).toEqual({
      low: expect.closeTo(0.2, 12),
      high: expect.closeTo(0.7, 12),
    })
    const narrow = divergentInterval(between(0.5312, 0.5313), 0)
    expect(narrow).toEqual({ low: expect.closeTo(0.5312, 9), high: expect.closeTo(0.5313, 9) })
  })

  it('a sign below the noise is none', () => {
    const tiny = (x: number) => (x < 0.1 ? -1e-15 : 1)
    expect(divergentInterval(tiny, 1e-14)).toEqual({ low: 0, high: 0 })
    expect(divergentInterval(tiny, 1e-16).high).toBeCloseTo(0.1, 12)
  })

  it('negative everywhere is (0, 1)', () => {
    expect(divergentInterval(() => -1, 0)).toEqual({ low: 0, high: 1 })
  })
})
