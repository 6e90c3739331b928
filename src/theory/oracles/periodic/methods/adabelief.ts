import type { Method } from '../method.ts'
import { averaged, residual, secondMoment } from '../orbit.ts'
import { BETA1_CENTRED, BETA2 } from '../parameters.ts'

/** AdaBelief, m_t / sqrt(s_t), s the average of (g - m)^2. */
export const adabelief: Method = {
  key: 'adabelief',
  title: 'AdaBelief',
  claims: ['acprop/sync-can-diverge'],
  parameters: [BETA1_CENTRED, BETA2],
  terms: (g, beta1: number, beta2: number) => ({
    numerators: averaged(g, beta1),
    moments: secondMoment(residual(g, beta1), beta2),
  }),
}
