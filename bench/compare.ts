import { quantile } from 'simple-statistics'
import type { Entrant, Field } from './entrants.ts'

/** How long one coordinate of one run takes for a step, and how many times longer than this project takes. */
export interface Timing {
  readonly name: string
  /** Nanoseconds: the median of all rounds, and the quartiles. */
  readonly ns: number
  readonly quartiles: readonly [number, number]
  /** The median of the rounds' ratios; 1 for this project itself. */
  readonly ratio: number
  /** The largest relative difference of a state from this project's. */
  readonly difference: number
}

export interface Comparison {
  readonly timings: readonly Timing[]
  /** Who failed, or came to other results than this project, in sentences: they were not timed. */
  readonly wrong: readonly string[]
}

/** Measures are logarithms here, of which each program has its own. */
const MEASURES_WITHIN = 1e-12

/**
 * Checks that all come to the same results, which also warms them up, and times those that do: one round after the other,
 * everybody once in each, so that what else the machine does meets all alike.
 */
export async function compare(field: Field, rounds: number): Promise<Comparison> {
  const { own, variants, others, dimension, states } = field
  const rivals = [...variants, ...others]
  const wrong: string[] = []
  const differences = new Map<Entrant, number>([[own, 0]])
  const expected = new Map<number, Float64Array>()
  try {
    for (const entrant of rivals) {
      const known = expected.get(entrant.steps) ?? (await valuesOf(own, entrant.steps))
      expected.set(entrant.steps, known)
      const found = await valuesOf(entrant, entrant.steps).catch((error: Error) => error)
      if (found instanceof Error) {
        wrong.push(found.message)
        continue
      }
      const difference = largestDifference(found.subarray(0, states), known)
      const measures = found.length > states ? largestDifference(found.subarray(states), known.subarray(states)) : 0
      if (difference <= entrant.within && measures <= MEASURES_WITHIN) differences.set(entrant, difference)
      else wrong.push(`${entrant.contestant.name} differs by ${Math.max(difference, measures)} from adam-lab`)
    }
    // Those that differ are left out from here on.
    const timed = [...differences.keys()]
    const times = new Map(timed.map((entrant) => [entrant, [] as number[]]))
    for (let round = 0; round < rounds; round++) {
      for (const entrant of round % 2 === 0 ? timed : timed.toReversed()) {
        const ns = await entrant.contestant.run(entrant.steps)
        times.get(entrant)?.push(ns / (entrant.lanes * entrant.steps * dimension))
      }
    }
    const reference = times.get(own) ?? []
    const timings = timed.map((entrant): Timing => {
      const all = times.get(entrant) ?? []
      const ratios = all.map((ns, round) => ns / (reference[round] ?? Number.NaN))
      return {
        name: entrant.contestant.name,
        ns: quantile(all, 0.5),
        quartiles: [quantile(all, 0.25), quantile(all, 0.75)],
        ratio: quantile(ratios, 0.5),
        difference: differences.get(entrant) ?? 0,
      }
    })
    return { timings, wrong }
  } finally {
    for (const { contestant } of [own, ...rivals]) await contestant.stop()
  }
}

async function valuesOf({ contestant }: Entrant, steps: number): Promise<Float64Array> {
  await contestant.run(steps)
  return (await contestant.values()).slice()
}

/** Relative to the larger of 1 and the expected number; infinite if one of them is not a number, or if too few came. */
export function largestDifference(found: Float64Array, expected: Float64Array): number {
  if (found.length === 0 || found.length > expected.length) return Number.POSITIVE_INFINITY
  let largest = 0
  found.forEach((value, k) => {
    const wanted = expected[k] as number
    if (Object.is(value, wanted)) return
    const difference = Math.abs(value - wanted) / Math.max(1, Math.abs(wanted))
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
  })
  return largest
}
