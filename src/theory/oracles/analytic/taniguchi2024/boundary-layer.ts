import { STEP_SIZE } from '../arguments.ts'
import { argument, define, UNIT } from '../define.ts'
import { adoptDrift, adoptMeanSquare } from './random-drift.ts'
import { CHANCE, JUMP, linear, MEMORY, moment } from './two-point.ts'

const source = 'adopt/sharpened-boundary-layer'

/** Stationary law of a diffusion of drift -alpha mu and variance alpha^2 E u^2 held back by a wall: exponential. */
function mean(alpha: number, C: number, p: number, beta2: number): number {
  const law = linear(C, p)
  return moment(law, 1) > 0 ? (alpha * adoptMeanSquare(law, beta2)) / (2 * adoptDrift(law, beta2)) : Number.NaN
}

export const boundaryLayerMean = define({
  name: 'boundary_layer_mean',
  title: 'Mean distance of unclipped ADOPT from the wall of the stochastic problem: alpha E u^2 / (2 mu)',
  source,
  parameters: [STEP_SIZE, JUMP, CHANCE, MEMORY],
  value: mean,
})

export const boundaryLayerQuantile = define({
  name: 'boundary_layer_quantile',
  title: 'Quantile of that distance, exponentially distributed',
  source,
  parameters: [argument('level', 'probability of a smaller distance', UNIT), STEP_SIZE, JUMP, CHANCE, MEMORY],
  value: (level, alpha, C, p, beta2) => -Math.log1p(-level) * mean(alpha, C, p, beta2),
})
