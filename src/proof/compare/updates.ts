import type { RuleGraph } from '../rule-graph.ts'
import { moved, type SimulatedStep, simulate } from '../simulate.ts'

/** The relative difference of updates that passes for rounding. */
const TOLERANCE = 1e-12
/** Units in the last place by which a difference of two values of x may be off. */
const ROUNDING = 4 * 2 ** -52
const LENGTH = 60

/** The seeds of the random gradient sequences on which rules are compared. */
const SEEDS = [1, 2, 3, 4]

/** What two rules did on the same random gradients. */
export interface Sequence {
  readonly seed: number
  readonly a: readonly SimulatedStep[]
  readonly b: readonly SimulatedStep[]
}

export interface Parting {
  readonly seed: number
  readonly t: number
  /** From 1. */
  readonly coordinate: number
  /** The updates of the two rules; NaN for one that is no longer finite. */
  readonly a: number
  readonly b: number
}

export const sequences = (a: RuleGraph, b: RuleGraph): Sequence[] =>
  SEEDS.map((seed) => ({
    seed,
    a: simulate(a, { steps: LENGTH, seed }),
    b: simulate(b, { steps: LENGTH, seed }),
  }))

/**
 * The first place, from step `from` on, at which the update of a is not `factor` times that of b, to 1e-12 of the largest
 * update of that coordinate so far; null if there is none.
 *
 * @param factor by the number of the step
 */
export function parting(list: readonly Sequence[], factor: (t: number) => number, from = 1): Parting | null {
  const found = list.flatMap((sequence) => part(sequence, factor, from) ?? [])
  return found.reduce<Parting | null>((first, one) => (first === null || one.t < first.t ? one : first), null)
}

function part({ seed, a, b }: Sequence, factor: (t: number) => number, from: number): Parting | null {
  const scales: number[] = []
  for (let n = 0; n < Math.max(a.length, b.length); n++) {
    const [ours, theirs] = [a[n], b[n]]
    const t = n + 1
    const size = (ours ?? theirs)?.before.length ?? 0
    for (let k = 0; k < size; k++) {
      const [u, v] = [ours ? moved(ours, k) : Number.NaN, theirs ? moved(theirs, k) : Number.NaN]
      const scaled = factor(t) * v
      const scale = Math.max(scales[k] ?? 0, Math.abs(u), Math.abs(scaled))
      scales[k] = scale
      const places = Math.max(Math.abs(ours?.after[k] ?? 0), Math.abs(factor(t) * (theirs?.after[k] ?? 0)))
      if (t >= from && !(Math.abs(u - scaled) <= TOLERANCE * scale + ROUNDING * places)) {
        return { seed, t, coordinate: k + 1, a: u, b: v }
      }
    }
  }
  return null
}

/** The ratio of the updates at a step where b's is largest; null where neither moves. */
export function ratioAt(list: readonly Sequence[], t: number): number | null {
  let best: { size: number; ratio: number } | null = null
  for (const { a, b } of list) {
    const [ours, theirs] = [a[t - 1], b[t - 1]]
    if (!ours || !theirs) continue
    for (let k = 0; k < theirs.before.length; k++) {
      const [u, v] = [moved(ours, k), moved(theirs, k)]
      if (u !== 0 && v !== 0 && (!best || Math.abs(v) > best.size)) best = { size: Math.abs(v), ratio: u / v }
    }
  }
  return best?.ratio ?? null
}

/** How many steps both rules made on every sequence. */
export const common = (list: readonly Sequence[]): number =>
  Math.min(...list.map(({ a, b }) => Math.min(a.length, b.length)))
