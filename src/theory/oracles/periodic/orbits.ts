import { define } from '../analytic/define.ts'
import { problem1 } from './gradients.ts'
import { averaged, delayed, residual, secondMoment } from './orbit.ts'
import { BETA1, BETA1_CENTRED, BETA2, BIG, PERIOD, PHASE } from './parameters.ts'
import { narrow, type Wide } from './wide.ts'

const at = (orbit: readonly Wide[], phase: number) => narrow(delayed(orbit, phase, 0))

const first = define({
  name: 'orbit_m',
  title: 'First moment after the gradient of phase j on problem (1)',
  source: 'derived; tried by reddi/sharpened-default-adam',
  parameters: [PERIOD, BIG, BETA1, PHASE],
  value: (P: number, C: number, beta1: number, j: number) => at(averaged(problem1(P, C), beta1), j),
})

const second = define({
  name: 'orbit_v',
  title: 'Second moment after the gradient of phase j on problem (1)',
  source: 'derived; tried by comparisons/speed-ratio',
  parameters: [PERIOD, BIG, BETA2, PHASE],
  value: (P: number, C: number, beta2: number, j: number) => at(secondMoment(problem1(P, C), beta2), j),
})

const centred = define({
  name: 'orbit_s',
  title: 'Centred second moment, of g - m, after the gradient of phase j on problem (1)',
  source: 'derived; tried by acprop/sync-can-diverge',
  parameters: [PERIOD, BIG, BETA1_CENTRED, BETA2, PHASE],
  value: (P: number, C: number, beta1: number, beta2: number, j: number) =>
    at(secondMoment(residual(problem1(P, C), beta1), beta2), j),
})

const ofMomentum = define({
  name: 'orbit_q',
  title: "AdaMomentum's second moment, of m, after the gradient of phase j on problem (1)",
  source: 'derived; tried by adamomentum/convex-regret',
  parameters: [PERIOD, BIG, BETA1, BETA2, PHASE],
  value: (P: number, C: number, beta1: number, beta2: number, j: number) =>
    at(secondMoment(averaged(problem1(P, C), beta1), beta2), j),
})

/** The stationary orbits themselves; a centred moment below the smallest double reads 0. */
export const ORBITS = [first, second, centred, ofMomentum]
