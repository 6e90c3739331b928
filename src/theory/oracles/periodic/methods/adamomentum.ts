import type { Method } from '../method.ts'
import { averaged, secondMoment } from '../orbit.ts'
import { BETA1, BETA2 } from '../parameters.ts'

/** AdaMomentum, m_t / sqrt(q_t), q the average of m^2. */
export const adamomentum: Method = {
  key: 'adamomentum',
  title: 'AdaMomentum',
  claims: ['adamomentum/sharpened-diverges-problem1'],
  parameters: [BETA1, BETA2],
  terms: (g, beta1: number, beta2: number) => {
    const m = averaged(g, beta1)
    return { numerators: m, moments: secondMoment(m, beta2) }
  },
}
