import { spend } from '../../../budget/meter.ts'
import { oneMinusPower } from '../powers.ts'
import { over, plus, scale, times, type Wide, wide, ZERO } from './wide.ts'

/** What a phase of an orbit costs: two visits of three operations on numbers with an exponent of their own. */
export const OPERATIONS = 20

/**
 * The stationary orbit of y_t = beta y_(t-1) + (1 - beta) x_t on a periodic input: element j is y after the input of
 * phase j.
 *
 * Derivation: started at 0, a period ends at z = (1 - beta) sum over j of
 * beta^(P-1-j) x_j; started at y, it ends at beta^P y + z. The orbit is the fixed point y = z / (1 - beta^P), and
 * another period from there visits it. Every start tends to it like beta^t.
 *
 * @param inputs one period
 * @param beta 0 <= beta < 1
 */
export function averaged(inputs: readonly Wide[], beta: number): Wide[] {
  spend(OPERATIONS * inputs.length)
  const period = (start: Wide) => {
    let y = start
    return inputs.map((x) => {
      y = plus(scale(y, beta), scale(x, 1 - beta))
      return y
    })
  }
  const end = period(ZERO).at(-1) ?? ZERO
  return period(over(end, wide(oneMinusPower(beta, inputs.length))))
}

/** The orbit of the average of the squares: a second moment. */
export function secondMoment(inputs: readonly Wide[], beta2: number): Wide[] {
  return averaged(
    inputs.map((x) => times(x, x)),
    beta2,
  )
}

/**
 * The orbit of the residual g_t - m_t, m the average of g with beta1.
 *
 * Derivation: r_t = g_t - m_t = beta1 (g_t - m_(t-1)) = beta1 (r_(t-1) + g_t - g_(t-1)), so r is beta1 / (1 - beta1) times
 * the average of the increments of g. Subtracting m from g instead would lose every digit where m is close to g, and
 * ACProp's denominator is made of just those phases.
 *
 * @param beta1 0 <= beta1 < 1; at 0 the residual is 0
 */
export function residual(gradients: readonly Wide[], beta1: number): Wide[] {
  const increments = gradients.map((g, j) => plus(g, scale(delayed(gradients, j, 1), -1)))
  return averaged(increments, beta1).map((y) => scale(y, beta1 / (1 - beta1)))
}

/** What the orbit was `delay` steps before phase `j`. */
export function delayed(orbit: readonly Wide[], j: number, delay: number): Wide {
  const P = orbit.length
  return orbit[(((j - delay) % P) + P) % P] as Wide
}
