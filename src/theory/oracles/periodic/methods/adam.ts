import type { Method } from '../method.ts'
import { averaged, secondMoment } from '../orbit.ts'
import { BETA1, BETA2 } from '../parameters.ts'

/** Adam, m_t / sqrt(v_t). */
export const adam: Method = {
  key: 'adam',
  title: 'Adam',
  claims: ['reddi/sharpened-default-adam'],
  parameters: [BETA1, BETA2],
  terms: (g, beta1: number, beta2: number) => ({
    numerators: averaged(g, beta1),
    moments: secondMoment(g, beta2),
  }),
}
