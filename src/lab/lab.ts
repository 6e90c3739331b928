import type { Experiment } from '../config/experiment.ts'
import { type Diagnostic, Diagnostics } from '../lang/source.ts'
import type { Execution, RunOptions } from '../run/run.ts'
import { goOn } from '../run/system.ts'
import type { Verdict } from '../run/verdict.ts'
import type { Evaluator } from '../theory/evaluator.ts'
import { type ClaimTrials, withEvidence } from '../theory/trials.ts'
import { formulasOf } from './judge.ts'
import { runInStages } from './stages.ts'
import { tryClaims } from './trials.ts'
import type { TrialOptions } from './wrong-rules.ts'

/** What was found of an experiment. */
export interface Found {
  readonly experiment: Experiment
  readonly execution: Execution
  readonly verdicts: readonly Verdict[]
  /** How formulas of claims are read. */
  readonly formulas: Evaluator
  /** Takes mistakes of the page that only show in its results. */
  readonly sink: Diagnostics
}

export interface LabOptions<P> extends Omit<RunOptions, 'sink'> {
  /** Draws and writes what was found; nothing is computed there that a verdict depends on. Without it, finished runs are stored alone. */
  readonly publish?: ((found: Found) => Promise<P>) | undefined
  /** Which other rules the claims are tried on; left out, none. */
  readonly trials?: TrialOptions | undefined
}

/** What became of an experiment; without verdicts and files if it was interrupted, without files if none were asked for. */
export interface LabResult<P> {
  readonly execution: Execution
  readonly verdicts: readonly Verdict[]
  readonly published: P | null
  /** What became of the claims with other rules in place of the judged ones; empty if none were asked for. */
  readonly trials: readonly ClaimTrials[]
  /** Mistakes of the page that only its results could show. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The laboratory. A page passes through it in named phases, each a pure function of the one before, except where it says so:
 *
 *     page.yaml --load--> Experiment --plan--> Variant[] --compile--> Kernel --execute--> Traces --judge--> Verdict[] --publish--> report
 *
 * - `prepare` loads: YAML and formulas become an Experiment, whose every mistake has a line and a column; then it plans:
 *   every (problem, optimizer) is fused into programs and every formula of a claim or a map is tried once, so that what
 *   can go wrong goes wrong before anything has run.
 * - `runInStages` compiles the programs to WebAssembly and executes what is not yet stored. Threads, hashes and the store are
 *   handed in.
 * - It judges: the traces are compared with the claims, by what sees numbers only, and knows neither optimizers nor kernels. Where seeds are
 *   `auto`, both are done again with more of them until all is decided.
 * - `tryClaims`, if it is asked for, tries each claim on other rules in place of its own: what else passes, it does not tell apart.
 * - `publish`, which is handed in too, draws and writes.
 */
export async function lab<P = never>(planned: Experiment, options: LabOptions<P>): Promise<LabResult<P>> {
  const { system, signal, publish } = options
  const sink = new Diagnostics()
  const { experiment, execution, judged } = await runInStages(planned, { ...options, sink })
  if (execution.interrupted || sink.failed)
    return { execution, verdicts: [], published: null, trials: [], diagnostics: sink.list }
  // What the report reads again has been judged: a mistake there would be told twice.
  const formulas = formulasOf(experiment, new Diagnostics())
  try {
    await goOn(system, signal)
    const trials = options.trials
      ? await tryClaims(experiment, judged, options.trials, {
          store: options.store,
          system,
          jobs: options.jobs,
          ...(signal ? { signal } : {}),
        })
      : []
    signal?.throwIfAborted()
    const verdicts = withEvidence(experiment.claims, judged, trials)
    const published =
      sink.failed || !publish ? null : await publish({ experiment, execution, verdicts, formulas, sink })
    await goOn(system, signal)
    return { execution, verdicts, published, trials, diagnostics: sink.list }
  } catch (error) {
    if (!signal?.aborted) throw error
    const interrupted = { ...execution, interrupted: true }
    return { execution: interrupted, verdicts: [], published: null, trials: [], diagnostics: [] }
  }
}
