import { LineCounter, type Node, parseDocument } from 'yaml'
import type { Diagnostics } from '../lang/source.ts'
import { clip, quote } from '../text/clip.ts'
import { type Graft, PageDocument, type Path } from './document.ts'
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
/** An entry of the page. */
interface Target {
  readonly entry: Mapping
  readonly path: Path
}

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
  const grafts: Graft[] = []
  for (const setting of overrides.set ?? []) {
    const file = `--set ${clip(setting)}`
    const wrong = applySetting(value, setting, catalog, (path, document) => {
      const cut = setting.indexOf('=')
      const key = { file, start: { line: 1, column: 1 }, end: { line: 1, column: cut + 1 } }
      grafts.push({ path, document, key })
    })
    const at = { line: 1, column: 1 }
    if (wrong) sink.add({ file, start: at, end: at, ...wrong })
  }
  return page.with(value, grafts)
}

/** Is told of each place of the page to which an option gave a value. */
type Placed = (path: Path, document: PageDocument) => void

/** Changes the page; what is wrong with the setting, if anything. */
function applySetting(
  value: Mapping,
  setting: string,
  catalog: Catalog,
  placed: Placed,
): { message: string; hint: string } | null {
  const fail = (message: string, hint: string) => ({ message, hint })
  const cut = setting.indexOf('=')
  if (cut < 1) return fail('a key and a value are expected', '--set lr=0.1')
  const path = setting.slice(0, cut).trim().split('.')
  const document = readValue(setting, cut + 1)
  const given = document?.value
  if (!document || given === undefined)
    return fail('the value is not a number, a formula or a list', '--set beta2=[0.1, 0.5]')
  const [first = '', ...rest] = path
  const entries = (key: string): Target[] => {
    const several = Array.isArray(value[key])
    const list = several ? (value[key] as unknown[]) : [value[key]]
    const mapped = list.map((item) => (typeof item === 'string' ? { use: item } : item))
    value[key] = several ? mapped : mapped[0]
    return mapped.flatMap((entry, k) => (isMapping(entry) ? [{ entry, path: several ? [key, k] : [key] }] : []))
  }
  const put = ({ entry, path: at }: Target, key: string) => placed([...at, ...place(entry, key, given)], document)
  if (first === 'problem' || first === 'optimizers') {
    const named = rest.length > 1 ? rest[0] : undefined
    const key = rest.slice(named === undefined ? 0 : 1).join('.')
    const targets = entries(first).filter(
      ({ entry }) => named === undefined || [entry.label, entry.use, entry.name].includes(named),
    )
    if (key === '' || targets.length === 0)
      return fail(`nothing in the page is ${quote(path.join('.'))}`, '--set optimizers.adam.lr=0.1')
    for (const target of targets) put(target, key)
    return null
  }
  if (rest.length === 0 && (first in value || ['record', 'seeds', 'steps', 'title', 'name'].includes(first))) {
    value[first] = given
    placed([first], document)
    return null
  }
  const having = (kind: 'optimizer' | 'problem', key: string) =>
    entries(key).filter(({ entry }) => has(entry, first, kind, catalog))
  const targets = [...having('optimizer', 'optimizers'), ...having('problem', 'problem')]
  if (rest.length > 0 || targets.length === 0) {
    return fail(`no optimizer or problem of the page has ${quote(path.join('.'))}`, '--set optimizers.adam.lr=0.1')
  }
  for (const target of targets) put(target, first)
  return null
}

/** The value of a setting, which begins at an offset of it, as a document of its own; null if it is no plain YAML value. */
function readValue(setting: string, offset: number): PageDocument | null {
  if (setting.length > 100_000 || tooDeep(setting.slice(offset)) !== null) return null
  // What comes before the value becomes white space, so that places in it are places in the option.
  const text = setting.slice(0, offset).replaceAll(/[^\n]/g, ' ') + setting.slice(offset)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  let sound = document.errors.length === 0
  checkForms(document, text, () => {
    sound = false
  })
  const value: unknown = sound ? (document.toJS({ maxAliasCount: 100 }) ?? undefined) : undefined
  return new PageDocument(`--set ${clip(setting)}`, text, value, document.contents as Node | null, lines)
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

/** Sets a value of an entry; where it is now. In a rule that is written in the page, settings are its hyperparameters. */
function place(entry: Mapping, key: string, given: unknown): Path {
  const hyper = !('use' in entry) && isMapping(entry.hyper) && key in entry.hyper ? entry.hyper : null
  const target = hyper ?? entry
  target[key] = given
  return hyper ? ['hyper', key] : [key]
}
