import type { Method } from '../method.ts'
import { averaged, delayed, secondMoment } from '../orbit.ts'
import { BETA1, BETA2 } from '../parameters.ts'

/** The ablation of ADOPT that averages before it divides, m_t / sqrt(v_(t-1)). */
export const momentumFirst: Method = {
  key: 'momentum_first',
  title: 'm_t / sqrt(v_(t-1)): ADOPT with the momentum before the division',
  claims: ['acprop/sharpened-m-numerator', 'adopt/periodic-always'],
  parameters: [BETA1, BETA2],
  terms: (g, beta1: number, beta2: number) => {
    const v = secondMoment(g, beta2)
    return { numerators: averaged(g, beta1), moments: g.map((_, j) => delayed(v, j, 1)) }
  },
}
