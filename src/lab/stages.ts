import type { Experiment } from '../config/experiment.ts'
import { withSeeds } from '../config/stages.ts'
import type { Diagnostics } from '../lang/source.ts'
import { type Execution, type RunOptions, runExperiment } from '../run/run.ts'
import type { Verdict } from '../run/verdict.ts'
import { ALPHA } from '../theory/finding.ts'
import { judgeTraces } from './judge.ts'

/** An experiment that was run with as many seeds as its verdicts took. */
export interface Staged {
  /** With the seeds that were run. */
  readonly experiment: Experiment
  readonly execution: Execution
  readonly judged: readonly Verdict[]
}

/** Whether more seeds may decide what these did not. */
const isOpen = ({ status, judge }: Verdict): boolean => status === 'inconclusive' && judge !== 'static'

/**
 * Runs the seeds of a page stage by stage, each a multiple of the one before, until each verdict is decided. A verdict stands from the
 * stage that decides it. All stages share the error that one decision may have, so looking again costs none: each decides at a
 * level of `ALPHA` over their number. What one stage has computed the next one takes from the store.
 */
export async function runInStages(
  experiment: Experiment,
  options: RunOptions & { sink: Diagnostics },
): Promise<Staged> {
  const { stages = [experiment.seeds.length] } = experiment
  let [computed, judged]: [number, readonly Verdict[]] = [0, []]
  for (const [k, seeds] of stages.entries()) {
    const part = experiment.stages ? withSeeds(experiment, seeds) : experiment
    const execution = await runExperiment(part, { ...options, fresh: k === 0 && (options.fresh ?? false) })
    computed = execution.computed + (options.store ? computed : 0)
    const all = { ...execution, computed, reused: execution.computed + execution.reused - computed }
    if (execution.interrupted || options.sink.failed) return { experiment: part, execution: all, judged: [] }
    const found = judgeTraces(part, execution.traces, options.sink, ALPHA / stages.length)
    judged = found.map((verdict, index) => {
      const before = judged[index]
      return before && !isOpen(before) ? before : verdict
    })
    if (k === stages.length - 1 || !judged.some(isOpen)) return { experiment: part, execution: all, judged }
  }
  throw new RangeError('an experiment without seeds')
}
