import { type Diagnostic, Diagnostics } from '../lang/source.ts'
import { check } from './check.ts'
import { checkClaimNames, readClaim } from './claims.ts'
import type { PageDocument } from './document.ts'
import { type Context, listed, readOptimizer, readProblem } from './entries.ts'
import type { Entry, Experiment } from './experiment.ts'
import { checkExtent } from './extent.ts'
import { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import { readAverage, readMeasures } from './measures.ts'
import { applyOverrides, type Overrides } from './overrides.ts'
import { readPlots } from './plots.ts'
import { readDocument } from './read.ts'
import { claim as claimSchema, experimentFrame } from './schema.ts'

/** What loading a page needs from outside. */
export interface LoadOptions {
  /** File name for messages. */
  readonly file: string
  readonly catalog: Catalog
  /** Reads a file named in the page, relative to the page. Throws if it cannot. */
  readFile(path: string): string
  readonly overrides?: Overrides
}

/** YAML text to a checked experiment; everything that is wrong with the page is reported at once. */
export function loadExperiment(
  text: string,
  options: LoadOptions,
): { experiment: Experiment | null; diagnostics: readonly Diagnostic[] } {
  const sink = new Diagnostics()
  const document = readDocument(options.file, text, sink)
  const forms = sink.list.length
  const page = document && applyOverrides(document, options.overrides ?? {}, options.catalog, sink)
  const experiment = page && build(page, options, sink)
  return { experiment: sink.failed ? null : experiment, diagnostics: inReadingOrder(sink.list, forms) }
}

/** From the top of the page to its end; what is said of a place that is no valid YAML value follows from that, and is left out. */
function inReadingOrder(list: readonly Diagnostic[], forms: number): Diagnostic[] {
  const place = ({ file, start }: Diagnostic) => `${file} ${start.line} ${start.column}`
  const broken = new Set(list.slice(0, forms).map(place))
  const told = list.filter((one, k) => k < forms || !broken.has(place(one)))
  return told.sort((a, b) => a.start.line - b.start.line || a.start.column - b.start.column)
}

function build(page: PageDocument, options: LoadOptions, sink: Diagnostics): Experiment | null {
  const context: Context = {
    reader: new FormulaReader(page, sink),
    catalog: options.catalog,
    readFile: (path) => options.readFile(path),
  }
  const raw = page.value as Record<string, unknown>
  const input = check(experimentFrame, raw, [], page, sink)
  const entries = <E extends Entry<unknown>>(
    key: string,
    read: (value: unknown, path: (string | number)[], context: Context) => E | null,
  ): E[] =>
    raw[key] === undefined || raw[key] === null
      ? []
      : listed(raw[key], [key]).flatMap(({ value, path }) => read(value, [...path], context) ?? [])
  const problems = distinct(entries('problem', readProblem))
  const optimizers = distinct(entries('optimizers', readOptimizer))
  for (const key of ['problem', 'optimizers']) uniqueLabels(key, raw[key], page, sink)
  const measures =
    typeof raw.measures === 'object' && raw.measures !== null
      ? readMeasures(raw.measures as Record<string, unknown>, ['measures'], context)
      : []
  const average = readAverage(raw.average, ['average'], context)
  const named = { problems, optimizers, measures, measureNames: Object.keys(raw.measures ?? {}) }
  const list = (key: string): readonly unknown[] => (Array.isArray(raw[key]) ? raw[key] : [])
  const claims = list('claims').flatMap((value, k) => {
    checkClaimNames(value, ['claims', k], named, context)
    const claim = check(claimSchema, value, ['claims', k], page, sink)
    return claim ? [readClaim(claim, ['claims', k], named, context)] : []
  })
  const ids = new Set<string>()
  list('claims').forEach((value, k) => {
    const id = (value as { id?: unknown } | null)?.id
    if (typeof id !== 'string') return
    if (ids.has(id)) page.report(sink, ['claims', k, 'id'], `there is another claim '${id}'`)
    ids.add(id)
  })
  const plots = readPlots(list('plots'), ['plots'], named, context)
  if (!input) return null

  if ((input.steps === undefined) === (input.horizons === undefined)) {
    const both = input.steps !== undefined
    page.report(
      sink,
      both ? ['steps'] : [],
      both ? 'steps and horizons exclude each other' : "'steps' is missing",
      both ? 'horizons: each its own run' : 'steps: 10000',
      'key',
    )
  }
  if (Array.isArray(input.seeds) && new Set(input.seeds).size < input.seeds.length) {
    page.report(sink, ['seeds'], 'a seed is there twice')
  }
  if (input.horizons && new Set(input.horizons).size < input.horizons.length) {
    page.report(sink, ['horizons'], 'a horizon is there twice')
  }
  const horizons = [...new Set(input.horizons ?? [input.steps ?? 1])].sort((a, b) => a - b)
  const record = input.record ?? 200
  const seeds = input.seeds ?? 1
  const experiment: Experiment = {
    name: input.name,
    title: input.title ?? input.name,
    description: input.description?.trim() ?? null,
    problems,
    optimizers: [...optimizers, ...claims.flatMap(({ mutants }) => mutants)],
    average,
    horizons,
    seeds: Array.isArray(seeds) ? seeds : Array.from({ length: seeds }, (_, k) => k + 1),
    record:
      typeof record === 'number'
        ? { points: record, scale: 'log' }
        : { points: record.points, scale: record.scale ?? 'log' },
    measures,
    claims: claims.map(({ claim }) => claim),
    plots,
  }
  checkExtent(experiment, page, sink)
  return experiment
}

/** Entries with labels that differ: a second `adam` becomes `adam #2`. */
function distinct<E extends Entry<unknown>>(entries: readonly E[]): E[] {
  const used = new Set<string>()
  return entries.map((entry) => {
    let label = entry.label
    for (let copy = 2; used.has(label); copy++) label = `${entry.label} #${copy}`
    used.add(label)
    return { ...entry, label }
  })
}

/** Labels that a page gives itself have to differ: claims refer to them. */
function uniqueLabels(key: string, value: unknown, page: PageDocument, sink: Diagnostics): void {
  const seen = new Set<string>()
  for (const { value: entry, path } of listed(value, [key])) {
    const label = (entry as { label?: unknown } | null | undefined)?.label
    if (typeof label !== 'string') continue
    if (seen.has(label)) page.report(sink, [...path, 'label'], `there is another entry labelled '${label}'`)
    seen.add(label)
  }
}
