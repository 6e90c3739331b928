import type { TopLevelSpec } from 'vega-lite'
import type { Experiment } from '../config/experiment.ts'
import type { Traces } from '../run/traces.ts'
import type { Verdict } from '../run/verdict.ts'
import type { Evaluator } from '../theory/evaluator.ts'
import { type HypothesisRow, hypothesisRows } from './hypotheses.ts'
import { type OptimizerSection, optimizerSections } from './optimizers.ts'
import { type ProblemSection, problemSections } from './problems.ts'
import { type RunTable, runTable } from './run-table.ts'
import { type ClaimSection, claimSections, type Overall, overall, undoneOf } from './verdicts.ts'

/** A chart of the report. */
export interface Figure {
  /** File name without ending. */
  readonly name: string
  readonly title: string
  /** As `renderSvg` gives it. */
  readonly svg: string
  readonly notes: readonly string[]
  /** The chart that the picture was drawn from; a report runs it in the reader's browser. */
  readonly spec?: TopLevelSpec
}

/** The script that runs figures, with the hash by which a report's policy lets it and nothing else run. */
export interface Runtime {
  readonly code: string
  /** sha256 of the code, in base64. */
  readonly sha256: string
}

export interface ReportInput {
  readonly experiment: Experiment
  readonly traces: Traces
  readonly verdicts: readonly Verdict[]
  readonly figures: readonly Figure[]
  /** Sentences on charts that could not be drawn. */
  readonly undrawn?: readonly string[]
  /** sha256 over all results, in hex. */
  readonly digest: string | null
  /** The command that makes this report again. */
  readonly replay: string | null
  /** Versions of what ran, by name. */
  readonly versions: Readonly<Record<string, string>>
  /** KaTeX's style sheet with its fonts inlined. Without it formulas are MathML, drawn with the reader's fonts. */
  readonly katexCss?: string
  /** How formulas of claims are read; without it the report has no table of hypotheses. */
  readonly evaluator?: Evaluator
  /** Without it figures are pictures. */
  readonly runtime?: Runtime
}

/** Everything a report says, without a layout. Plain data. */
export interface ReportModel {
  readonly name: string
  readonly title: string
  readonly description: string | null
  readonly overall: Overall
  readonly claims: readonly ClaimSection[]
  readonly figures: readonly Figure[]
  readonly undrawn: readonly string[]
  readonly optimizers: readonly OptimizerSection[]
  readonly problems: readonly ProblemSection[]
  readonly runs: RunTable
  readonly digest: string | null
  readonly replay: string | null
  readonly versions: readonly (readonly [name: string, version: string])[]
  readonly katexCss: string | null
  /** Hypotheses by the id of their claim. */
  readonly hypotheses: ReadonlyMap<string, readonly HypothesisRow[]>
  readonly seeds: readonly number[]
  readonly horizons: readonly number[]
  readonly runtime: Runtime | null
}

/** Gathers what HTML and Markdown both say, from the page objects that ran. */
export function reportModel(input: ReportInput): ReportModel {
  const { experiment, traces, verdicts, undrawn = [] } = input
  return {
    name: experiment.name,
    title: experiment.title,
    description: experiment.description,
    overall: overall(experiment, verdicts, undoneOf(traces.runs, undrawn)),
    claims: claimSections(experiment, verdicts),
    figures: input.figures,
    undrawn,
    optimizers: optimizerSections(experiment),
    problems: problemSections(experiment),
    runs: runTable(traces),
    digest: input.digest,
    replay: input.replay,
    versions: Object.entries(input.versions),
    katexCss: input.katexCss ?? null,
    hypotheses: input.evaluator ? hypothesisRows(experiment, traces, input.evaluator) : new Map(),
    seeds: experiment.seeds,
    horizons: experiment.horizons,
    runtime: input.runtime ?? null,
  }
}
