import { shortNumber } from '../../plots/numbers.ts'

/** Significant digits of numbers in a paper's table. */
export const DIGITS = 4

/** A number as mathematics: `$-1.2 \times 10^{-5}$`; an empty cell for none. */
export function texNumber(value: number | null, digits = DIGITS): string {
  return value === null ? '' : `$${bare(value, digits)}$`
}

/** An interval that a line may be broken in; an empty cell for none, or one that is a point. */
export const texInterval = (interval: readonly [number, number] | null, digits = DIGITS): string =>
  interval === null || interval[0] === interval[1]
    ? ''
    : `$[${bare(interval[0], digits)}$, $${bare(interval[1], digits)}]$`

function bare(value: number, digits: number): string {
  if (Number.isNaN(value)) return '\\mathrm{NaN}'
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty'
  const [mantissa = '', exponent] = shortNumber(value, digits).split('e')
  if (exponent === undefined) return mantissa
  const factor = /^-?1$/.test(mantissa) ? mantissa.slice(0, -1) : `${mantissa} \\times `
  return `${factor}10^{${exponent}}`
}
