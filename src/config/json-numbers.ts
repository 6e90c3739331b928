import { exactDigits } from '../text/digits.ts'
/**
 * For `JSON.stringify`: NaN, the infinities and -0, for which JSON has no words, become texts that `Number` reads back.
 */
export function exactNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value
  return Number.isFinite(value) && !Object.is(value, -0) ? value : exactDigits(value)
}
