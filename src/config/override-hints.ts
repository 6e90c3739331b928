import { clip, enumerated } from '../text/clip.ts'
import { didYouMean, suggest } from '../text/suggest.ts'
import { withYaml, yamlValue } from '../text/yaml-entry.ts'
import type { Catalog } from './library.ts'
import { isMapping, type Mapping } from './mapping.ts'
import { numberMeant } from './numbers-meant.ts'
import { keyMeant } from './synonyms.ts'

/** Keys of a page whose value is a text, in which a comma is one. */
export const TEXTS: ReadonlySet<string> = new Set(['name', 'title', 'description'])

const EXAMPLE = '--set optimizers.adam.lr=0.1'

/** What an entry may be called by an option. */
export const namesOf = ({ label, use, name }: Mapping): string[] =>
  [label, use, name].filter((one): one is string => typeof one === 'string')

/** An option as a shell takes it; null if it would be too long. */
export function yamlOption(key: string, value: unknown): string | null {
  const text = yamlValue(value)
  return text?.includes("'") ? null : text && `--set '${clip(key, 40)}=${text}'`
}

/** The values of `0.01,0.1` or `0.01 0.1`, which are meant as a list; null if a text is one value. */
export function listMeant(given: unknown): (number | string)[] | null {
  if (typeof given !== 'string') return null
  let depth = 0
  let apart = ''
  for (const sign of given) {
    if ('([{'.includes(sign)) depth++
    if (')]}'.includes(sign)) depth--
    apart += sign === ',' && depth === 0 ? '\n' : sign
  }
  const words = given.trim().split(/\s+/)
  const parts = words.length > 1 && words.every(isNumber) ? words : apart.split('\n').map((part) => part.trim())
  return parts.length > 1 && parts.every((part) => part !== '')
    ? parts.map((part) => (isNumber(part) ? Number(part) : part))
    : null
}

const isNumber = (text: string): boolean => numberMeant(text) !== null && Number.isFinite(Number(text))

/** What a setting that nobody has was probably meant to be: one of those that the page's entries have. */
export function hintOfKey(whole: string, page: Mapping, catalog: Catalog): string {
  const key = whole.slice(whole.lastIndexOf('.') + 1)
  const has = (kind: 'optimizer' | 'problem', entry: unknown): string[] => {
    const { use = '', hyper = {} } = typeof entry === 'string' ? { use: entry } : isMapping(entry) ? entry : {}
    const [name = ''] = String(use).split('@')
    return catalog.names(kind).includes(name)
      ? Object.keys(catalog.page(kind, name).hyper)
      : Object.keys(hyper as object)
  }
  const known = [
    ...[page.optimizers].flat().flatMap((entry) => has('optimizer', entry)),
    ...[page.problem].flat().flatMap((entry) => has('problem', entry)),
  ]
  const meant = keyMeant(key, [...new Set(known)])
  if (whole.split('.').includes('noise')) return `a noise that the page does not name has no settings: ${NOISES}`
  const first = key === whole ? undefined : suggest(whole.split('.')[0] ?? '', ['optimizers', 'problem'])
  return first ?? (meant === undefined ? EXAMPLE : didYouMean(meant))
}

const NOISES = "--set 'problem.noise={use: gaussian, sigma: 1}'"

/** What there is to be set where an option leads nowhere: the entries of the page by their names. */
export function hintOfPath(first: string, key: string, entries: readonly Mapping[]): string {
  const [name] = entries.flatMap(namesOf)
  const names = enumerated(new Set(entries.flatMap(namesOf)))
  if (name === undefined) return EXAMPLE
  return withYaml(`it has ${names}`, `--set ${clip(first, 40)}.${name}.${key === '' ? 'lr' : clip(key, 40)}=0.1`)
}
