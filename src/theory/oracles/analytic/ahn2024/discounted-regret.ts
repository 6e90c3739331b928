import { argument, COUNT, define, NON_NEGATIVE, POSITIVE } from '../define.ts'

const source = 'ahn/discounted-regret'
const parameters = [
  argument('D', 'radius of the ball', POSITIVE),
  argument('S', 'sum of beta^(2(t-s)) ||g_s||^2', NON_NEGATIVE),
] as const

/**
 * c in R_t(u) <= c D sqrt(S): 1/2 from the regulariser ||u||^2 / (2 eta_t) = D sqrt(V_t) / 2, and K from the rounds,
 * sum min(a_t^2 / (2 sqrt A_(t-1)), 2 a_t) <= K sqrt(A_T). Round by round K (sqrt(1 + a^2) - 1) has to be at least
 * min(a^2 / 2, 2a) with A_(t-1) = 1; the worst round is the corner a = 4: K = 8 / (sqrt(17) - 1) = (sqrt(17) + 1) / 2.
 */
export const REGRET_CONSTANT = 1 / 2 + (Math.sqrt(17) + 1) / 2

export const regretBound = define({
  name: 'discounted_regret_bound',
  title: 'Bound of the discounted regret of clipped scale-free FTRL, constant 3.0616',
  source,
  parameters,
  value: (D, S) => REGRET_CONSTANT * D * Math.sqrt(S),
})

export const regretPublished = define({
  name: 'discounted_regret_bound_published',
  title: 'The same bound with the constant recalled from the paper: 4 D sqrt(S)',
  source,
  parameters,
  value: (D, S) => 4 * D * Math.sqrt(S),
})

/** z_1 = 0 loses nothing; then z_2 = -D meets -M, and the comparator D wins M - 1: (M + M - 1) D over the scale. */
export const regretSpike = define({
  name: 'discounted_regret_spike',
  title: 'Regret over D sqrt(S) on the losses 1, -M without discount; tends to 2, the largest value known',
  source,
  parameters: [argument('M', 'size of the second loss', { text: '[1, inf]', holds: (x) => x >= 1 })],
  value: (M) => (Number.isFinite(M) ? (2 * M - 1) / Math.hypot(1, M) : 2),
})

/** Unclipped the choice after n ones is -D sqrt(n). */
export const regretUnclipped = define({
  name: 'discounted_regret_unclipped',
  title: 'Limit of the same ratio without the clip on n ones followed by -M, M to infinity: 1 + sqrt(n)',
  source,
  parameters: [argument('n', 'number of ones', COUNT)],
  value: (n) => 1 + Math.sqrt(n),
})
