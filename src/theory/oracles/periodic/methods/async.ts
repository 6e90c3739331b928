import type { Method } from '../method.ts'
import { delayed, secondMoment } from '../orbit.ts'
import { BETA2, DELAY } from '../parameters.ts'
import type { Wide } from '../wide.ts'

/** ASYNC(n), g_t / sqrt(v_(t-n)): the form in which the ACProp paper analyses AdaShift. n = 0 is RMSProp. */
export const async: Method = {
  key: 'async',
  title: 'ASYNC(n): numerator g_t, denominator sqrt(v_(t-n))',
  claims: ['acprop/sharpened-delay-map'],
  parameters: [DELAY, BETA2],
  terms: (g, n: number, beta2: number) => asynchronous(g, n, beta2),
}

/** ADOPT without its clip. It averages g_t / sqrt(v_(t-1)), and an average keeps the sum over a period. */
export const adopt: Method = {
  key: 'adopt',
  title: 'ADOPT without the clip, whatever beta1; ASYNC(1)',
  claims: ['adopt/periodic-always'],
  parameters: [BETA2],
  terms: (g, beta2: number) => asynchronous(g, 1, beta2),
}

function asynchronous(g: readonly Wide[], n: number, beta2: number) {
  const v = secondMoment(g, beta2)
  return { numerators: g, moments: g.map((_, j) => delayed(v, j, n)) }
}
