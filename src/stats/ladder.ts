import { meanStatistic, type Statistic } from './statistic.ts'

/** What was measured at one horizon. */
export interface HorizonSample {
  readonly horizon: number
  /** One number a seed; where horizons share random numbers, the same seed at the same index. */
  readonly values: readonly number[]
  /** What the same pipeline measures when it starts at the optimum; 0 if absent. */
  readonly floor?: number
}

/** Why a horizon does not enter a fit. */
export type Exclusion = 'transient' | 'not-a-number' | 'not-positive' | 'noise' | 'floor'

/** A horizon with its statistic and whether it may enter a fit on logarithmic axes. */
export interface ScreenedHorizon extends HorizonSample {
  readonly value: number
  readonly error: number
  /** Error over value: what 5 % is the recommended limit of. */
  readonly relativeError: number
  /** E ln(statistic) - ln(truth), to first order: -e^2 / 2 with e the relative error. */
  readonly logBias: number
  /** null if it enters. */
  readonly excluded: Exclusion | null
}

/** A metric enters a fit only where it is this many times its standard error, and this many times its floor. */
export const FLOOR_FACTOR = 5

/** A run shorter than this many transients says nothing of what comes after. */
export const TRANSIENT_FACTOR = 3

/** Fewer horizons than these decide no slope. */
export const FEWEST_AFTER_SCREENING = 4

/** The relative error below which the bias of the logarithm is negligible. */
export const LARGEST_RELATIVE_ERROR = 0.05

/**
 * The noise-floor and burn-in test of every horizon of a ladder: before any slope is fitted, a horizon is left out that
 * is shorter than three transients, or whose statistic is not positive, or within five standard errors of zero, or within
 * five times the floor. Excluded horizons stay in the answer, so that they can be counted and named.
 *
 * @param transient steps that the transient lasts; 0 for none
 * @param statistic over seeds, the mean by default
 */
export function screen(
  ladder: readonly HorizonSample[],
  transient = 0,
  statistic: Statistic = meanStatistic,
): readonly ScreenedHorizon[] {
  return ladder.map((one) => {
    const known = !one.values.some(Number.isNaN)
    const { value, error } = known ? statistic(one.values) : { value: Number.NaN, error: Number.NaN }
    const relativeError = error / Math.abs(value)
    const excluded = exclusion(one, transient, value, error)
    return { ...one, value, error, relativeError, logBias: -(relativeError ** 2) / 2, excluded }
  })
}

function exclusion({ horizon, values, floor = 0 }: HorizonSample, transient: number, value: number, error: number) {
  if (!(horizon >= TRANSIENT_FACTOR * transient)) return 'transient'
  if (values.some(Number.isNaN) || !Number.isFinite(value)) return 'not-a-number'
  if (!(value > 0)) return 'not-positive'
  if (!(value > FLOOR_FACTOR * error)) return 'noise'
  if (!(value > FLOOR_FACTOR * Math.abs(floor))) return 'floor'
  return null
}

/** What a ladder of horizons lacks to carry a slope: null if it has at least five, evenly spaced in ln T, over 1.5 decades. */
export function ladderFault(horizons: readonly number[]): 'too few' | 'too short' | 'not geometric' | null {
  // A NaN among the keys would leave the order of all the others undefined.
  if (!horizons.every((horizon) => horizon > 0 && Number.isFinite(horizon))) return 'not geometric'
  const logs = [...horizons].sort((a, b) => a - b).map(Math.log)
  if (!(new Set(horizons).size >= 5)) return 'too few'
  const span = (logs.at(-1) ?? Number.NaN) - (logs[0] ?? Number.NaN)
  // Whole-numbered horizons meet neither condition to the last digit.
  if (!(span >= 1.5 * Math.LN10 * (1 - 1e-3))) return 'too short'
  const step = span / (logs.length - 1)
  const even = logs.every((log, k) => Math.abs(log - (logs[0] ?? Number.NaN) - k * step) <= 0.25 * step)
  return even ? null : 'not geometric'
}
