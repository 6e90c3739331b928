import { argument, define, POSITIVE, UNIT } from '../define.ts'

/** v = b2 + (1-b2) R^2 in units of the constant phase. */
export const gradientJump = define({
  name: 'gradient_jump',
  title:
    '|g_t| / sqrt(v_t) where the gradient jumps by the factor R after a constant phase; over sqrt(v_(t-1)) it is R',
  source: 'adopt/sharpened-unbounded-step',
  parameters: [argument('R', 'factor', POSITIVE), argument('beta2', 'coefficient of the second moment', UNIT)],
  value: (R, beta2) => 1 / Math.sqrt(beta2 / R ** 2 + (1 - beta2)),
})
