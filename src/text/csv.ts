import { exactDigits } from './digits.ts'

/** What makes a spreadsheet take a field for a formula (OWASP, CSV injection), the wide forms of some alphabets included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/**
 * A field of RFC 4180; null is empty. Numbers are in the shortest form that reads back to the same bits, also NaN, Infinity and -0.
 * A text that a spreadsheet would take for a formula begins with a `'`, unless it is a number.
 */
export function csvField(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' ? plain(value) : exactDigits(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

const plain = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text)
