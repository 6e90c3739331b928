import { clip } from '../text/clip.ts'
import type { PageDocument } from './document.ts'

/** What a formula is asked for by the schema. */
const FORMULA = /^a (number or a formula|number, a formula)/

/** What would solve a mistake of type, where the value that is there tells what was meant; undefined where it does not. */
export function hintFor(
  message: string,
  key: PropertyKey | undefined,
  value: unknown,
  page: PageDocument,
): string | undefined {
  if (Array.isArray(value) && FORMULA.test(message)) return listHint(typeof key === 'string' ? `${key}: ` : '', value)
  if ((key === 'from' || key === 'to') && typeof value === 'string') return stepHint(key, value, page)
  return undefined
}

/** A list of numbers is a formula, and as one it has quotes: without them a list is a grid. */
function listHint(key: string, list: readonly unknown[]): string {
  if (!list.some(Array.isArray))
    return `a list of numbers is a formula, in quotes: ${key}"[${clip(list.join(', '), 40)}]"`
  const flat = list.flat(Number.POSITIVE_INFINITY)
  return `a matrix is one list, row by row: ${key}"[${clip(flat.join(', '), 40)}]", with d: ${flat.length}`
}

/** A step is a number; the last one is the horizon. */
function stepHint(key: string, text: string, page: PageDocument): string {
  const { steps, horizons } = page.value as { steps?: unknown; horizons?: unknown }
  const all = (Array.isArray(horizons) ? horizons : [steps]).filter((step) => typeof step === 'number')
  const last = all.length > 0 ? Math.max(...all) : 1000
  return `a step is a number${text.trim() === 'T' ? '' : ', not a formula'}; the last one here is ${key}: ${last}`
}
