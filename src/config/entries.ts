import { Diagnostics, type Place } from '../lang/source.ts'
import { replayFile, replayMistaken, replayUnread } from '../messages/traces.ts'
import { clip, quote } from '../text/clip.ts'
import { checkInput } from './check.ts'
import type { Path } from './document.ts'
import type { Choice, EntryPlaces, OptimizerEntry, ProblemEntry } from './entry.ts'
import type { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import { isMapping } from './mapping.ts'
import { noiseUse } from './noise.ts'
import { catalogOptimizer, isKnown } from './optimizer-use.ts'
import { buildPage, readDomain } from './page.ts'
import type { ProblemPage } from './pages.ts'
import { replayProblem } from './replay.ts'
import { inlineOptimizer, inlineProblem, pageSchemas, useSchema } from './schema.ts'
import { choicePlaces, readChoices, readSettings, settingPlaces } from './settings.ts'
import { usedPage } from './used.ts'

/** What reading the entries of an experiment needs. */
export interface EntryContext {
  readonly reader: FormulaReader
  readonly catalog: Catalog
  /** Reads a file named in the page. Throws if it cannot. */
  readFile(path: string): string
}

/** One entry or a list of them, each with its path. */
export function listed(value: unknown, path: Path): { value: unknown; path: Path }[] {
  return Array.isArray(value) ? value.map((item, k) => ({ value: item, path: [...path, k] })) : [{ value, path }]
}

/** In a rule written in the experiment a hyperparameter may be a grid: its first value is the page's default. */
function splitHyper(
  value: Record<string, unknown>,
  path: Path,
  { reader }: EntryContext,
): { input: Record<string, unknown>; settings: Record<string, Choice[]> } | null {
  const settings: Record<string, Choice[]> = {}
  if (!isMapping(value.hyper)) return { input: value, settings }
  const hyper: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value.hyper)) {
    if (typeof item !== 'object' || item === null) {
      hyper[name] = item
      continue
    }
    const choices = readChoices(item, [...path, 'hyper', name], reader)
    const first = choices?.[0]
    if (!choices || first === undefined) return null
    settings[name] = choices
    hyper[name] = typeof first === 'number' ? first : first.source.text
  }
  return { input: { ...value, hyper }, settings }
}

/** Where an entry and its settings, which stand at a path, are. */
const placesOf = (
  given: Readonly<Record<string, unknown>>,
  path: Path,
  use: Path,
  reader: FormulaReader,
): EntryPlaces => ({ use: reader.page.range(use), settings: settingPlaces(given, path, reader) })

export function readOptimizer(value: unknown, path: Path, context: EntryContext): OptimizerEntry | null {
  const { reader, catalog } = context
  const { page: document, sink } = reader
  if (isMapping(value) && !('use' in value)) {
    const split = splitHyper(value, path, context)
    if (!split) return null
    const checked = checkInput(inlineOptimizer, split.input, path, document, sink)
    if (!checked) return null
    const page = buildPage('optimizer', checked, path, document, catalog, sink, null, null)
    const at = placesOf(isMapping(value.hyper) ? value.hyper : {}, [...path, 'hyper'], path, reader)
    return { page, label: checked.label ?? page.name, settings: split.settings, mutantOf: null, at }
  }
  const entry = typeof value === 'string' ? { use: value } : value
  const checked = checkInput(useSchema, entry, path, document, sink)
  if (!checked) return null
  const { use, label, dialect: named, ...given } = checked
  const at = typeof value === 'string' ? path : [...path, 'use']
  const change = named === undefined ? null : { dialect: named, at: [...path, 'dialect'] }
  const found = catalogOptimizer(use, change, at, reader, catalog)
  if (!found) return null
  const { page, title } = found
  const settings = readSettings(given, Object.keys(page.hyper), `optimizer ${quote(title)}`, path, reader)
  const known = { use: title, labelled: label !== undefined }
  return { page, label: label ?? title, ...known, settings, mutantOf: null, at: placesOf(given, path, at, reader) }
}

export function readProblem(value: unknown, path: Path, context: EntryContext): ProblemEntry | null {
  const { reader, catalog } = context
  const { page: document, sink } = reader
  if (isMapping(value) && !('use' in value)) {
    const split = splitHyper(value, path, context)
    if (!split) return null
    const { noise, ...input } = split.input
    const checked = checkInput(inlineProblem, input, path, document, sink)
    if (!checked) return null
    const page = buildPage('problem', checked, path, document, catalog, sink, null, null)
    const entry = {
      page,
      label: checked.label ?? page.name,
      settings: split.settings,
      mutantOf: null,
      at: placesOf(isMapping(value.hyper) ? value.hyper : {}, [...path, 'hyper'], path, reader),
    }
    return noise === undefined ? entry : withNoise(entry, noise, path, context)
  }
  const input = typeof value === 'string' ? { use: value } : value
  const checked = checkInput(useSchema, input, path, document, sink)
  if (!checked) return null
  const { use, label, ...given } = checked
  const at = typeof value === 'string' ? path : [...path, 'use']
  if (!isKnown('problem', use, at, reader, catalog, ['replay'])) return null
  if (use === 'replay') return readReplay(given, label, path, context)

  const { noise, start, domain, ...rest } = given
  let page: ProblemPage = usedPage(catalog.page('problem', use), document.range(at))
  const overridden = checkInput(
    pageSchemas.problem.pick({ start: true, domain: true }),
    { ...(start === undefined ? {} : { start }), ...(domain === undefined ? {} : { domain }) },
    path,
    document,
    sink,
  )
  if (overridden?.start !== undefined) page = { ...page, start: reader.formula(overridden.start, [...path, 'start']) }
  if (overridden?.domain !== undefined)
    page = { ...page, domain: readDomain(overridden.domain, [...path, 'domain'], reader) }
  const names = [...new Set([...Object.keys(page.hyper), 'd'])]
  const settings = readSettings(rest, names, `problem ${quote(use)}`, path, reader)
  const entry = { page, label: label ?? use, settings, mutantOf: null, at: placesOf(rest, path, at, reader) }
  return noise === undefined ? entry : withNoise(entry, noise, path, context)
}

/** Replaces the noise; a list among its settings becomes an axis named `noise.nu`. */
function withNoise(entry: ProblemEntry, noise: unknown, path: Path, context: EntryContext): ProblemEntry | null {
  const { reader, catalog } = context
  const at = [...path, 'noise']
  if (noise === 'none') return { ...entry, page: { ...entry.page, noise: null } }
  const checked = checkInput(pageSchemas.problem.shape.noise, noise, at, reader.page, reader.sink)
  if (checked === null || checked === undefined) return null
  const grids: Record<string, Choice[]> = {}
  const places: Record<string, Place[]> = {}
  let single = checked
  if (typeof checked === 'object') {
    single = { use: checked.use }
    for (const [name, value] of Object.entries(checked)) {
      if (typeof value !== 'object') (single as Record<string, unknown>)[name] = value
      else {
        const choices = readChoices(value, [...at, name], reader)
        if (!choices) return null
        grids[`noise.${name}`] = choices
        places[`noise.${name}`] = choicePlaces(value, [...at, name], reader)
        const [first] = choices
        ;(single as Record<string, unknown>)[name] = typeof first === 'number' ? first : first?.source.text
      }
    }
  }
  const use = noiseUse(single, at, reader, catalog)
  if (!use) return null
  const all = entry.at && { use: entry.at.use, settings: { ...entry.at.settings, ...places } }
  const settings = { ...entry.settings, ...grids }
  return { ...entry, page: { ...entry.page, noise: use }, settings, ...(all ? { at: all } : {}) }
}

/** Mistakes of a trace that are told: where every step has the same one, the first few say it all. */
const MOST_MISTAKES = 5

function readReplay(
  given: Record<string, unknown>,
  label: string | undefined,
  path: Path,
  context: EntryContext,
): ProblemEntry | null {
  const { reader } = context
  const { file, ...rest } = given
  readSettings(rest, [], "problem 'replay'", path, reader)
  if (typeof file !== 'string') {
    reader.page.report(reader.sink, path, replayFile())
    return null
  }
  let text: string
  try {
    text = context.readFile(file)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no reason given'
    reader.page.report(reader.sink, [...path, 'file'], replayUnread(clip(file), why))
    return null
  }
  const found = new Diagnostics()
  const page = replayProblem(file, text, found)
  // The reader of the page sees its own file: the place in the trace is said in words.
  const tell = (said: string, hint?: string) =>
    reader.page.report(reader.sink, [...path, 'file'], replayMistaken(said, hint))
  for (const { start, message, hint } of found.list.slice(0, MOST_MISTAKES)) {
    tell(`${clip(file)}, line ${start.line}: ${message}`, hint)
  }
  if (found.list.length > MOST_MISTAKES) tell(`... and ${found.list.length - MOST_MISTAKES} more in ${clip(file)}`)
  return page && { page, label: label ?? 'replay', settings: {}, mutantOf: null }
}
