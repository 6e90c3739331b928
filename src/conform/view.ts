import type { ProblemEntry } from '../config/entry.ts'
import { problemOf } from '../config/replay.ts'
import type { Trace } from '../config/trace.ts'
import { type Yardstick, yardstick } from './deviation.ts'

/** What of a trace rules are compared with: all of it, or some coordinates over its first steps. */
export interface View {
  readonly problem: ProblemEntry
  readonly stick: Yardstick
  readonly rows: number
  /** T as the rules see it: the steps of the whole trace. */
  readonly horizon: number
  /** Where its coordinates stand in the trace, from 0; null for all of them. */
  readonly coordinates: readonly number[] | null
  readonly whole: boolean
}

/** How large a part of a large trace is. */
export interface ViewSizes {
  /** Numbers of a trace, steps x coordinates, beyond which rules are compared with a part of it first. */
  readonly large: number
  /** Numbers of a part; it has two steps at least. */
  readonly part: number
  /** Coordinates of a part, for rules that treat each on its own. */
  readonly coordinates: number
}

export const SIZES: ViewSizes = { large: 2 ** 17, part: 2 ** 15, coordinates: 64 }

const LEAST_STEPS = 2

/** @param trace with iterates */
export const wholeView = (trace: Trace, file: string): View => viewOf(trace, file, trace.rows, null)

/** The first steps of a trace, as many as the size of a part allows: of all coordinates, or of some that are evenly spread. */
export function partView(trace: Trace, file: string, sizes: ViewSizes, coordinateWise: boolean): View {
  const dimension = trace.start.length
  const count = coordinateWise ? Math.min(dimension, sizes.coordinates) : dimension
  const rows = Math.min(trace.rows, Math.max(LEAST_STEPS, Math.floor(sizes.part / count)))
  if (count === dimension) return viewOf(firstSteps(trace, rows), file, trace.rows, null)
  const coordinates = Array.from({ length: count }, (_, k) => Math.floor((k * dimension) / count))
  return viewOf(columns(firstSteps(trace, rows), coordinates), file, trace.rows, coordinates)
}

const viewOf = (trace: Trace, file: string, horizon: number, coordinates: readonly number[] | null): View => ({
  problem: { page: problemOf(trace, file), label: 'trace', settings: {}, mutantOf: null },
  stick: yardstick(trace),
  rows: trace.rows,
  horizon,
  coordinates,
  whole: coordinates === null && trace.rows === horizon,
})

function firstSteps(trace: Trace, rows: number): Trace {
  const end = rows * trace.start.length
  return {
    ...trace,
    rows,
    gradients: trace.gradients.subarray(0, end),
    iterates: trace.iterates?.subarray(0, end) ?? null,
  }
}

function columns(trace: Trace, coordinates: readonly number[]): Trace {
  const [dimension, count] = [trace.start.length, coordinates.length]
  const pick = (values: Float64Array) =>
    Float64Array.from(
      { length: trace.rows * count },
      (_, at) => values[Math.floor(at / count) * dimension + (coordinates[at % count] as number)] as number,
    )
  return {
    ...trace,
    start: coordinates.map((k) => trace.start[k] as number),
    gradients: pick(trace.gradients),
    iterates: trace.iterates && pick(trace.iterates),
  }
}
