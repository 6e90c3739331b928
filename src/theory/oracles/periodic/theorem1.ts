import { above, argument, define } from '../analytic/define.ts'

/** Theorem 1 is about C > 2 on the period of three: up to 2 the optimum is not -1. */
const BIG = argument('C', 'the big gradient of the period-3 problem', above(2))

const beta2 = define({
  name: 'reddi_thm1_beta2',
  title: 'The beta2 = 1 / (1 + C^2) at which RMSProp is stuck at the worst point of the period-3 problem',
  source: 'claim reddi/thm1',
  parameters: [BIG],
  value: (C: number) => 1 / (1 + C * C),
})

/**
 * The average regret of a run that is stuck. At that beta2 a period starts at x = 1, loses alpha_t C / sqrt(v) to first order,
 * which tends to 0, and is back at 1 for the next: so x -> 1, and the regret against -1 is 2 (C - 2) a period of three.
 */
const regret = define({
  name: 'reddi_thm1_regret',
  title: 'Limit of the average regret of RMSProp at that beta2: (2 C - 4) / 3',
  source: 'claim reddi/thm1',
  parameters: [BIG],
  value: (C: number) => (2 * C - 4) / 3,
})

export const THEOREM1 = [beta2, regret]
