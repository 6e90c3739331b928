import type { Verdict } from '../run/verdict.ts'

/** Digits that a number in a sentence has at least, and at most: 17 tell any two doubles apart. */
const FEWEST = 6
const MOST = 17

/** A number for a sentence: at most so many digits, six unless said, without the noise of the last bits. */
export function short(value: number, digits = FEWEST): string {
  if (Number.isFinite(value)) return String(Number(value.toPrecision(digits)))
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'infinity' : '-infinity'
}

/**
 * The fewest digits, six at least unless said, with which no value looks equal to a limit that it is compared with unless it is, nor on its
 * other side.
 */
export function digitsApart(values: readonly number[], limits: readonly number[], fewest = FEWEST): number {
  const finite = (numbers: readonly number[]) => numbers.filter(Number.isFinite)
  const pairs = finite(values).flatMap((value) => finite(limits).map((limit) => [value, limit] as const))
  for (let digits = fewest; digits < MOST; digits++) {
    const at = (value: number) => Number(value.toPrecision(digits))
    if (pairs.every(([value, limit]) => Math.sign(at(value) - at(limit)) === Math.sign(value - limit))) return digits
  }
  return MOST
}

/** How numbers are written in a sentence that compares some values with some limits: with as many digits as that needs. */
export function apart(values: readonly number[], limits: readonly number[]): (value: number) => string {
  const digits = digitsApart(values, limits)
  return (value) => short(value, digits)
}

/** ` in [a, b]`, or ` at least a`, ` at most b` where only one of the limits is known; nothing where neither is. */
export function withinWords(told: (value: number) => string, [low, high]: readonly [number, number]): string {
  if (Number.isFinite(low) && Number.isFinite(high)) return ` in [${told(low)}, ${told(high)}]`
  if (Number.isFinite(low)) return `, at least ${told(low)}`
  return Number.isFinite(high) ? `, at most ${told(high)}` : ''
}

/** An interval as a verdict has it: null where neither limit is known. */
export const intervalOr = ([low, high]: readonly [number, number]): readonly [number, number] | null =>
  Number.isFinite(low) || Number.isFinite(high) ? [low, high] : null

/** Digits with which a table tells what was measured from what was predicted, where the verdict rests on their difference. */
export function verdictDigits({ status, measured, predicted, interval }: Verdict, fewest = FEWEST): number {
  if (status === 'holds' || measured === null || predicted === null) return fewest
  return digitsApart([measured, ...(interval ?? [])], [predicted], fewest)
}
