import type { Oracle } from '../oracle.ts'
import { amsgradOptax } from './amsgrad-optax.ts'
import { clippedDrift } from './clip.ts'
import { criticalOnProblem1, criticalOnProblem2 } from './critical.ts'
import { firstDivergingDelay } from './delays.ts'
import { driftOnProblem1, driftOnProblem2 } from './drifts.ts'
import { firstDivergingPeriod } from './first-period.ts'
import { gapRule } from './gap-rule.ts'
import { heavyTail } from './heavy-tail.ts'
import { LIMITS } from './limits.ts'
import { MARGINS } from './margins.ts'
import { METHODS } from './methods/index.ts'
import { ORBITS } from './orbits.ts'
import { PROBLEM2 } from './problem2.ts'
import { THEOREM1 } from './theorem1.ts'
import { THEOREM2 } from './theorem2.ts'
import { travel } from './travel.ts'

/** The exact oracles of periodic problems, and of the counterexamples that they come from. */
export const PERIODIC_ORACLES: readonly Oracle[] = [
  ...ORBITS,
  ...METHODS.map(driftOnProblem1),
  amsgradOptax,
  ...MARGINS,
  ...METHODS.flatMap(criticalOnProblem1),
  ...LIMITS,
  gapRule,
  firstDivergingPeriod,
  firstDivergingDelay,
  clippedDrift,
  travel,
  ...METHODS.map(driftOnProblem2),
  ...METHODS.flatMap(criticalOnProblem2),
  ...PROBLEM2,
  ...THEOREM1,
  ...THEOREM2,
  heavyTail,
]
