import { problem1 } from '../../periodic/gradients.ts'
import { secondMoment } from '../../periodic/orbit.ts'
import { BIG, PERIOD } from '../../periodic/parameters.ts'
import { narrow } from '../../periodic/wide.ts'
import { BETA2 } from '../arguments.ts'
import { define } from '../define.ts'

/**
 * With r_j = 1 / sqrt(v_(j-1)) the drift at clip c has the sign of min(c, C r_0) - sum_(j>=1) min(c, r_j). While some r_j
 * exceeds c this falls or stands still as c grows; beyond, it is c - sum r_j. So it turns at c* = sum of r_j, j >= 1,
 * provided the big step is that long: C r_0 >= c*, that is, the unclipped drift is not negative.
 */
export const clipLevelPeriodic = define({
  name: 'clip_level_periodic',
  title: 'Clip above which ADOPT moves towards the optimum of problem (1); with clip t^q that is from t = c^(1/q) on',
  source: 'adopt/sharpened-clip-transient',
  parameters: [PERIOD, BIG, BETA2],
  value: (P, C, beta2) => {
    const steps = secondMoment(problem1(P, C), beta2).map((v) => 1 / Math.sqrt(narrow(v)))
    const big = C * (steps.pop() as number)
    const small = steps.reduce((sum, r) => sum + r, 0)
    return big >= small ? small : Number.NaN
  },
})
