/**
 * For `JSON.stringify`: NaN, the infinities and -0, for which JSON has no words, become texts that `Number` reads back.
 */
export function exactNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? value : String(value)
}
