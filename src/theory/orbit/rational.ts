/** A fraction, exactly. */
export interface Rational {
  readonly top: bigint
  /** Not 0. */
  readonly bottom: bigint
}

/** @param value finite */
export function exact(value: number): Rational {
  let [whole, twos] = [value, 0n]
  for (; !Number.isInteger(whole); twos++) whole *= 2
  return { top: BigInt(whole), bottom: 1n << twos }
}

/** Without the twos that both have: those are what doubles bring. */
function reduced(top: bigint, bottom: bigint): Rational {
  const twos = top & -top
  const common = twos < (bottom & -bottom) ? twos : bottom & -bottom
  return common === 0n ? { top: 0n, bottom: 1n } : { top: top / common, bottom: bottom / common }
}

export const add = (a: Rational, b: Rational): Rational =>
  reduced(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
export const negate = ({ top, bottom }: Rational): Rational => ({ top: -top, bottom })
export const multiply = (a: Rational, b: Rational): Rational => reduced(a.top * b.top, a.bottom * b.bottom)
/** Null at 0. */
export const inverse = ({ top, bottom }: Rational): Rational | null =>
  top === 0n ? null : { top: bottom, bottom: top }
export const isZero = ({ top }: Rational): boolean => top === 0n

/** The double that it is; null if it is none. */
export function asDouble({ top, bottom }: Rational): number | null {
  const value = Number((top << 200n) / bottom) * 2 ** -200
  if (!Number.isFinite(value)) return null
  const back = exact(value)
  return back.top * bottom === top * back.bottom ? value : null
}
