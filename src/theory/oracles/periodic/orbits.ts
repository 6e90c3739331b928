import { problem1 } from './gradients.ts'
import { averaged, delayed, residual, secondMoment } from './orbit.ts'
import { narrow, type Wide } from './wide.ts'

// The stationary orbits themselves; a centred moment below the smallest double reads 0.
const at = (orbit: readonly Wide[], phase: number) => narrow(delayed(orbit, phase, 0))

export const orbitM = (P: number, C: number, beta1: number, j: number): number => at(averaged(problem1(P, C), beta1), j)

export const orbitV = (P: number, C: number, beta2: number, j: number): number =>
  at(secondMoment(problem1(P, C), beta2), j)

export const orbitS = (P: number, C: number, beta1: number, beta2: number, j: number): number =>
  at(secondMoment(residual(problem1(P, C), beta1), beta2), j)

export const orbitQ = (P: number, C: number, beta1: number, beta2: number, j: number): number =>
  at(secondMoment(averaged(problem1(P, C), beta1), beta2), j)
