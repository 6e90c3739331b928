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

const BASE = 2 ** 400
const HALF = 2 ** 200

export const ZERO: Wide = { mantissa: 0, limb: 0 }

/** @param value finite */
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

/** @param factor finite */
export function scale(a: Wide, factor: number): Wide {
  return Math.abs(factor) >= 1 / HALF && Math.abs(factor) < HALF
    ? normal(a.mantissa * factor, a.limb)
    : times(a, wide(factor))
}

export function magnitude(a: Wide): Wide {
  return { mantissa: Math.abs(a.mantissa), limb: a.limb }
}

export function sum(terms: readonly Wide[]): Wide {
  return terms.reduce(plus, ZERO)
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
  const size = Math.abs(mantissa)
  if (size >= HALF && size < Number.POSITIVE_INFINITY) return normal(mantissa / BASE, limb + 1)
  if (size < 1 / HALF && size > 0) return normal(mantissa * BASE, limb - 1)
  return { mantissa, limb: size === 0 ? 0 : limb }
}
