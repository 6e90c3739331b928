import { byPlace, type Diagnostic, Diagnostics } from '../lang/source.ts'
import { idTwice } from '../messages/claims.ts'
import { labelTwice } from '../messages/parts.ts'
import { checkAndMend, checkInput } from './check.ts'
import { checkClaimNames, readClaim } from './claims.ts'
import type { PageDocument } from './document.ts'
import { type EntryContext, listed, readOptimizer, readProblem } from './entries.ts'
import type { Entry } from './entry.ts'
import type { Experiment } from './experiment.ts'
import { readExtent, withinLimits } from './extent.ts'
import { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import { isMapping } from './mapping.ts'
import { readAverage, readMeasure } from './measures.ts'
import { namesGiven } from './named.ts'
import { kindOfOther } from './other-kind.ts'
import { applyOverrides, type Overrides } from './overrides.ts'
import type { PredictionPage } from './pages.ts'
import { all, liesIn, type Part, part, sound, unsound } from './part.ts'
import { readPlots } from './plots.ts'
import { ownPredictions } from './predictions.ts'
import { checkReach } from './reach.ts'
import { readDocument } from './read.ts'
import { claim as claimSchema, experimentFrame } from './schema.ts'
import { settledSeeds } from './stages.ts'

/** What loading a page needs from outside. */
export interface LoadOptions {
  /** File name for messages. */
  readonly file: string
  readonly catalog: Catalog
  /** Reads a file named in the page, relative to the page. Throws if it cannot. */
  readFile(path: string): string
  readonly overrides?: Overrides
}

/** What became of a page. */
export interface Loaded {
  /** Null if anything is wrong. */
  readonly experiment: Experiment | null
  /** What is understood of a page where something is not in order: for finding more mistakes, not for running. */
  readonly draft: Experiment | null
  /** Whether a mistake that shows in the draft is one of the page's, and no consequence of what has been reported. */
  counts(diagnostic: Diagnostic): boolean
  readonly diagnostics: readonly Diagnostic[]
  /** Predictions of the page's own. */
  readonly predictions: readonly PredictionPage[]
}

/** YAML text to a checked experiment; everything that is wrong with the page is reported at once. */
export function loadExperiment(text: string, options: LoadOptions): Loaded {
  const sink = new Diagnostics()
  const document = readDocument(options.file, text, sink)
  const forms = sink.list.length
  const page = document && applyOverrides(document, options.overrides ?? {}, options.catalog, sink)
  const own = page ? ownPredictions((page.value as Raw).predictions, page, options.catalog, sink) : null
  const { draft = null, counts = () => true } = (page && own && build(page, own.catalog, options, sink)) ?? {}
  return {
    experiment: sink.failed ? null : draft,
    draft,
    counts,
    diagnostics: inReadingOrder(sink.list, forms),
    predictions: own?.pages ?? [],
  }
}

/** From the top of the page to its end; what is said of a place that is no valid YAML value follows from that, and is left out. */
function inReadingOrder(list: readonly Diagnostic[], forms: number): Diagnostic[] {
  const place = ({ file, start }: Diagnostic) => `${file} ${start.line} ${start.column}`
  const broken = new Set(list.slice(0, forms).map(place))
  const told = list.filter((one, k) => k < forms || !broken.has(place(one)))
  return told.sort(byPlace)
}

type Raw = Readonly<Record<string, unknown>>

function build(
  page: PageDocument,
  catalog: Catalog,
  options: LoadOptions,
  sink: Diagnostics,
): Pick<Loaded, 'draft' | 'counts'> | null {
  const raw = page.value as Raw
  const context: EntryContext = {
    reader: new FormulaReader(page, sink, catalog.definitions),
    catalog,
    readFile: (path) => options.readFile(path),
  }
  const lost: { readonly key: string; readonly names: readonly string[] }[] = []
  const entries = <E extends Entry<unknown>>(
    key: string,
    read: (value: unknown, path: (string | number)[], context: EntryContext) => E | null,
  ): Part<E>[] => {
    if (raw[key] === undefined || raw[key] === null) return []
    return distinct(
      listed(raw[key], [key]).flatMap(({ value, path }) => {
        const found = part(sink, page.range(path), () => read(value, [...path], context))
        if (found.length === 0) lost.push({ key, names: namesGiven(value) })
        return found
      }),
    )
  }
  const list = (key: string): readonly unknown[] => (Array.isArray(raw[key]) ? raw[key] : [])

  const other = kindOfOther(raw)
  if (other) {
    page.report(sink, [], other, 'key')
    return null
  }
  const input = checkInput(experimentFrame, raw, [], page, sink)
  const problems = entries('problem', readProblem)
  const optimizers = entries('optimizers', readOptimizer)
  for (const key of ['problem', 'optimizers']) uniqueLabels(key, raw[key], page, sink)
  const given = isMapping(raw.measures) ? Object.entries(raw.measures) : []
  const measures = given.flatMap(([name, value]) =>
    part(sink, page.range(['measures', name]), () => readMeasure(name, value, ['measures', name], context)),
  )
  const average =
    raw.average === undefined
      ? []
      : part(sink, page.range(['average']), () => readAverage(raw.average, ['average'], context))
  const named = {
    problems: all(problems),
    optimizers: all(optimizers),
    measures: all(measures),
    measureNames: isMapping(raw.measures) ? given.map(([name]) => name) : null,
    lostOptimizers:
      raw.optimizers === undefined || raw.optimizers === null
        ? null
        : lost.flatMap(({ key, names }) => (key === 'optimizers' ? names : [])),
    allSettings: lost.length === 0 && problems.length > 0 && optimizers.length > 0,
  }
  // Claims are about numbers that are known, and know no point at which a problem could be asked.
  const told = { ...context, reader: new FormulaReader(page, sink, catalog.definitions, new Set()) }
  const extent = readExtent(input, page, sink)
  // A trial run of a few steps leaves claims on later ones unmeasured.
  const trial = page.overridden(['steps']) || page.overridden(['horizons'])
  const horizons = input && !trial ? extent.horizons : null
  const claims = list('claims').flatMap((value, k) =>
    part(sink, page.range(['claims', k]), () => {
      checkClaimNames(value, ['claims', k], named, context)
      const claim = checkAndMend(claimSchema, value, ['claims', k], page, sink)
      const read = claim && readClaim(claim, ['claims', k], named, told)
      if (read) sink.beside(() => checkReach(read.claim, ['claims', k], named, horizons, told.reader))
      return read
    }),
  )
  uniqueIds(list('claims'), page, sink)
  const plots = readPlots(list('plots'), ['plots'], named, list('claims'), told)
  const whole: Experiment = {
    ...extent,
    problems: standIns(problems, 'problem', context, readProblem),
    optimizers: [
      ...standIns(optimizers, 'optimizers', context, readOptimizer),
      ...sound(claims).flatMap(({ mutants }) => mutants),
    ],
    average: sound(average)[0] ?? null,
    // Without its average a measure would not know the name of it.
    measures: raw.average === undefined || sound(average).length > 0 ? sound(measures) : [],
    claims: all(claims).map(({ claim }) => claim),
    plots,
  }
  const experiment = settledSeeds(whole, raw.seeds !== undefined)
  if (!withinLimits(experiment, page, sink)) return null
  const quiet = [...unsound(problems), ...unsound(optimizers)]
  const lone = problems.length === 0 ? ['optimizers'] : optimizers.length === 0 ? ['problem'] : null
  const counts = (diagnostic: Diagnostic) =>
    !liesIn(diagnostic, quiet) && (lone === null || liesIn(diagnostic, [page.range(lone)]))
  return { draft: experiment, counts }
}

/**
 * Entries for a draft, the unsound ones too: what refers to them can be looked at. Where none could be read at all, another one
 * stands in, with which the other half of a program shows its own mistakes.
 */
function standIns<E extends Entry<unknown>>(
  parts: readonly Part<E>[],
  key: 'problem' | 'optimizers',
  context: EntryContext,
  read: (value: unknown, path: (string | number)[], context: EntryContext) => E | null,
): E[] {
  if (parts.length > 0) return all(parts)
  const other = key === 'problem' ? { use: 'ill-scaled-quadratic' } : { use: 'sgd' }
  const stand = read(other, [key], context)
  return stand ? [stand] : []
}

/** Entries with labels that differ: a second `adam` becomes `adam #2`. */
function distinct<E extends Entry<unknown>>(entries: readonly Part<E>[]): Part<E>[] {
  const used = new Set<string>()
  const copies = new Map<string, number>()
  return entries.map(({ entry, sound, place }) => {
    let label = entry.label
    // Where the last search for a free number ended, this one goes on.
    for (let copy = copies.get(entry.label) ?? 2; used.has(label); copy++) {
      label = `${entry.label} #${copy}`
      copies.set(entry.label, copy)
    }
    used.add(label)
    return { entry: { ...entry, label }, sound, place }
  })
}

/** Labels that a page gives itself have to differ: claims refer to them. */
function uniqueLabels(key: string, value: unknown, page: PageDocument, sink: Diagnostics): void {
  const seen = new Set<string>()
  for (const { value: entry, path } of listed(value, [key])) {
    const label = (entry as { label?: unknown } | null | undefined)?.label
    if (typeof label !== 'string') continue
    if (seen.has(label)) page.report(sink, [...path, 'label'], labelTwice(label))
    seen.add(label)
  }
}

/** Ids of claims have to differ: verdicts are looked up by them. */
function uniqueIds(claims: readonly unknown[], page: PageDocument, sink: Diagnostics): void {
  const seen = new Set<string>()
  claims.forEach((value, k) => {
    const id = (value as { id?: unknown } | null)?.id
    if (typeof id !== 'string') return
    if (seen.has(id)) page.report(sink, ['claims', k, 'id'], idTwice(id))
    seen.add(id)
  })
}
