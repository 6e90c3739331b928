import { LineCounter, type Node, parseDocument } from 'yaml'
import { isInherited } from '../lang/inherited.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { Message } from '../messages/message.ts'
import { keyExpected, listUnbracketed, nobodyHas, nothingIs, oddValue, setTwice } from '../messages/settings.ts'
import { clip } from '../text/clip.ts'
import { withYaml } from '../text/yaml-entry.ts'
import { type Graft, PageDocument, type Path } from './document.ts'
import { checkForms } from './forms.ts'
import type { Catalog } from './library.ts'
import { isMapping, type Mapping } from './mapping.ts'
import { tooDeep } from './nesting.ts'
import { hintOfKey, hintOfPath, listMeant, namesOf, TEXTS, yamlOption } from './override-hints.ts'

/** What the command line changes in a page. */
export interface Overrides {
  readonly seeds?: number | undefined
  readonly steps?: number | undefined
  /** `lr=0.1` (every optimizer that is a mapping), `optimizers.adam.beta2=[0.1, 0.5]`, `problem.k=50`, `record=50`. */
  readonly set?: readonly string[] | undefined
}

/** An entry of the page. */
interface Target {
  readonly entry: Mapping
  readonly path: Path
}

/** The page with its values changed; positions stay those of the file. */
export function applyOverrides(
  page: PageDocument,
  overrides: Overrides,
  catalog: Catalog,
  sink: Diagnostics,
): PageDocument {
  const value = structuredClone(page.value) as Mapping
  const grafts: Graft[] = []
  for (const { file, key, text, offset } of optionsOf(overrides)) {
    const at = { file, start: { line: 1, column: 1 }, end: { line: 1, column: Math.max(1, offset) } }
    const before = grafts.length
    const wrong = applySetting(value, key, readValue(file, text, offset), catalog, (path, document) => {
      grafts.push({ path, document, key: at })
    })
    if (wrong) sink.add({ ...wrong, ...at })
    const first = grafts[before]?.path
    const other = grafts.slice(0, before).find(({ path }) => first?.length === 1 && path[0] === first[0])
    if (other && other.key.file !== file) sink.add({ ...setTwice(key, other.key.file), ...at })
  }
  return page.with(value, grafts)
}

/** An option that gives a value: its key, and its text, in which the value begins at an offset. */
interface Option {
  readonly file: string
  readonly key: string
  readonly text: string
  readonly offset: number
}

function optionsOf({ seeds, steps, set = [] }: Overrides): Option[] {
  const named = Object.entries({ seeds, steps }).flatMap(([key, value]) =>
    value === undefined ? [] : [{ file: `--${key} ${value}`, key, text: String(value), offset: 0 }],
  )
  const settings = set.map((text) => {
    const cut = text.indexOf('=')
    return { file: `--set ${clip(text)}`, key: text.slice(0, Math.max(0, cut)).trim(), text, offset: cut + 1 }
  })
  return [...named, ...settings]
}

const NOISE = 'noise'

/** Is told of each place of the page to which an option gave a value. */
type Placed = (path: Path, document: PageDocument) => void

/** Changes the page; what is wrong with the setting, if anything. */
function applySetting(
  value: Mapping,
  whole: string,
  document: PageDocument | null,
  catalog: Catalog,
  placed: Placed,
): Message | null {
  if (whole === '') return keyExpected()
  const path = whole.split('.')
  const given = document?.value
  if (!document || given === undefined) return oddValue()
  const items = TEXTS.has(whole) ? null : listMeant(given)
  if (items) return listUnbracketed(withYaml('a grid', yamlOption(whole, items)))
  const [first = '', ...rest] = path
  const nobody = () => nobodyHas(whole, hintOfKey(whole, value, catalog))
  if (path.some(isInherited)) return nobody()
  const entries = (key: string): Target[] => {
    const several = Array.isArray(value[key])
    const list = several ? (value[key] as unknown[]) : [value[key]]
    const mapped = list.map((item) => (typeof item === 'string' ? { use: item } : item))
    value[key] = several ? mapped : mapped[0]
    return mapped.flatMap((entry, k) => (isMapping(entry) ? [{ entry, path: several ? [key, k] : [key] }] : []))
  }
  const put = ({ entry, path: at }: Target, key: string) => placed([...at, ...place(entry, key, given)], document)
  if (first === 'problem' || first === 'optimizers') {
    const all = entries(first)
    const named = rest.length > 1 && rest[0] !== NOISE ? rest[0] : undefined
    const key = rest.slice(named === undefined ? 0 : 1).join('.')
    const targets = all.filter(({ entry }) => named === undefined || namesOf(entry).includes(named))
    if (key === '' || targets.length === 0)
      return nothingIs(
        whole,
        hintOfPath(
          first,
          key,
          all.map(({ entry }) => entry),
        ),
      )
    if (key.includes('.') && !targets.every(({ entry }) => noiseSetting(entry, key))) return nobody()
    for (const target of targets) put(target, key)
    return null
  }
  if (
    rest.length === 0 &&
    (Object.hasOwn(value, first) || ['record', 'seeds', 'steps', 'horizons', 'title', 'name'].includes(first))
  ) {
    // Whoever asks for one length of the run means it in place of the other.
    if (first === 'steps') delete value.horizons
    if (first === 'horizons') delete value.steps
    value[first] = given
    placed([first], document)
    return null
  }
  const having = (kind: 'optimizer' | 'problem', key: string) =>
    entries(key).filter(({ entry }) =>
      rest.length === 0 ? has(entry, whole, kind, catalog) : noiseSetting(entry, whole),
    )
  const targets = [...having('optimizer', 'optimizers'), ...having('problem', 'problem')]
  if (targets.length === 0) return nobody()
  for (const target of targets) put(target, whole)
  return null
}

/** The setting of the noise that an entry names which a key such as `noise.sigma` means; null if it means none. */
function noiseSetting({ noise }: Mapping, key: string): string | null {
  const [first, inner, ...more] = key.split('.')
  const named = typeof noise === 'string' ? noise !== 'none' : isMapping(noise) && 'use' in noise
  return first === NOISE && inner !== undefined && more.length === 0 && named ? inner : null
}

/** The value of a setting, which begins at an offset of it, as a document of its own; null if it is no plain YAML value. */
function readValue(file: string, setting: string, offset: number): PageDocument | null {
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
  return new PageDocument(file, text, value, document.contents as Node | null, lines)
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
  const inner = noiseSetting(entry, key)
  if (inner !== null) {
    entry.noise = isMapping(entry.noise) ? entry.noise : { use: entry.noise }
    ;(entry.noise as Mapping)[inner] = given
    return [NOISE, inner]
  }
  const hyper = !('use' in entry) && isMapping(entry.hyper) && Object.hasOwn(entry.hyper, key) ? entry.hyper : null
  const target = hyper ?? entry
  target[key] = given
  return hyper ? ['hyper', key] : [key]
}
