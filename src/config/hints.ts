import { stringify } from 'yaml'
import { clip } from '../text/clip.ts'
import type { PageDocument, Path } from './document.ts'
import { isMapping, type Mapping } from './mapping.ts'

/** A value that its schema does not take. */
interface Misfit {
  /** What is said of it. */
  readonly message: string
  readonly path: Path
  readonly value: unknown
  readonly page: PageDocument
  /** Whether the schema takes another value in its place. */
  solves(other: unknown): boolean
}

/** What a formula is asked for by the schema. */
const FORMULA = /^a (number or a formula|number, a formula)/

/** What would solve a mistake of type, where the value that is there tells what was meant; undefined where it does not. */
export function hintFor(misfit: Misfit): string | undefined {
  const { message, path, value, page, solves } = misfit
  const last = path.at(-1)
  const key = typeof last === 'string' ? `${last}: ` : ''
  if (Array.isArray(value) && FORMULA.test(message))
    return matrixHint(key, value) ?? listHint(key, value) + (last === 'start' ? lengthHint(value, path, page) : '')
  if ((last === 'from' || last === 'to') && typeof value === 'string') return stepHint(last, value, page)
  if (last === 'steps' && Array.isArray(value)) {
    const lengths = value.map((one) => numberMeant(one) ?? one)
    return `runs of several lengths: horizons: ${inFlow(lengths)} in place of steps`
  }
  const number = numberMeant(value)
  if (number !== null && solves(number)) return `as a number: ${key}${number}`
  const written = page.written(path)
  const oneLine = !written.includes('\n')
  const entries = Array.isArray(value) ? mappingHint(key, value, solves) : undefined
  if (entries !== undefined) return entries
  if (isMapping(value) && solves([value])) {
    const [first = ''] = Object.keys(value)
    return oneLine ? `${BRACKETS}: ${key}${clip(`[${written}]`, 60)}` : dashBefore(String(last), first)
  }
  // What takes anything tells nothing of what was meant.
  const single = solves([null]) ? undefined : [number, value].find((one) => one !== null && solves([one]))
  if (single !== undefined)
    return oneLine
      ? `${BRACKETS}: ${key}${inFlow([single])}`
      : `${String(last)} is a list: put \`- \` before each entry`
  return /^expected a text/.test(message) && oneLine && solves(written)
    ? `in quotes: ${key}${clip(JSON.stringify(written), 60)}`
    : undefined
}

const BRACKETS = 'a list, in brackets'

/** A value on one line of YAML, short enough for a message. */
export const inFlow = (value: unknown): string =>
  clip(stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }), 60)

/** The number that a text stands for: `"1000"`, `1_000` and `1,000` are texts in YAML. */
function numberMeant(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const plain = value.trim().replace(/^\d{1,3}([,_ ]\d{3})+$|^\d+(_\d+)+$/, (whole) => whole.replaceAll(/[,_ ]/g, ''))
  return /\d/.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : null
}

/** A list of numbers is a formula, and as one it has quotes: without them a list is a grid. */
function listHint(key: string, list: readonly unknown[]): string {
  return `a list of numbers is a formula, in quotes: ${key}"[${clip(list.join(', '), 40)}]"`
}

/** What else to change where a start does not have the length that its problem states; empty if it has. */
function lengthHint({ length }: readonly unknown[], path: Path, page: PageDocument): string {
  const problem = path.slice(0, -1).reduce<unknown>((at, step) => (at as Mapping)[step], page.value)
  const { use, d = use === undefined ? 1 : undefined } = problem as Mapping
  return typeof d !== 'number' || d === length
    ? ''
    : `; it has ${length} numbers and d is ${d}: write ${d}, or d: ${length}`
}

/** What to write for a list of lists; undefined if it is none. */
export function matrixHint(key: string, list: readonly unknown[]): string | undefined {
  if (!list.some(Array.isArray)) return undefined
  const flat = list.flat(Number.POSITIVE_INFINITY)
  return `a matrix is one list, row by row: ${key}"[${clip(flat.join(', '), 40)}]", with d: ${flat.length}`
}

/** What to do where a list has an entry without a dash. */
export const dashBefore = (list: string, first: string): string =>
  `${list} is a list: put \`- \` before \`${clip(first, 40)}\``

/** A mapping with a dash too many, or without names. */
function mappingHint(key: string, list: readonly unknown[], solves: Misfit['solves']): string | undefined {
  if (list.length > 0 && list.every(isMapping) && solves(Object.assign({}, ...list)))
    return 'a mapping has no dashes and no brackets: leave them out'
  const [first] = list
  return first !== undefined && solves({ name: first })
    ? `each has a name: ${key}${inFlow({ name: first })}`
    : undefined
}

/** A step is a number; the last one is the horizon. */
function stepHint(key: string, text: string, page: PageDocument): string {
  const { steps, horizons } = page.value as { steps?: unknown; horizons?: unknown }
  const all = (Array.isArray(horizons) ? horizons : [steps]).filter((step) => typeof step === 'number')
  const last = all.length > 0 ? Math.max(...all) : 1000
  return `a step is a number${text.trim() === 'T' ? '' : ', not a formula'}; the last one here is ${key}: ${last}`
}
