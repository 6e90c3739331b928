import type { Method } from '../method.ts'
import { secondMoment } from '../orbit.ts'
import { BETA2 } from '../parameters.ts'

/**
 * RMSProp, g_t / sqrt(v_t). Averaging the normalised gradients afterwards, as ADOPT with v_t for v_(t-1) does, keeps their
 * sum over a period: such a method has this drift for every beta1.
 */
export const rmsprop: Method = {
  key: 'rmsprop',
  title: 'RMSProp (and ADOPT with v_t for v_(t-1), whatever its beta1)',
  claims: ['acprop/sync-can-diverge'],
  parameters: [BETA2],
  terms: (g, beta2: number) => ({ numerators: g, moments: secondMoment(g, beta2) }),
}
