import { recordedSteps } from '../compose/recorded-steps.ts'
import type { GridPoint, Variant } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Lane } from '../kernel/program.ts'
import { toBytes, toHex } from './bytes.ts'
import { Ids } from './ids.ts'
import type { System } from './system.ts'

/** Changed whenever the same page may give other bits, so that nothing stored by an older version is reused. */
const FORMAT = 'adam-lab/unit/1'

/** Iterates of at most this dimension are kept at the end of a run. */
const KEPT_DIMENSION = 64

/** Units that run together: one program, one horizon; for each point of the grid, one for each seed. */
export interface UnitGroup {
  readonly variant: Variant
  readonly horizon: number
  readonly times: readonly number[]
  /** Coordinates of the final iterate that are kept: d, or 0. */
  readonly kept: number
  readonly seeds: readonly number[]
  /** Number of the group's first unit in the plan, and how many it has. */
  readonly start: number
  readonly size: number
}

/** Everything that an experiment asks for, in the order of its results. Units are numbers: nothing is kept of each but its id. */
export interface RunPlan {
  readonly measures: readonly string[]
  readonly groups: readonly UnitGroup[]
  readonly ids: Ids
  /** What each unit is called: the id of what was asked of it, without what is kept for judges. */
  readonly called: Ids
}

/** The point and the seed of the unit that stands at `index` within its group. */
export function unitAt(
  { variant, seeds }: UnitGroup,
  index: number,
): { readonly point: GridPoint; readonly seed: number } {
  const point = variant.points[Math.floor(index / seeds.length)]
  const seed = seeds[index % seeds.length]
  if (point === undefined || seed === undefined) throw new RangeError(`a group has no unit ${index}`)
  return { point, seed }
}

/** The lane of a unit: what it hands to its program. */
export function laneAt(group: UnitGroup, index: number): Lane {
  const { point, seed } = unitAt(group, index)
  return { params: point.params(group.horizon), seed }
}

/** The exact bits of numbers, as text. */
const bits = (numbers: readonly number[]) => toHex(toBytes(numbers))

/** A pure function of the experiment: ids are hashes of what is computed, not of names, white space or files. */
export function plan(experiment: Experiment, variants: readonly Variant[], system: Pick<System, 'sha256'>): RunPlan {
  const sha256 = (text: string) => {
    const hash = system.sha256()
    hash.update(text)
    return hash.digest()
  }
  const { seeds, horizons } = experiment
  const size = variants.reduce((sum, { points }) => sum + points.length, 0) * horizons.length * seeds.length
  const ids = new Ids(size)
  const tallied = variants.some(({ program }) => program.tallies)
  const called = tallied ? new Ids(size) : ids
  const names = experiment.measures.map((measure) => measure.name)
  const groups = variants.flatMap((variant) => {
    const meaning = toHex(sha256(variant.meaning))
    const asked = tallied ? toHex(sha256(variant.askedMeaning)) : meaning
    const { dimension } = variant.program
    const kept = dimension <= KEPT_DIMENSION ? dimension : 0
    return horizons.map((horizon): UnitGroup => {
      const times = recordedSteps(horizon, experiment.record)
      const recorded = toHex(sha256(times.join(' ')))
      const start = ids.length
      for (const point of variant.points) {
        const numbers = point.params(horizon)
        const params = bits(numbers)
        const own = bits(numbers.slice(0, numbers.length - (variant.program.tallies?.params ?? 0)))
        for (const seed of seeds) {
          ids.add(sha256([FORMAT, meaning, params, seed, recorded, variant.outputs.join('\0')].join('\n')))
          if (tallied) called.add(sha256([FORMAT, asked, own, seed, recorded, names.join('\0')].join('\n')))
        }
      }
      return { variant, horizon, times, kept, seeds, start, size: ids.length - start }
    })
  })
  return { measures: names, groups, ids, called }
}
