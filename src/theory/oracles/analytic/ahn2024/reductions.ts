import { argument, define, NON_NEGATIVE, POSITIVE } from '../define.ts'

const source = 'ahn/sharpened-reductions'
const EPS = argument('eps', 'the point is (lambda, eps)-stationary', NON_NEGATIVE)
const LAMBDA = argument('lambda', 'weight of the spread', POSITIVE)

/** ||grad F(x)|| <= ||E grad F(y)|| + L sqrt(V) <= eps - lambda V + L sqrt(V), largest at sqrt(V) = L / (2 lambda). */
export const smoothReduction = define({
  name: 'smooth_reduction',
  title: 'Bound of the gradient at a (lambda, eps)-stationary point of an L-smooth objective: eps + L^2 / (4 lambda)',
  source,
  parameters: [EPS, LAMBDA, argument('L', 'Lipschitz constant of the gradient', NON_NEGATIVE)],
  value: (eps, lambda, L) => eps + L ** 2 / (4 * lambda),
})

/** E y = x removes the first-order term: ||grad F(x)|| <= ||E grad F(y)|| + (H/2) V with ||E grad F(y)|| + lambda V <= eps. */
export const secondOrderReduction = define({
  name: 'second_order_reduction',
  title: 'The same for a Hessian with Lipschitz constant H: eps max(1, H / (2 lambda)), so eps at lambda = H/2',
  source,
  parameters: [EPS, LAMBDA, argument('H', 'Lipschitz constant of the Hessian', NON_NEGATIVE)],
  value: (eps, lambda, H) => eps * Math.max(1, H / (2 * lambda)),
})

/** Chebyshev: the law has at most eps / (lambda delta^2) outside the ball, where the gradient is at most G. */
export const goldsteinReduction = define({
  name: 'goldstein_reduction',
  title: 'The same as a Goldstein subgradient of radius delta for a G-Lipschitz objective',
  source,
  parameters: [
    EPS,
    LAMBDA,
    argument('G', 'Lipschitz constant of the objective', NON_NEGATIVE),
    argument('delta', 'radius', POSITIVE),
  ],
  value: (eps, lambda, G, delta) => (1 + (2 * G) / (lambda * delta ** 2)) * eps,
})
