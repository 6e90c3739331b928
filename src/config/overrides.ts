import { parseDocument } from 'yaml'
import type { Diagnostics } from '../lang/source.ts'
import type { PageDocument } from './document.ts'
import { checkForms } from './forms.ts'
import type { Catalog } from './library.ts'
import { tooDeep } from './nesting.ts'

/** What the command line changes in a page. */
export interface Overrides {
  readonly seeds?: number | undefined
  readonly steps?: number | undefined
  /** `lr=0.1` (every optimizer that is a mapping), `optimizers.adam.beta2=[0.1, 0.5]`, `problem.k=50`, `record=50`. */
  readonly set?: readonly string[] | undefined
}

type Mapping = Record<string, unknown>
const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The page with its values changed; positions stay those of the file. */
export function applyOverrides(
  page: PageDocument,
  overrides: Overrides,
  catalog: Catalog,
  sink: Diagnostics,
): PageDocument {
  const value = structuredClone(page.value) as Mapping
  if (overrides.seeds !== undefined) value.seeds = overrides.seeds
  if (overrides.steps !== undefined) {
    value.steps = overrides.steps
    delete value.horizons
  }
  for (const setting of overrides.set ?? []) {
    const wrong = applySetting(value, setting, catalog)
    const at = { line: 1, column: 1 }
    if (wrong) sink.add({ file: `--set ${setting}`, start: at, end: at, ...wrong })
  }
  return page.with(value)
}

/** Changes the page; what is wrong with the setting, if anything. */
function applySetting(value: Mapping, setting: string, catalog: Catalog): { message: string; hint: string } | null {
  const fail = (message: string, hint: string) => ({ message, hint })
  const cut = setting.indexOf('=')
  if (cut < 1) return fail('a key and a value are expected', '--set lr=0.1')
  const path = setting.slice(0, cut).trim().split('.')
  const given = readValue(setting.slice(cut + 1))
  if (given === undefined) return fail('the value is not a number, a formula or a list', '--set beta2=[0.1, 0.5]')
  const [first = '', ...rest] = path
  const entries = (key: string): Mapping[] => {
    const list = Array.isArray(value[key]) ? (value[key] as unknown[]) : [value[key]]
    const mapped = list.map((item) => (typeof item === 'string' ? { use: item } : item))
    value[key] = Array.isArray(value[key]) ? mapped : mapped[0]
    return mapped.filter(isMapping)
  }
  if (first === 'problem' || first === 'optimizers') {
    const named = rest.length > 1 ? rest[0] : undefined
    const key = rest.slice(named === undefined ? 0 : 1).join('.')
    const targets = entries(first).filter(
      (entry) => named === undefined || [entry.label, entry.use, entry.name].includes(named),
    )
    if (key === '' || targets.length === 0)
      return fail(`nothing in the page is '${path.join('.')}'`, '--set optimizers.adam.lr=0.1')
    for (const target of targets) place(target, key, given)
    return null
  }
  if (rest.length === 0 && (first in value || ['record', 'seeds', 'steps', 'title', 'name'].includes(first))) {
    value[first] = given
    return null
  }
  const having = (kind: 'optimizer' | 'problem', key: string) =>
    entries(key).filter((entry) => has(entry, first, kind, catalog))
  const targets = [...having('optimizer', 'optimizers'), ...having('problem', 'problem')]
  if (rest.length > 0 || targets.length === 0) {
    return fail(`no optimizer or problem of the page has '${path.join('.')}'`, '--set optimizers.adam.lr=0.1')
  }
  for (const target of targets) place(target, first, given)
  return null
}

/** The value of a setting; undefined if it is no plain YAML value. */
function readValue(text: string): unknown {
  if (text.length > 100_000 || tooDeep(text) !== null) return undefined
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' })
  let sound = document.errors.length === 0
  checkForms(document, text, () => {
    sound = false
  })
  return sound ? (document.toJS({ maxAliasCount: 100 }) ?? undefined) : undefined
}

/** Whether an entry sets a hyperparameter, or its page has it. */
function has(entry: Mapping, key: string, kind: 'optimizer' | 'problem', catalog: Catalog): boolean {
  if (Object.hasOwn(entry, key)) return true
  if (isMapping(entry.hyper)) return Object.hasOwn(entry.hyper, key)
  const [name = '', suffix] = String(entry.use).split('@')
  if (!catalog.names(kind).includes(name)) return false
  const page = catalog.page(kind, name)
  if (page.kind === 'problem') return key === 'd' || Object.hasOwn(page.hyper, key)
  const dialect = typeof entry.dialect === 'string' ? entry.dialect : suffix
  const known = page.kind === 'optimizer' && dialect !== undefined && Object.hasOwn(page.dialects, dialect)
  return Object.hasOwn((known ? catalog.page(kind, name, dialect) : page).hyper, key)
}

/** In a rule that is written in the page, settings are its hyperparameters. */
function place(entry: Mapping, key: string, given: unknown): void {
  if (!('use' in entry) && isMapping(entry.hyper) && key in entry.hyper) entry.hyper[key] = given
  else entry[key] = given
}
