import { uniform } from '../../src/kernel/random/philox.ts'

const view = new DataView(new ArrayBuffer(8))

/** A stream of test points that is the same in every run. */
export class Points {
  private count = 0
  constructor(private readonly stream: number) {}

  unit(): number {
    return uniform(20_231_107, this.stream, 1, 0, this.count++)
  }
  between(low: number, high: number): number {
    return low + (high - low) * this.unit()
  }
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }
  sign(): number {
    return this.unit() < 0.5 ? -1 : 1
  }
  /** Any finite double: each exponent is as likely as another. */
  bits(): number {
    for (;;) {
      view.setUint32(0, Math.floor(this.unit() * 2 ** 32))
      view.setUint32(4, Math.floor(this.unit() * 2 ** 32))
      const x = view.getFloat64(0)
      if (Number.isFinite(x)) return x
    }
  }
  /** Either sign, magnitude 2^low to 2^high. */
  scaled(low: number, high: number): number {
    return this.sign() * 2 ** this.between(low, high)
  }
  /** x, or one of the doubles up to `ulps` away. */
  near(x: number, ulps: number): number {
    view.setFloat64(0, x)
    view.setBigInt64(0, view.getBigInt64(0) + BigInt(this.integer(-ulps, ulps)))
    return view.getFloat64(0)
  }
}

type Family = (points: Points) => number
type PairFamily = (points: Points) => readonly [number, number]

const trigonometric: Family[] = [
  (p) => p.bits(),
  (p) => p.between(-10, 10),
  (p) => p.between(-1, 1),
  (p) => p.between(-2e6, 2e6),
  (p) => p.near(p.integer(-100, 100) * (Math.PI / 2), 3),
  (p) => p.near(p.integer(1, 700_000) * (Math.PI / 2), 3),
  (p) => p.near((2 * p.integer(0, 100_000) + 1) * (Math.PI / 4), 3),
  (p) => p.integer(-1e6, 1e6) / 2,
  (p) => p.scaled(-40, 3),
  (p) => p.scaled(20, 1023.9),
  (p) => p.near(2 ** 20, 1000),
  // The double that comes closest to a multiple of pi/2, and its neighbours.
  (p) => p.near(6381956970095103 * 2 ** 797, 2),
]

/** Where each function is measured: all exponents, the ranges that matter in practice, and the places that are hard. */
export const families: Readonly<Record<'exp' | 'log' | 'sin' | 'cos' | 'tan' | 'tanh', readonly Family[]>> = {
  exp: [
    (p) => p.between(-746, 710),
    (p) => p.between(-50, 50),
    (p) => p.between(-1, 1),
    (p) => p.scaled(-60, 9),
    (p) => p.between(709.7, 709.79),
    (p) => p.between(-745.2, -708.3),
    (p) => p.near((p.integer(-1020, 1020) + 0.5) * Math.LN2, 5),
    (p) => p.near(p.integer(-1074, 1023) * Math.LN2, 5),
    (p) => p.integer(-1490, 1418) / 2,
    (p) => (2 ** 40 * p.bits()) % 700,
  ],
  log: [
    (p) => Math.abs(p.bits()),
    (p) => p.between(0, 2),
    (p) => p.between(0.5, 1.5),
    (p) => 1 + p.scaled(-52, -1),
    (p) => p.near(1, 1000),
    (p) => p.near(Math.SQRT1_2 * 2 ** p.integer(-3, 3), 1e12),
    (p) => p.integer(1, 1e6) / 2,
    (p) => p.near(2 ** p.integer(-1000, 1000), 4),
    (p) => 2 ** -1074 * p.integer(1, 2 ** 52),
    (p) => 2 ** -1074 * p.integer(1, 1000),
  ],
  sin: trigonometric,
  cos: trigonometric,
  tan: trigonometric,
  tanh: [
    (p) => p.bits(),
    (p) => p.between(-1, 1),
    (p) => p.between(-3, 3),
    (p) => p.between(-23, 23),
    (p) => p.scaled(-60, 4.5),
    (p) => p.near(((p.integer(0, 20) + 0.5) * Math.LN2) / 2, 1000),
    (p) => p.near(22, 1000),
    (p) => p.integer(-50, 50) / 2,
  ],
}

/** A base, and an exponent that takes 2^-1080 < x^y < 2^1030. */
const reaching = (p: Points, x: number): readonly [number, number] => [x, p.between(-1080, 1030) / Math.log2(x)]

export const powFamilies: readonly PairFamily[] = [
  (p) => reaching(p, Math.abs(p.bits())),
  (p) => reaching(p, p.between(0.5, 2)),
  (p) => reaching(p, 1 + p.scaled(-52, -1)),
  (p) => reaching(p, 2 ** -1074 * p.integer(1, 2 ** 52)),
  (p) => reaching(p, p.near(Math.sqrt(1.5), 1e14)),
  (p) => reaching(p, p.near(Math.sqrt(0.75), 1e14)),
  (p) => [p.between(0, 10), p.between(-20, 20)],
  (p) => [p.between(0, 1), p.between(0, 100)],
  (p) => [p.integer(1, 1e6), [0.5, -0.5, 0.25, 0.75, 1 / 3, -1, -2, 3][p.integer(0, 7)] as number],
  (p) => [p.integer(1, 40), p.integer(-200, 190)],
  (p) => [0.9 + 0.1 * p.unit(), p.integer(1, 1e4)],
  (p) => [Math.abs(p.bits()), p.scaled(-1074, -8)],
  (p) => {
    const x = p.between(0.1, 20)
    return [x, (1024 + p.scaled(-40, -3)) / Math.log2(x)]
  },
  (p) => {
    const x = p.between(0.1, 20)
    return [x, p.between(-1076, -1020) / Math.log2(x)]
  },
]
