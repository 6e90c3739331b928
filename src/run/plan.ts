import { createHash } from 'node:crypto'
import type { Variant } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import { schedule } from './schedule.ts'
import type { Run } from './traces.ts'

export { schedule }

/** Changed whenever the same page may give other bits, so that nothing stored by an older version is reused. */
const FORMAT = 'adam-lab/unit/1'

/** Iterates of at most this dimension are kept at the end of a run. */
const KEPT_DIMENSION = 64

/** One run to be made. */
export interface Unit {
  readonly id: string
  readonly run: Omit<Run, 'unit' | 'status' | 'steps' | 'final' | 'x'>
  readonly params: readonly number[]
  readonly seed: number
}

/** Units that run together: one program, one horizon. */
export interface Group {
  readonly variant: Variant
  readonly horizon: number
  readonly times: readonly number[]
  /** Coordinates of the final iterate that are kept: d, or 0. */
  readonly kept: number
  readonly units: readonly Unit[]
}

/** Everything that an experiment asks for, in the order of its results. */
export interface Plan {
  readonly measures: readonly string[]
  readonly groups: readonly Group[]
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** The exact bits of numbers, as text. */
const bits = (numbers: readonly number[]) => Buffer.from(Float64Array.from(numbers).buffer).toString('hex')

/** A pure function of the experiment: ids are hashes of what is computed, not of names, white space or files. */
export function plan(experiment: Experiment, variants: readonly Variant[]): Plan {
  const groups = variants.flatMap((variant) => {
    const meaning = digest(variant.meaning)
    const { dimension } = variant.program
    const kept = dimension <= KEPT_DIMENSION ? dimension : 0
    return experiment.horizons.map((horizon): Group => {
      const times = schedule(horizon, experiment.record)
      const recorded = digest(times.join(' '))
      const units = variant.points.flatMap((point) => {
        const params = point.params(horizon)
        return experiment.seeds.map((seed): Unit => {
          const id = digest([FORMAT, meaning, bits(params), seed, recorded, variant.outputs.join('\0')].join('\n'))
          const { page, label, mutantOf } = variant.optimizer
          const run = {
            problem: variant.problem.label,
            optimizer: label,
            rule: page.name,
            dialect: page.dialect,
            hyper: point.hyper,
            given: point.given,
            point: point.index,
            horizon,
            seed,
            mutantOf,
          }
          return { id, run, params, seed }
        })
      })
      return { variant, horizon, times, kept, units }
    })
  })
  return { measures: experiment.measures.map((measure) => measure.name), groups }
}
