import type { BoundClaim } from '../config/claim.ts'
import { type Inference, known, ofBounded, ofMean, ofMedian, within } from '../stats/inference.ts'
import { fewestForMedian } from '../stats/median.ts'
import { blockMeans } from '../stats/median-of-means.ts'
import type { MeasureFacts } from './evaluator.ts'

/**
 * - A statement about `every` seed is as certain as its largest value: one seed above the bound refutes it.
 * - A mean in a stated range is decided by bets, which no law can deceive.
 * - What the program says of the measure is looked at where the sample is blind: for few or equal values. (Elsewhere it would be a
 *   second chance to err.) Before the first step that depends on chance one value is all there is.
 *
 * @param values one a seed, all finite
 * @param stated the range that the claim states at this step
 * @param facts asked for only where they matter
 * @param alpha level at which the bound will be decided
 */
export function evidenceOf(
  { statistic, tail }: Pick<BoundClaim, 'statistic' | 'tail'>,
  values: readonly number[],
  t: number,
  stated: readonly [number, number] | null,
  facts: () => MeasureFacts | null,
  alpha: number,
): Inference {
  if (statistic === 'every') return known(values.reduce((a, b) => Math.max(a, b)))
  if (statistic === 'median') return ofMedian(values, alpha)
  if (statistic === 'median-of-means') {
    // Fewer blocks than these have no limit; more of them would be smaller, and further from what is said of large ones.
    const blocks = Math.min(fewestForMedian(2 * alpha), values.length)
    return ofMedian(blockMeans(values, blocks), alpha)
  }
  if (stated) return ofBounded(values, stated, alpha)
  const mean = ofMean(values, tail)
  const unseen = [mean.blind.above, mean.blind.below].some((blind) => blind === 'few' || blind === 'equal')
  const { range, random } = (unseen ? facts() : null) ?? NOTHING
  if (t < random) return known(mean.value)
  return range.every(Number.isFinite) ? ofBounded(values, range, alpha) : within(range, mean)
}

const NOTHING: MeasureFacts = { range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], random: 0 }
