import { checkConstants } from '../compose/constants.ts'
import { dimensionOf } from '../compose/dimension.ts'
import { checkDuplicates } from '../compose/duplicates.ts'
import { checkRequirements } from '../compose/requirements.ts'
import { composeVariants, firstPlace } from '../compose/variants.ts'
import type { ProblemEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Catalog } from '../config/library.ts'
import { loadExperiment } from '../config/load.ts'
import type { Overrides } from '../config/overrides.ts'
import { countRuns } from '../config/size.ts'
import { withoutMutants } from '../config/without-mutants.ts'
import { byPlace, type Diagnostic, Diagnostics } from '../lang/source.ts'
import type { Progress } from '../run/execute.ts'
import { checkFormulas } from '../theory/check.ts'
import { counting } from '../theory/cost.ts'
import { formulasOf } from './judge.ts'

/** A page and where it is from. */
export interface PageFile {
  /** As the user named it. */
  readonly file: string
  readonly text: string
}

/** A page that is in order. */
export interface Plan {
  readonly file: string
  readonly experiment: Experiment
  /** How many runs it asks for. */
  readonly runs: number
}

/** What the pages of users refer to. */
export interface Library {
  readonly catalog: Catalog
  /** The text of a file that a page names, relative to that page. Throws if it cannot be read. */
  readFile(path: string, page: string): string
}

export interface PrepareOptions extends Library {
  /** False leaves the mutants of claims out of what is run and judged; they are checked like the rest. */
  readonly mutants?: boolean | undefined
  /** Told how far the formulas of claims have been tried, which takes most of the time of a page with thousands of them. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * The first half of the laboratory: everything that can be said of a page without running it.
 */
export function prepare(
  page: PageFile,
  overrides: Overrides,
  { catalog, readFile, mutants = true, onProgress }: PrepareOptions,
): { plan: Plan | null; diagnostics: readonly Diagnostic[] } {
  const { experiment, draft, counts, diagnostics } = loadExperiment(page.text, {
    file: page.file,
    catalog,
    readFile: (path) => readFile(path, page.file),
    overrides,
  })
  const sink = new Diagnostics()
  if (draft) tryOut(draft, sink, onProgress)
  const found = [...diagnostics, ...sink.list.filter(counts)].sort(byPlace)
  if (!experiment || sink.failed) return { plan: null, diagnostics: found }
  const asked = mutants ? experiment : withoutMutants(experiment)
  return { plan: { file: page.file, experiment: asked, runs: countRuns(asked) }, diagnostics: found }
}

/** Finds what only shows when the parts of a page come together: names in formulas, and the size of its programs. */
function tryOut(experiment: Experiment, sink: Diagnostics, onProgress?: (progress: Progress) => void): void {
  const horizon = Math.max(...experiment.horizons)
  checkRequirements(experiment, sink)
  checkDuplicates(experiment, sink)
  const variants = composeVariants(experiment, sink)
  const places = variants.flatMap(({ problem, optimizer, points }) =>
    points.slice(0, 1).map(({ hyper, given }) => ({
      problem: problem.label,
      optimizer: optimizer.label,
      hyper,
      given,
      horizon,
      points: points.length * experiment.horizons.length,
    })),
  )
  // Where a program is in error, formulas of claims still have their names.
  const composed = new Set(variants.map(({ problem, optimizer }) => JSON.stringify([problem.label, optimizer.label])))
  for (const problem of experiment.problems) {
    for (const optimizer of experiment.optimizers) {
      const labels = { problem: problem.label, optimizer: optimizer.label }
      if (composed.has(JSON.stringify([problem.label, optimizer.label])) || !small(problem)) continue
      places.push({ ...labels, ...firstPlace(problem, optimizer), horizon, points: 1 })
    }
  }
  for (const place of places) checkConstants(experiment, place, sink)
  const stands = new Map<object, number>(places.map((place) => [place, place.points]))
  const { counted, report } = counting(formulasOf(experiment, sink), (trial) => stands.get(trial) ?? 1)
  checkFormulas(experiment, places, counted, onProgress)
  report()
}

/** Dimensions in which facts are worked out at no cost, of a problem that may be too large to be composed. */
const SMALL = 1000

function small(problem: ProblemEntry): boolean {
  const settings = Object.entries(problem.settings).flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one]]))
  return (dimensionOf(problem, Object.fromEntries(settings), new Diagnostics()) ?? 1) <= SMALL
}
