import { ANALYTIC_ORACLES } from './analytic/index.ts'
import type { Oracle } from './oracle.ts'
import { PERIODIC_ORACLES } from './periodic/index.ts'

/** Every exact prediction by its name. */
export const ORACLES: ReadonlyMap<string, Oracle> = new Map(
  [...PERIODIC_ORACLES, ...ANALYTIC_ORACLES].map((oracle) => [oracle.name, oracle]),
)
