/**
 * A double with an exponent that cannot run out: `mantissa` * 2^(400 `limb`), 2^-200 <= |mantissa| < 2^200 or 0.
 *
 * A centred second moment falls like beta1^(2 P) over a period of P, a second moment between two gradients like
 * beta2^P: below the smallest double for small betas and long periods, while their quotients are ordinary numbers.
 * Scaling by powers of two is exact, so every operation rounds as the plain double operation does.
 */
export interface Wide {
  readonly mantissa: number
  readonly limb: number
}

const BITS = 400
const BASE = 2 ** BITS
const HALF = 2 ** 200

/** What is infinite or no number has this limb: in a sum it counts whatever stands beside it. */
const ENDLESS = 2 ** 29
/** A step later than every other: larger than all doubles, and small beside what is infinite. */
export const LATE: Wide = { mantissa: 1, limb: 2 ** 20 }

export function wide(value: number): Wide {
  return normal(value, 0)
}

export function plus(a: Wide, b: Wide): Wide {
  if (a.limb === b.limb) return normal(a.mantissa + b.mantissa, a.limb)
  if (a.mantissa === 0) return b
  if (b.mantissa === 0) return a
  if (a.limb < b.limb) return plus(b, a)
  // Two limbs apart b is below 2^-400 of a, far under half a unit in a's last place.
  return a.limb - b.limb > 1 ? a : normal(a.mantissa + b.mantissa / BASE, a.limb)
}

export function times(a: Wide, b: Wide): Wide {
  return normal(a.mantissa * b.mantissa, a.limb + b.limb)
}

export function over(a: Wide, b: Wide): Wide {
  return normal(a.mantissa / b.mantissa, a.limb - b.limb)
}

/** The square root; NaN below 0. */
export function root(a: Wide): Wide {
  const odd = a.limb % 2 !== 0
  return normal(Math.sqrt(a.mantissa) * (odd ? HALF : 1), odd ? (a.limb - 1) / 2 : a.limb / 2)
}

export function magnitude(a: Wide): Wide {
  return { mantissa: Math.abs(a.mantissa), limb: a.limb }
}

export function negative(a: Wide): Wide {
  return { mantissa: -a.mantissa, limb: a.limb }
}

/** Negative, 0 or positive as a is less than b, equal or more; NaN if one is no number. */
export function compare(a: Wide, b: Wide): number {
  if (a.mantissa === b.mantissa && a.limb === b.limb) return 0
  return plus(a, negative(b)).mantissa
}

/** The largest whole number that is not above; NaN of a number so late that it has no digits. */
export function floor(a: Wide): Wide {
  if (a.limb === 0) return wide(Math.floor(a.mantissa))
  if (a.limb > 0) return a.limb < LATE.limb / 2 ? a : wide(Number.NaN)
  return wide(a.mantissa < 0 ? -1 : 0)
}

/** a^b */
export function power(a: Wide, b: Wide): Wide {
  const exponent = narrow(b)
  const digits = BITS * a.limb * exponent
  if (a.limb === 0 || a.limb === ENDLESS || !Number.isFinite(digits)) return wide(narrow(a) ** exponent)
  const limb = Math.floor(digits / BITS)
  return normal(a.mantissa ** exponent * 2 ** (digits - BITS * limb), limb)
}

/** The natural logarithm. */
export function logarithm(a: Wide): Wide {
  return wide(a.limb === ENDLESS ? Math.log(a.mantissa) : Math.log(a.mantissa) + a.limb * BITS * Math.LN2)
}

/** The nearest double; infinite above the largest, 0 below the smallest. */
export function narrow(a: Wide): number {
  let value = a.mantissa
  // Three limbs either way leave the range of doubles whatever the mantissa.
  for (let limb = Math.min(a.limb, 4); limb > 0; limb--) value *= BASE
  for (let limb = Math.max(a.limb, -4); limb < 0; limb++) value /= BASE
  return value
}

function normal(mantissa: number, limb: number): Wide {
  if (!Number.isFinite(mantissa)) return { mantissa, limb: ENDLESS }
  const size = Math.abs(mantissa)
  if (size >= HALF) return normal(mantissa / BASE, limb + 1)
  if (size < 1 / HALF && size > 0) return normal(mantissa * BASE, limb - 1)
  return { mantissa, limb: size === 0 ? 0 : limb }
}
