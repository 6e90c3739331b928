import { clip } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import type { PageDocument, Path } from './document.ts'
import { isMapping, type Mapping } from './mapping.ts'
import { numberMeant } from './numbers-meant.ts'

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
  const key = typeof last === 'string' ? last : null
  const write = (words: string, meant: unknown) => withYaml(words, yamlEntry(key, meant))
  if (Array.isArray(value) && FORMULA.test(message))
    return matrixHint(key, value) ?? listHint(key, value) + (last === 'start' ? lengthHint(value, path, page) : '')
  const number = numberMeant(value)
  if (last === 'steps' && Array.isArray(value)) {
    const lengths = value.map((one) => numberMeant(one) ?? one)
    return withYaml('runs of several lengths have horizons in place of steps', yamlEntry('horizons', lengths))
  }
  if (number !== null && solves(number)) return write('as a number', number)
  const pair = pairMeant(value, last).find(solves)
  if (pair !== undefined) return write('two values, in brackets', pair)
  if (last === 'domain') {
    const region = [{ box: value }, { ball: value }].find(solves)
    if (region !== undefined) return write('a domain says what it is', region)
  }
  const written = page.written(path)
  const oneLine = !written.includes('\n')
  const entries = Array.isArray(value) ? mappingHint(key, value, solves) : undefined
  if (entries !== undefined) return entries
  if (isMapping(value) && solves([value])) {
    const [first = ''] = Object.keys(value)
    return oneLine ? write(BRACKETS, [value]) : dashBefore(String(last), first)
  }
  // What takes anything tells nothing of what was meant.
  const single = solves([null]) ? undefined : [number, value].find((one) => one !== null && solves([one]))
  if (single !== undefined)
    return oneLine ? write(BRACKETS, [single]) : `${String(last)} is a list: put \`- \` before each entry`
  return /^expected a text/.test(message) && oneLine && solves(written) ? write('in quotes', written) : undefined
}

/** What to write for a number above 1 where a share is expected, if it is one in per cent. */
export function shareHint({ path, value, page, solves }: Omit<Misfit, 'message'>): string | undefined {
  const share = (one: unknown) => (typeof one === 'number' ? one / 100 : one)
  if (!solves(share(value))) return undefined
  const last = path.at(-1)
  const list = path.slice(0, -1).reduce<unknown>((at, step) => (at as Mapping)[step], page.value)
  const yaml =
    typeof last === 'number' && Array.isArray(list)
      ? yamlEntry(String(path.at(-2)), list.map(share))
      : yamlEntry(String(last), share(value))
  return withYaml('a share is a part of 1, and not of 100', yaml)
}

const BRACKETS = 'a list, in brackets'

/** The two ends that one value may stand for. */
function pairMeant(value: unknown, key: unknown): [unknown, unknown][] {
  if (typeof value === 'number') return key === 'box' ? [[-Math.abs(value), Math.abs(value)]] : [[0, value]]
  if (typeof value !== 'string' || key !== 'box') return []
  return [[/^\w+$/.test(value) ? `-${value}` : `-(${value})`, value]]
}

/** A list of numbers is a formula, and as one it has quotes: without them a list is a grid. */
const listHint = (key: string | null, list: readonly unknown[]): string =>
  withYaml('a list of numbers is a formula, in quotes', yamlEntry(key, `[${list.join(', ')}]`))

/** What else to change where a start does not have the length that its problem states; empty if it has. */
function lengthHint({ length }: readonly unknown[], path: Path, page: PageDocument): string {
  const problem = path.slice(0, -1).reduce<unknown>((at, step) => (at as Mapping)[step], page.value)
  const { use, d = use === undefined ? 1 : undefined } = problem as Mapping
  return typeof d !== 'number' || d === length
    ? ''
    : `; it has ${length} numbers and d is ${d}: write ${d}, or ${yamlEntry('d', length)}`
}

/** What to write for a list of lists; undefined if it is none. */
export function matrixHint(key: string | null, list: readonly unknown[]): string | undefined {
  if (!list.some(Array.isArray)) return undefined
  const flat = list.flat(Number.POSITIVE_INFINITY)
  const yaml = yamlEntry(key, `[${flat.join(', ')}]`)
  return `${withYaml('a matrix is one list, row by row', yaml)}; and ${yamlEntry('d', flat.length)}`
}

/** What to do where a list has an entry without a dash. */
export const dashBefore = (list: string, first: string): string =>
  `${list} is a list: put \`- \` before \`${clip(first, 40)}\``

/** What a name gets under a key that declares names. */
const DECLARED: ReadonlyMap<string | null, readonly [what: string, value: unknown]> = new Map([
  ['state', ['each has its first value', 0]],
  ['hyper', ['each has its value', 0.1]],
  ['draw', ['each has its law', 'gaussian']],
])

/** A mapping with a dash too many, or without names, or of names alone. */
function mappingHint(key: string | null, list: readonly unknown[], solves: Misfit['solves']): string | undefined {
  if (list.length > 0 && list.every(isMapping) && solves(Object.assign({}, ...list)))
    return 'a mapping has no dashes and no brackets: leave them out'
  const [first] = list
  const [what, value] = DECLARED.get(key) ?? ['', undefined]
  const names = what !== '' && list.every((one): one is string => typeof one === 'string' && /^[A-Za-z_]\w*$/.test(one))
  const declared = names ? Object.fromEntries(list.map((name) => [name, value])) : {}
  if (names && list.length > 0 && solves(declared)) return withYaml(what, yamlEntry(key, declared))
  return first !== undefined && solves({ name: first })
    ? withYaml('each has a name', yamlEntry(key, { name: first }))
    : undefined
}
