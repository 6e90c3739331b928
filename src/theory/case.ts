import type { Experiment } from '../config/experiment.ts'
import type { Traces } from '../run/traces.ts'
import type { Evaluator, Names } from './evaluator.ts'
import type { JudgedAt } from './judged-horizons.ts'
import type { Sample } from './sample.ts'

/** What lies before a judge: one sample, with everything that a claim's formulas may refer to. */
export interface Case {
  readonly experiment: Experiment
  readonly traces: Traces
  readonly evaluator: Evaluator
  readonly sample: Sample
  /** Index of the claim's measure in the traces. */
  readonly measure: number
  /** What formulas see at the largest horizon. */
  readonly names: Names
  /** The horizons at which the claim is judged, ascending, at least one. */
  readonly horizons: readonly JudgedAt[]
  /** Probability of error of one decision: `ALPHA`, or its share of one where verdicts are looked at several times. */
  readonly alpha: number
  /** Whether the sample's runs depend on the seed. */
  readonly random: boolean
  samplesOf(optimizer: string): readonly Sample[]
}
