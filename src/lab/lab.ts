import { dirname, resolve } from 'node:path'
import { fileCatalog } from '../catalog/catalog.ts'
import { absentNames, checkConstants, runConstants } from '../compose/constants.ts'
import { dimensionOf } from '../compose/dimension.ts'
import { checkDuplicates } from '../compose/duplicates.ts'
import { checkRequirements } from '../compose/requirements.ts'
import { composeVariants, firstPlace } from '../compose/variants.ts'
import type { Experiment, ProblemEntry } from '../config/experiment.ts'
import { loadExperiment } from '../config/load.ts'
import type { Overrides } from '../config/overrides.ts'
import { countRuns } from '../config/size.ts'
import { withoutMutants } from '../config/without-mutants.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import { evaluateFormula } from '../lang/formula-value.ts'
import { byPlace, type Diagnostic, Diagnostics } from '../lang/source.ts'
import { ruleProperty } from '../proof/rule-facts.ts'
import { goOn } from '../publish/go-on.ts'
import { type Published, publish, type TraceFormat } from '../publish/publish.ts'
import { type Execution, type RunOptions, runExperiment } from '../run/run.ts'
import type { Traces } from '../run/traces.ts'
import type { Verdict } from '../run/verdict.ts'
import { checkFormulas } from '../theory/check.ts'
import { counting } from '../theory/cost.ts'
import type { Evaluator } from '../theory/evaluator.ts'
import { judge } from '../theory/judge.ts'
import type { Properties } from '../theory/static.ts'

/** A page as it stands in the file system. */
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

export interface LabOptions extends Omit<RunOptions, 'sink'> {
  readonly format: TraceFormat
  /** The command that does all this again, for the report. */
  readonly replay: string
  readonly version: string
  /** Whether what was found is drawn and written; true if left out. Finished runs are stored in any case. */
  readonly publish?: boolean
}

/** What became of a plan; without verdicts and files if it was interrupted, without files if none were asked for. */
export interface Outcome {
  readonly execution: Execution
  readonly verdicts: readonly Verdict[]
  readonly published: Published | null
  /** Mistakes of the page that only its results could show. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The laboratory. A page passes through it in named phases, each a pure function of the one before, except where it says so:
 *
 *     page.yaml --load--> Experiment --plan--> Variant[] --compile--> Kernel --execute--> Traces --judge--> Verdict[] --render--> report
 *
 * - `prepare` loads: YAML and formulas become an Experiment, whose every mistake has a line and a column; then it plans:
 *   every (problem, optimizer) is fused into programs and every formula of a claim or a map is tried once, so that what
 *   can go wrong goes wrong before anything has run.
 * - `runExperiment` compiles the programs to WebAssembly and executes what is not yet stored in the run directory.
 * - `judge` compares the traces with the claims. It sees numbers only, and knows neither optimizers nor kernels.
 * - `publish` draws and writes; nothing is computed there that a verdict depends on.
 */
export async function lab({ experiment }: Plan, options: LabOptions): Promise<Outcome> {
  const sink = new Diagnostics()
  const execution = await runExperiment(experiment, { ...options, sink })
  if (execution.interrupted || sink.failed) return { execution, verdicts: [], published: null, diagnostics: sink.list }
  const verdicts = judgeTraces(experiment, execution.traces, sink)
  const silent = sink.failed || options.publish === false
  // What the report reads again has been judged: a mistake there would be told twice.
  const formulas = formulasOf(experiment, new Diagnostics())
  try {
    await goOn(options.signal)
    const published = silent ? null : await publish({ experiment, execution, verdicts, formulas, sink, ...options })
    await goOn(options.signal)
    return { execution, verdicts, published, diagnostics: sink.list }
  } catch (error) {
    if (!options.signal?.aborted) throw error
    return { execution: { ...execution, interrupted: true }, verdicts: [], published: null, diagnostics: [] }
  }
}

/** Sentences on what belongs to a result and could not be done. */
export const undone = ({ execution, published }: Outcome): string[] => [
  ...execution.failures,
  ...(published?.undrawn ?? []),
]

/** The third phase alone: the verdicts on traces, of the whole page or of a part of it. Mistakes in formulas go to `sink`. */
export function judgeTraces(experiment: Experiment, traces: Traces, sink: Diagnostics): Verdict[] {
  return judge(experiment, traces, formulasOf(experiment, sink), staticFacts)
}

/**
 * The first half of the laboratory: everything that can be said of a page without running it.
 *
 * @param mutants false leaves the mutants of claims out of what is run and judged; they are checked like the rest
 */
export function prepare(
  page: PageFile,
  overrides: Overrides,
  { mutants = true }: { readonly mutants?: boolean | undefined } = {},
): { plan: Plan | null; diagnostics: readonly Diagnostic[] } {
  const { experiment, draft, counts, diagnostics } = loadExperiment(page.text, {
    file: page.file,
    catalog: fileCatalog(),
    readFile: (path) => readText(resolve(dirname(page.file), path), MOST_BYTES.trace),
    overrides,
  })
  const sink = new Diagnostics()
  if (draft) tryOut(draft, sink)
  const found = [...diagnostics, ...sink.list.filter(counts)].sort(byPlace)
  if (!experiment || sink.failed) return { plan: null, diagnostics: found }
  const asked = mutants ? experiment : withoutMutants(experiment)
  return { plan: { file: page.file, experiment: asked, runs: countRuns(asked) }, diagnostics: found }
}

/** Finds what only shows when the parts of a page come together: names in formulas, and the size of its programs. */
function tryOut(experiment: Experiment, sink: Diagnostics): void {
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
  checkFormulas(experiment, places, counted)
  report()
}

/** Dimensions in which facts are worked out at no cost, of a problem that may be too large to be composed. */
const SMALL = 1000

function small(problem: ProblemEntry): boolean {
  const settings = Object.entries(problem.settings).flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one]]))
  return (dimensionOf(problem, Object.fromEntries(settings), new Diagnostics()) ?? 1) <= SMALL
}

/** How the judges read formulas of this experiment; mistakes go to `sink`. */
export function formulasOf(experiment: Experiment, sink: Diagnostics): Evaluator {
  return {
    constants: (place) => runConstants(experiment, place),
    evaluate: (formula, names, help) => evaluateFormula(formula, names, sink, help),
    absences: (place) => absentNames(experiment, place),
    complain: ({ source, expr }, message, hint) => sink.report(source, expr.at, message, hint),
  }
}

/** How the judge of static claims asks for facts of rules. */
const staticFacts: Properties = (entry, at, property) => ruleProperty(entry.page, at, property)
