import { bootstrapEstimate } from './bootstrap.ts'
import { type Estimate, intervalOf } from './estimate.ts'
import type { HorizonSample } from './ladder.ts'
import { type FittedLine, fitLine } from './line.ts'
import { resampleIndices } from './resample.ts'
import { type Measured, meanStatistic, type Statistic } from './statistic.ts'

/** A power law fitted over horizons. */
export interface PowerLaw {
  /** d ln(statistic) / d ln T, with its sign: -1/2 is decay like 1 / sqrt(T), +1/2 is growth. */
  readonly slope: Estimate
  /** How much the slope of the fitted parabola changes from the shortest to the longest horizon; NaN below three horizons. */
  readonly change: Estimate
  /** ln(statistic) of the fitted line at T = 1. */
  readonly intercept: number
  /** Slopes between neighbouring horizons, from the shortest on. */
  readonly local: readonly LocalSlope[]
}

export interface LocalSlope {
  readonly from: number
  readonly to: number
  readonly slope: number
}

export interface PowerLawOptions {
  /** Whether index i of all horizons is one seed with the same random numbers; then the same seeds are drawn everywhere. */
  readonly shared: boolean
  /** u32; equal seeds and equal values give equal bits. */
  readonly seed: number
  /** Number of bootstrap resamples, 2000 unless said otherwise; at least 1000. */
  readonly resamples?: number
  /** Over the seeds of a horizon, the mean unless said otherwise. A power outside of it multiplies slope and error. */
  readonly statistic?: Statistic
}

/**
 * Fits ln(statistic over seeds) = intercept + slope ln T by least squares with weights 1 / variance, and takes the errors
 * from a bootstrap over seeds in which the weights are estimated anew each time: they are estimates too, and with eight
 * seeds their own noise widens the error by a quarter. Where a horizon shows no spread, or only that of rounding, its
 * variance says nothing about the others' relative precision, and all weigh the same.
 *
 * @param ladder at least two horizons, each with at least one value; they should have passed `screen`. A horizon whose
 *   statistic is not positive makes the slope NaN
 * @throws RangeError if there are fewer than two horizons, or shared seeds are not equally many everywhere
 */
export function fitPowerLaw(ladder: readonly HorizonSample[], options: PowerLawOptions): PowerLaw {
  const { shared, seed, resamples = 2000, statistic = meanStatistic } = options
  const samples = [...ladder].sort((a, b) => a.horizon - b.horizon)
  const counts = samples.map(({ values }) => values.length)
  if (new Set(samples.map(({ horizon }) => horizon)).size < 2) throw new RangeError('a slope needs two horizons')
  if (shared && new Set(counts).size > 1) throw new RangeError(`shared seeds, but ${counts.join(', ')} of them`)

  const x = samples.map(({ horizon }) => Math.log(horizon))
  const lists = samples.map(({ values }) => values)
  const whole = fitLogarithms(x, lists, statistic)
  const fewest = Math.min(...counts)
  const fits: FittedLine[] = []
  if (fewest > 1) {
    const sets = (shared ? lists.slice(0, 1) : lists).map(({ length }, k) =>
      resampleIndices(length, resamples, seed, k),
    )
    for (let b = 0; b < resamples; b++) {
      const drawn = lists.map((values, k) => pick(values, sets[shared ? 0 : k]?.[b]))
      fits.push(fitLogarithms(x, drawn, statistic))
    }
  }
  const estimate = (of: (line: FittedLine) => number) => bootstrapEstimate(of(whole), fits.map(of), fewest)
  const logs = lists.map((values) => Math.log(statistic(values).value))
  return {
    slope: estimate((line) => line.slope),
    change: estimate((line) => line.change),
    intercept: whole.intercept,
    local: samples.slice(1).map(({ horizon: to }, k) => {
      const at = (list: readonly number[], index: number) => list[index] ?? Number.NaN
      const slope = (at(logs, k + 1) - at(logs, k)) / (at(x, k + 1) - at(x, k))
      return { from: samples[k]?.horizon ?? Number.NaN, to, slope }
    }),
  }
}

/**
 * Whether a fit is significantly curved, by more than matters: the whole interval of the slope's change lies beyond
 * `tolerance` on one side. A curved fit is not yet asymptotic.
 *
 * @param alpha probability of calling a straight line curved
 * @param tolerance change of slope that is of no interest, such as the claim's own margin; at least 0
 */
export function isCurved({ change }: PowerLaw, alpha: number, tolerance: number): boolean {
  const [low, high] = intervalOf(change, alpha)
  return low > tolerance || high < -tolerance
}

function fitLogarithms(x: readonly number[], lists: readonly (readonly number[])[], statistic: Statistic): FittedLine {
  const measured = lists.map((values) => statistic(values))
  const y = measured.map(({ value }) => Math.log(value))
  return y.every(Number.isFinite) ? fitLine(x, y, weightsOf(measured)) : NO_LINE
}

const NO_LINE: FittedLine = { slope: Number.NaN, intercept: Number.NaN, quadratic: Number.NaN, change: Number.NaN }

/** A relative spread below this is rounding: it says nothing of precision. */
const ROUNDING = 1e-9

/** Inverse variances of the logarithms, by the delta method: the squared relative errors. */
function weightsOf(measured: readonly Measured[]): number[] {
  const weights = measured.map(({ value, error }) => (value / error) ** 2)
  return weights.every((weight) => weight > 0 && weight < ROUNDING ** -2) ? weights : measured.map(() => 1)
}

/** A plain loop: this is where a bootstrap spends its time. */
function pick(values: readonly number[], indices: Uint32Array | undefined): number[] {
  const drawn: number[] = []
  for (const index of indices ?? []) drawn.push(values[index] ?? Number.NaN)
  return drawn
}
