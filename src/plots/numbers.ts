/** A number as a legend or a table shows it: at most `digits` significant digits, no padding. */
export function shortNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞'
  const rounded = Number(value.toPrecision(digits))
  const [plain, exponential] = [String(rounded), rounded.toExponential()]
  return (plain.length > 6 && exponential.length < plain.length ? exponential : plain).replace('e+', 'e')
}

/** The least of some numbers, however many; Infinity of none. */
export const least = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

/** The greatest of them; -Infinity of none. */
export const greatest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
