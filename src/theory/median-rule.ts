import { fairLowerTail } from '../stats/median.ts'

/** Two-sided sign test: how likely are so many values on one side of a target, outside, if their median were inside? */
export function outsideByChance(values: readonly number[], predicted: number, within: number): number {
  const above = values.filter((value) => value - predicted > within).length
  const below = values.filter((value) => predicted - value > within).length
  const n = values.length
  return Math.min(1, 2 * fairLowerTail(n - Math.max(above, below), n))
}

/**
 * Number of seeds at which the interval of a median would clear an edge that is `gap` away from the median: it shrinks like
 * 1 / sqrt(n) about it. Infinity where the median is on the edge.
 */
export function seedsForMedian(n: number, [low, high]: readonly [number, number], gap: number): number {
  return Math.max(n + 1, Math.ceil(n * ((high - low) / 2 / Math.abs(gap)) ** 2))
}

/** `about 40 seeds would decide`. */
export function wouldDecide(seeds: number): string {
  return Number.isFinite(seeds) ? `about ${seeds} seeds would decide` : 'no number of seeds would decide'
}
