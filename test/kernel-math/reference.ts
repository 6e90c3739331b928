/**
 * An independent reference for the mathematical functions: integers as fixed-point numbers, Taylor series, no tables. Results
 * carry more than 90 correct bits. It is itself compared with mathjs BigNumbers in reference.test.ts.
 */

/** The number `m` 2^`e`. */
export interface Exact {
  readonly m: bigint
  readonly e: number
}

const BITS = 192

const size = (m: bigint): number => (m < 0n ? -m : m).toString(2).length
const shift = (m: bigint, by: number): bigint => (by >= 0 ? m << BigInt(by) : m >> BigInt(-by))
const roundedQuotient = (a: bigint, b: bigint): bigint =>
  (2n * a + b - ((((2n * a + b) % (2n * b)) + 2n * b) % (2n * b))) / (2n * b)

const view = new DataView(new ArrayBuffer(8))

/** A finite double, exactly. */
export function exactly(x: number): Exact {
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const exponent = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const m = exponent === 0 ? fraction : fraction | 0x10000000000000n
  return { m: bits >> 63n === 1n ? -m : m, e: Math.max(exponent, 1) - 1075 }
}

const fixed = (x: number, bits: number): bigint => {
  const { m, e } = exactly(x)
  return shift(m, e + bits)
}

/** Sum over odd k of (+-1)^((k-1)/2) / (k n^k): arctan(1/n) with sign -1, artanh(1/n) with sign 1. */
function inverseSeries(n: bigint, sign: -1n | 1n, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n
  let sum = power
  for (let k = 3n; power !== 0n; k += 2n) {
    power = (sign * power) / (n * n)
    sum += power / k
  }
  return sum
}

const PI_BITS = 1400
const PI = 4n * (4n * inverseSeries(5n, -1n, PI_BITS) - inverseSeries(239n, -1n, PI_BITS))
const LN2_BITS = 1400
const LN2 = 2n * inverseSeries(3n, 1n, LN2_BITS)

/** exp(r) - 1 for fixed-point r, |r| < 1/2. */
function expm1Series(r: bigint, bits: number): bigint {
  const f = BigInt(bits)
  let term = r
  let sum = r
  for (let n = 2n; term !== 0n && term !== -1n; n++) {
    term = ((term * r) >> f) / n
    sum += term
  }
  return sum
}

/** exp of a fixed-point number. */
function expFixed(x: bigint, bits: number): Exact {
  const ln2 = LN2 >> BigInt(LN2_BITS - bits)
  const k = roundedQuotient(x, ln2)
  // Eight halvings and squarings shorten the series; they cost 8 of the bits.
  let e = expm1Series((x - k * ln2) >> 8n, bits)
  for (let i = 0; i < 8; i++) e = 2n * e + ((e * e) >> BigInt(bits))
  return { m: (1n << BigInt(bits)) + e, e: Number(k) - bits }
}

function logFixed(x: number): bigint {
  const { m, e } = exactly(x)
  const length = size(m)
  let scaled = shift(m, BITS - length)
  let k = e + length
  if (scaled < (7n << BigInt(BITS)) / 10n) {
    scaled *= 2n
    k -= 1
  }
  // One Halley step cubes the error of the first guess.
  const guess = fixed(Math.log(Number(scaled >> BigInt(BITS - 60)) / 2 ** 60), BITS)
  const { m: power, e: exponent } = expFixed(guess, BITS)
  const at = shift(power, exponent + BITS)
  return guess + ((2n * (scaled - at)) << BigInt(BITS)) / (scaled + at) + BigInt(k) * (LN2 >> BigInt(LN2_BITS - BITS))
}

/** Bits that leave BITS significant ones in a small x. */
const bitsFor = (x: number): number => BITS + Math.max(0, -Math.floor(Math.log2(Math.abs(x))))

/** Sine and cosine of x - n pi/2 and n mod 4. */
function reducedSeries(x: number): { bits: number; sine: bigint; cosine: bigint; quadrant: number } {
  const bits = Math.abs(x) < 0.5 ? bitsFor(x) : BITS
  const { m, e } = exactly(x)
  const wide = Math.max(bits, bits + e + 53)
  const halfPi = shift(PI, wide - PI_BITS - 1)
  const n = wide === bits && Math.abs(x) < 0.5 ? 0n : roundedQuotient(shift(m, e + wide), halfPi)
  const r = (shift(m, e + wide) - n * halfPi) >> BigInt(wide - bits)
  const f = BigInt(bits)
  const square = (r * r) >> f
  let sine = r
  let cosine = 1n << f
  let s = sine
  let c = cosine
  for (let i = 1n; s !== 0n || c !== 0n; i += 2n) {
    c = -((c * square) >> f) / (i * (i + 1n))
    s = -((s * square) >> f) / ((i + 1n) * (i + 2n))
    cosine += c
    sine += s
  }
  return { bits, sine, cosine, quadrant: Number(((n % 4n) + 4n) % 4n) }
}

function sinExact(x: number, further: number): Exact {
  const { bits, sine, cosine, quadrant } = reducedSeries(x)
  const at = (quadrant + further) % 4
  const value = at % 2 === 0 ? sine : cosine
  return { m: at < 2 ? value : -value, e: -bits }
}

function quotient(a: bigint, b: bigint): Exact {
  const more = Math.max(0, BITS + size(b) - size(a))
  return { m: (a << BigInt(more)) / b, e: -more }
}

/** Finite arguments whose results are neither 0 nor beyond 2^1100 or below 2^-1100; for pow a positive base. */
export const reference = {
  exp: (x: number): Exact => expFixed(fixed(x, BITS), BITS),
  log: (x: number): Exact => ({ m: logFixed(x), e: -BITS }),
  sin: (x: number): Exact => sinExact(x, 0),
  cos: (x: number): Exact => sinExact(x, 1),
  tan: (x: number): Exact => {
    const { sine, cosine, quadrant } = reducedSeries(x)
    return quadrant % 2 === 0 ? quotient(sine, cosine) : quotient(-cosine, sine)
  },
  tanh: (x: number): Exact => {
    const bits = bitsFor(x)
    // Beyond 50, tanh differs from 1 by less than 2^-140.
    if (Math.abs(x) > 50) return { m: BigInt(Math.sign(x)), e: 0 }
    const twice = 2n * fixed(x, bits)
    const one = 1n << BigInt(bits)
    const { m, e } = expFixed(twice, bits)
    const power = Math.abs(x) < 0.1 ? one + expm1Series(twice, bits) : shift(m, e + bits)
    return quotient(power - one, power + one)
  },
  pow: (x: number, y: number): Exact => {
    const { m, e } = exactly(y)
    return expFixed(shift(logFixed(x) * m, e), BITS)
  },
} as const

/** |actual - value| in units in the last place of the double format at `value` (2^-1074 for subnormals). */
export function ulpError(actual: number, value: Exact): number {
  if (Number.isNaN(actual)) return Number.POSITIVE_INFINITY
  const last = Math.max(size(value.m) + value.e - 53, -1074)
  // Infinity is the double after the largest one; a value at or above the midpoint rounds to it.
  if (!Number.isFinite(actual) && (last > 971 || Math.sign(actual) !== (value.m < 0n ? -1 : 1)))
    return last > 971 && Math.sign(actual) === (value.m < 0n ? -1 : 1) ? 0 : Number.POSITIVE_INFINITY
  const unit = Math.min(last, 971) - 40
  const computed = Number.isFinite(actual) ? exactly(actual) : { m: BigInt(Math.sign(actual)), e: 1024 }
  const difference = shift(computed.m, computed.e - unit) - shift(value.m, value.e - unit)
  return Math.abs(Number(difference)) * 2 ** -40
}
