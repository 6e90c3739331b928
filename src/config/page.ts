import type { z } from 'zod'
import { namesUsed } from '../lang/names.ts'
import { type Diagnostic, Diagnostics, type SourceText } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { needlessName, objectiveNeeded, unknownDialect } from '../messages/parts.ts'
import { checkInput } from './check.ts'
import type { PageDocument, Path } from './document.ts'
import { FormulaReader, STAYING } from './formulas.ts'
import { checkIdentifiers } from './identifiers.ts'
import type { Catalog, Kind, PageOf } from './library.ts'
import { inDialect, type Mutants, readMutants } from './mutants.ts'
import { noiseUse } from './noise.ts'
import type { Dialect, Domain, OptimizerPage, Page, PageHead, ProblemPage } from './pages.ts'
import { readPrediction } from './prediction.ts'
import { readDocument } from './read.ts'
import { readData, readDraws, readState } from './recurrence.ts'
import { pageSchemas } from './schema.ts'

type Input<K extends Kind> = z.infer<(typeof pageSchemas)[K]>

interface LoadPageOptions {
  readonly file: string
  readonly catalog: Catalog
  /** A dialect, or a mutant, of an optimizer. */
  readonly dialect?: string
  /** The page with the mutants of an optimizer. */
  readonly mutants?: { readonly file: string; readonly text: string } | null
}

/** Reads a page of the catalog. */
export function loadPage<K extends Kind>(
  kind: K,
  text: string,
  { file, catalog, dialect, mutants }: LoadPageOptions,
): { page: PageOf<K> | null; diagnostics: readonly Diagnostic[] } {
  const sink = new Diagnostics()
  const document = readDocument(file, text, sink)
  const input = document && checkInput(pageSchemas[kind], document.value, [], document, sink)
  const wrong = mutants ? readMutants(mutants.text, mutants.file, sink) : null
  if (!document || !input) return { page: null, diagnostics: sink.list }
  const mutant = dialect === undefined ? undefined : wrong?.input.mutants[dialect]
  const page: Page =
    wrong && mutant
      ? buildMutant(input as Input<'optimizer'>, wrong, dialect as string, catalog, sink)
      : buildPage(kind, input as Input<K>, [], document, catalog, sink, dialect ?? null, document.source([], text))
  const whole =
    wrong && page.kind === 'optimizer'
      ? { ...page, dialects: { ...page.dialects, ...notesOf(wrong.input.mutants) } }
      : page
  return { page: sink.failed ? null : (whole as PageOf<K>), diagnostics: sink.list }
}

/** A mutant is the rule that it is made of, with its own changes as a dialect; positions are those of the mutants' page. */
function buildMutant(
  input: Input<'optimizer'>,
  { document, input: { mutants } }: Mutants,
  name: string,
  catalog: Catalog,
  sink: Diagnostics,
): OptimizerPage {
  const of = mutants[name]?.of
  if (of !== undefined && !input.dialects?.[of])
    document.report(
      sink,
      ['mutants', name, 'of'],
      unknownDialect(input.name ?? '', of, Object.keys(input.dialects ?? {}), []),
    )
  const base = { ...inDialect(input, of === undefined ? undefined : input.dialects?.[of]), dialects: mutants }
  const page = buildPage(
    'optimizer',
    base,
    [],
    document,
    catalog,
    sink,
    name,
    document.source([], document.text),
    'mutants',
  )
  return { ...page, dialects: { ...notesOf(input.dialects), ...page.dialects } }
}

interface ChangeNotes {
  note: string
  conforms?: string[] | undefined
  breaks?: string[]
}

const notesOf = (changes: Readonly<Record<string, ChangeNotes>> | undefined): Record<string, Dialect> =>
  Object.fromEntries(
    Object.entries(changes ?? {}).map(([name, { note, conforms, breaks }]) => [
      name,
      { note, conforms: conforms ?? [], breaks: breaks ?? null },
    ]),
  )

type HeadInput = Pick<Input<'measure'>, 'name' | 'title' | 'source' | 'notes' | 'hyper' | 'require'>

const sourceOf = ({ paper, where = '', note = '' }: NonNullable<HeadInput['source']>) => ({ paper, where, note })

/** Conditions on the hyperparameters of the page; nothing else has a value before the run. */
function readRequirements({ require = [], hyper = {} }: HeadInput, path: Path, reader: FormulaReader): Formula[] {
  const known = new Set([...Object.keys(hyper), 'd', 'T', 'i'])
  return require.map((one, k) => {
    const condition = reader.formula(one, [...path, k])
    for (const name of namesUsed(condition)) {
      if (known.has(name)) continue
      reader.page.report(reader.sink, [...path, k], needlessName(name, known))
    }
    return condition
  })
}

function head(input: HeadInput, path: Path, reader: FormulaReader, text: SourceText | null): PageHead {
  const { source, notes } = input
  return {
    name: input.name ?? 'custom',
    title: input.title ?? input.name ?? 'custom',
    source: source ? sourceOf(source) : null,
    notes: notes === undefined ? [] : typeof notes === 'string' ? [notes.trim()] : notes,
    hyper: reader.formulas(input.hyper, [...path, 'hyper']),
    ...(input.require ? { require: readRequirements(input, [...path, 'require'], reader) } : {}),
    text,
  }
}

/** Builds a page from checked input at a path of a document. */
export function buildPage<K extends Kind>(
  kind: K,
  input: Input<K>,
  path: Path,
  document: PageDocument,
  catalog: Catalog,
  sink: Diagnostics,
  dialect: string | null,
  text: SourceText | null,
  changes: 'dialects' | 'mutants' = 'dialects',
): PageOf<K> {
  const reader = new FormulaReader(document, sink, catalog.definitions)
  declare(input as Parameters<typeof declare>[0], path, reader, dialect, changes)
  const build = (): Page => {
    switch (kind) {
      case 'optimizer':
        return buildOptimizer(input as Input<'optimizer'>, path, reader, catalog, dialect, text, changes)
      case 'problem':
        return buildProblem(input as Input<'problem'>, path, reader, catalog, text)
      case 'noise': {
        const own = input as Input<'noise'>
        const draws = readDraws(own.draw, [...path, 'draw'], 'coordinate', reader, catalog)
        return {
          kind: 'noise',
          ...head(own, path, reader, text),
          draws,
          value: reader.formula(own.value, [...path, 'value']),
        }
      }
      case 'prediction':
        return {
          ...head({ ...(input as Input<'prediction'>), require: undefined }, path, reader, text),
          ...readPrediction(input as Input<'prediction'>, path, reader, catalog),
        }
      default: {
        const own = input as Input<'measure'>
        return {
          kind: kind as 'measure',
          ...head(own, path, reader, text),
          state: readState(own.state, [...path, 'state'], reader),
          draws: readDraws(own.draw, [...path, 'draw'], 'step', reader, catalog),
          step: reader.block(own.step, [...path, 'step']),
          value: reader.formula(own.value, [...path, 'value']),
        }
      }
    }
  }
  return build() as PageOf<K>
}

/** Checks the names of a page's hyperparameters, states and draws, as its dialect has them. */
function declare(
  input: Pick<Partial<Input<'optimizer'>>, 'hyper' | 'state' | 'draw' | 'dialects'> &
    Pick<Partial<Input<'problem'>>, 'data'>,
  path: Path,
  reader: FormulaReader,
  dialect: string | null,
  changes: 'dialects' | 'mutants',
): void {
  const change = dialect === null ? undefined : input.dialects?.[dialect]
  const own = [...path, changes, dialect ?? '']
  const added = Object.keys(change?.hyper ?? {}).filter((name) => !Object.hasOwn(input.hyper ?? {}, name))
  const part = (key: 'state' | 'draw') => ({
    what: key,
    names: Object.keys(change?.[key] ?? input[key] ?? {}),
    path: [...(change?.[key] ? own : path), key],
  })
  checkIdentifiers(
    [
      { what: 'hyperparameter', names: Object.keys(input.hyper ?? {}), path: [...path, 'hyper'] },
      { what: 'hyperparameter', names: added, path: [...own, 'hyper'] },
      part('state'),
      part('draw'),
      { what: 'data', names: Object.keys(input.data ?? {}), path: [...path, 'data'] },
    ],
    reader,
  )
}

function buildOptimizer(
  base: Input<'optimizer'>,
  path: Path,
  reader: FormulaReader,
  catalog: Catalog,
  dialect: string | null,
  text: SourceText | null,
  changes: 'dialects' | 'mutants',
): OptimizerPage {
  const change = dialect === null ? undefined : base.dialects?.[dialect]
  const within = (key: string): Path =>
    change && Object.hasOwn(change, key) ? [...path, changes, dialect as string, key] : [...path, key]
  const own = head(base, path, reader, text)
  const init = change && 'init' in change ? change.init : base.init
  return {
    kind: 'optimizer',
    ...own,
    ...(change?.title ? { title: change.title } : {}),
    ...(change?.source ? { source: sourceOf(change.source) } : {}),
    hyper: { ...own.hyper, ...reader.formulas(change?.hyper, [...path, changes, dialect ?? '', 'hyper']) },
    state: readState(change?.state ?? base.state, within('state'), reader),
    draws: readDraws(change?.draw ?? base.draw, within('draw'), 'step', reader, catalog),
    init: init === undefined || init === null ? null : reader.block(init, within('init')),
    step: reader.block(change?.step ?? base.step, within('step'), STAYING),
    conforms: (dialect === null ? base.conforms : change?.conforms) ?? [],
    dialect,
    dialects: notesOf(base.dialects),
  }
}

export function readDomain(input: Input<'problem'>['domain'], path: Path, reader: FormulaReader): Domain {
  if (input === undefined || input === 'none') return { kind: 'none' }
  if ('ball' in input) return { kind: 'ball', radius: reader.formula(input.ball, [...path, 'ball']) }
  const [low, high] = input.box
  return {
    kind: 'box',
    low: reader.formula(low, [...path, 'box', 0]),
    high: reader.formula(high, [...path, 'box', 1]),
  }
}

function buildProblem(
  input: Input<'problem'>,
  path: Path,
  reader: FormulaReader,
  catalog: Catalog,
  text: SourceText | null,
): ProblemPage {
  const optional = (key: 'objective' | 'loss') => {
    const value = input[key]
    return value === undefined ? null : reader.formula(value, [...path, key])
  }
  if (input.objective === undefined && input.loss === undefined) {
    reader.page.report(reader.sink, path, objectiveNeeded(), 'key')
  }
  return {
    kind: 'problem',
    ...head(input, path, reader, text),
    d: reader.formula(input.d ?? 1, [...path, 'd']),
    objective: optional('objective'),
    loss: optional('loss'),
    draws: readDraws(input.draw, [...path, 'draw'], 'step', reader, catalog),
    data: readData(input.data, [...path, 'data'], reader, catalog),
    noise: input.noise === undefined ? null : noiseUse(input.noise, [...path, 'noise'], reader, catalog),
    replay: null,
    start: reader.formula(input.start ?? 0, [...path, 'start']),
    domain: readDomain(input.domain, [...path, 'domain'], reader),
    facts: reader.formulas(input.facts, [...path, 'facts']),
  }
}
