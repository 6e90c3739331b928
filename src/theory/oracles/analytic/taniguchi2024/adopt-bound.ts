import { BETA1, GAP, HORIZON, SMOOTHNESS, STEP_SIZE } from '../arguments.ts'
import { argument, define, NON_NEGATIVE, POSITIVE } from '../define.ts'
import { momentumGain } from '../momentum-gain.ts'

export const MEAN_SQUARE = argument('G2', 'bound of E||g||^2 along the run', NON_NEGATIVE)
const CLAMP = argument('eps', 'smallest denominator', POSITIVE)

/**
 * z_t = theta_t - alpha b1/(1-b1) m_t moves by -alpha u_t; smoothness at z, ||z - theta|| = alpha b1/(1-b1) ||m||, and
 * E||m||^2, E||u||^2 <= G^2 / eps^2 give the second term; the predictable denominator B, E B^2 <= G^2 + eps^2, and
 * Hoelder with exponents 3/2 and 3 the factor in front.
 */
export const adoptBound = define({
  name: 'adopt_bound',
  title: 'Bound of grad43 of unclipped ADOPT with constant step size, started at m = 0, for every beta2',
  source: 'adopt/sharpened-explicit-bound',
  parameters: [HORIZON, STEP_SIZE, BETA1, CLAMP, MEAN_SQUARE, SMOOTHNESS, GAP],
  value: (T, alpha, beta1, eps, G2, L, Delta) =>
    Math.sqrt(G2 + eps ** 2) * (Delta / (alpha * T) + ((alpha * L * G2) / (2 * eps ** 2)) * momentumGain(beta1)),
})

/**
 * (|u| - c)^+ <= u^2 / (4c) bounds the clip's bias, which costs half of the descent and G_i^4 / (32 eps^3 c_t^2) a step;
 * with c_t = t^(1/4) the sum of t^(-1/2) is at most 2 sqrt(T).
 */
export const adoptClippedBound = define({
  name: 'adopt_clipped_bound',
  title: 'The same for ADOPT clipped at t^(1/4), beta1 = 0',
  source: 'adopt/clip-preserves-rate',
  parameters: [
    HORIZON,
    STEP_SIZE,
    CLAMP,
    MEAN_SQUARE,
    argument('G4', 'sum over coordinates of the squared bounds of E g_i^2', NON_NEGATIVE),
    SMOOTHNESS,
    GAP,
  ],
  value: (T, alpha, eps, G2, G4, L, Delta) => {
    const bias = G4 / (16 * eps ** 3 * Math.sqrt(T))
    return 2 * Math.sqrt(G2 + eps ** 2) * (Delta / (alpha * T) + (alpha * L * G2) / (2 * eps ** 2) + bias)
  },
})

export const clipRateExponent = define({
  name: 'clip_rate_exponent',
  title: 'Exponent of T in the bound for ADOPT clipped at t^q, step size T^(-1/2): -min(1/2, 2q)',
  source: 'adopt/sharpened-clip-exponent',
  parameters: [argument('q', 'exponent of the clip', NON_NEGATIVE)],
  value: (q) => -Math.min(1 / 2, 2 * q),
})
