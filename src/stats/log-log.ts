import { bootstrapEstimate } from './bootstrap.ts'
import { type Inference, known, limitsOf, ofEstimate, ofMean } from './inference.ts'
import type { HorizonSample } from './ladder.ts'
import { type FittedLine, fitLine } from './line.ts'
import { resampleIndices } from './resample.ts'
import { meanStatistic, type Statistic } from './statistic.ts'

/** A power law fitted over horizons. */
export interface PowerLaw {
  /** d ln(statistic) / d ln T, with its sign: -1/2 is decay like 1 / sqrt(T), +1/2 is growth. */
  readonly slope: Inference
  /** How much the slope of the fitted parabola changes from the shortest to the longest horizon; NaN below three horizons. */
  readonly change: Inference
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
  /** u32, of the bootstrap of a statistic other than the mean; equal seeds and equal values give equal bits. */
  readonly seed: number
  /** Number of bootstrap resamples, 2000 unless said otherwise; at least 1000. */
  readonly resamples?: number
  /** Over the seeds of a horizon, the mean unless said otherwise. A power outside of it multiplies slope and error. */
  readonly statistic?: Statistic
}

/**
 * Fits ln(statistic over seeds) = intercept + slope ln T by least squares. All horizons weigh the same: weights from the spread
 * would prefer the horizons at which a skewed law has not yet shown its large values, and their means are too small.
 *
 * A slope of means is a sum of c_k ln(mean_k), so each seed's part in it is c_k (x_k / mean_k - 1), summed over the horizons:
 * the limits of the slope are those of the mean of these parts (the infinitesimal jackknife; Efron, The Jackknife, 1982, chapter 6),
 * which see skewness as those of any mean do. Of another statistic the errors are those of a bootstrap over seeds.
 *
 * @param ladder at least two horizons, each with the same number of values, at least one; index i is one seed, whose random
 *   numbers horizons may share. They should have passed `screen`. A horizon whose statistic is not positive makes the slope NaN
 * @throws RangeError if there are fewer than two horizons, or they have different numbers of values
 */
export function fitPowerLaw(ladder: readonly HorizonSample[], options: PowerLawOptions): PowerLaw {
  const samples = [...ladder].sort((a, b) => a.horizon - b.horizon)
  const counts = samples.map(({ values }) => values.length)
  if (new Set(samples.map(({ horizon }) => horizon)).size < 2) throw new RangeError('a slope needs two horizons')
  if (new Set(counts).size > 1) throw new RangeError(`horizons with ${counts.join(', ')} values`)

  const { statistic = meanStatistic } = options
  const x = samples.map(({ horizon }) => Math.log(horizon))
  const lists = samples.map(({ values }) => values)
  const whole = fitLogarithms(x, lists, statistic)
  const about =
    statistic === meanStatistic ? byParts(x, lists, whole) : byBootstrap(x, lists, whole, statistic, options)
  const logs = lists.map((values) => Math.log(statistic(values).value))
  return {
    slope: about((line) => line.slope),
    change: about((line) => line.change),
    intercept: whole.intercept,
    local: samples.slice(1).map(({ horizon: to }, k) => {
      const at = (list: readonly number[], index: number) => list[index] ?? Number.NaN
      const slope = (at(logs, k + 1) - at(logs, k)) / (at(x, k + 1) - at(x, k))
      return { from: samples[k]?.horizon ?? Number.NaN, to, slope }
    }),
  }
}

type About = (of: (line: FittedLine) => number) => Inference

/** What is said of a line through logarithms of means, from each seed's part in it. */
function byParts(x: readonly number[], lists: readonly (readonly number[])[], whole: FittedLine): About {
  const units = x.map((_, k) =>
    fitLine(
      x,
      x.map((_, j) => Number(j === k)),
    ),
  )
  const means = lists.map((values) => meanStatistic(values).value)
  const [first = []] = lists
  return (of) => {
    const value = of(whole)
    const parts = first.map((_, seed) =>
      units.reduce((sum, unit, k) => {
        const [mean, own] = [means[k] ?? Number.NaN, lists[k]?.[seed] ?? Number.NaN]
        return own === mean ? sum : sum + of(unit) * (own / mean - 1)
      }, value),
    )
    return Number.isFinite(value) && parts.length > 1 ? ofMean(parts) : known(value)
  }
}

/** What is said of a line through logarithms of any statistic, from bootstrap resamples of the seeds. */
function byBootstrap(
  x: readonly number[],
  lists: readonly (readonly number[])[],
  whole: FittedLine,
  statistic: Statistic,
  { seed, resamples = 2000 }: PowerLawOptions,
): About {
  const n = lists[0]?.length ?? 0
  const sets = n > 1 ? resampleIndices(n, resamples, seed) : []
  const fits = sets.map((set) =>
    fitLogarithms(
      x,
      lists.map((values) => pick(values, set)),
      statistic,
    ),
  )
  return (of) => ofEstimate(bootstrapEstimate(of(whole), fits.map(of), n))
}

/**
 * Whether a fit is significantly curved, by more than matters: the whole interval of the slope's change lies beyond
 * `tolerance` on one side. A curved fit is not yet asymptotic.
 *
 * @param alpha probability of calling a straight line curved
 * @param tolerance change of slope that is of no interest, such as the claim's own margin; at least 0
 */
export function isCurved({ change }: PowerLaw, alpha: number, tolerance: number): boolean {
  const [low, high] = limitsOf(change, alpha)
  return low > tolerance || high < -tolerance
}

function fitLogarithms(x: readonly number[], lists: readonly (readonly number[])[], statistic: Statistic): FittedLine {
  const y = lists.map((values) => Math.log(statistic(values).value))
  return y.every(Number.isFinite) ? fitLine(x, y) : NO_LINE
}

const NO_LINE: FittedLine = { slope: Number.NaN, intercept: Number.NaN, quadratic: Number.NaN, change: Number.NaN }

/** A plain loop: this is where a bootstrap spends its time. */
function pick(values: readonly number[], indices: Uint32Array): number[] {
  const drawn: number[] = []
  for (const index of indices) drawn.push(values[index] ?? Number.NaN)
  return drawn
}
