const view = new DataView(new ArrayBuffer(8))

/** Binary digits after the point of the least double. */
const PLACES = 1074n

/** A finite number in units of the least double, of which every double is a whole number. */
function units(value: number): bigint {
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const exponent = (bits >> 52n) & 0x7ffn
  const fraction = bits & 0xfffffffffffffn
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n)
  return value < 0 ? -size : size
}

const finite = (...values: readonly number[]): boolean => values.every(Number.isFinite)

/** Whether a + b = sum for the numbers themselves. */
export const isSum = (a: number, b: number, sum: number): boolean =>
  finite(a, b, sum) && units(a) + units(b) === units(sum)

/** Whether a * b = product for the numbers themselves. */
export const isProduct = (a: number, b: number, product: number): boolean =>
  finite(a, b, product) && units(a) * units(b) === units(product) << PLACES
