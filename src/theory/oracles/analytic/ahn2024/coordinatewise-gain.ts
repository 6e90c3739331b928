import { argument, COUNT, define, POSITIVE } from '../define.ts'

/** The quotient of the two step counts: d^(3/2) ||.||_2^2 over d^(1/2) ||.||_1^2. */
export const coordinatewiseGain = define({
  name: 'coordinatewise_gain',
  title:
    'Predicted ratio of steps, global over coordinate-wise learner: d ||G+sigma||_2^2 / ||G+sigma||_1^2, in [1, d]',
  source: 'ahn/coordinatewise-gain',
  parameters: [
    argument('d', 'dimension', COUNT),
    argument('norm1', '||G + sigma||_1', POSITIVE),
    argument('norm2', '||G + sigma||_2; a pair that no vector of d numbers has gives NaN', POSITIVE),
  ],
  value: (d, norm1, norm2) => {
    const gain = d * (norm2 / norm1) ** 2
    // Cauchy-Schwarz on one side, ||.||_2 <= ||.||_1 on the other; rounding may cross either by a few ulp.
    return gain >= 1 - 1e-12 && gain <= d * (1 + 1e-12) ? gain : Number.NaN
  },
})
