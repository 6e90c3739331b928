import type { Claim } from '../config/claim.ts'
import { FLOOR_FACTOR, TRANSIENT_FACTOR } from '../stats/ladder.ts'
import { ALPHA } from './finding.ts'

const LEVEL = `${100 * (1 - ALPHA)} %`

/** The decision rule of each judge, in words. `docs/verdicts.md` says more. */
export const DECISIONS: Readonly<Record<Claim['judge'], string>> = {
  limit: `holds if the ${LEVEL} interval of the median over seeds, from order statistics, lies within the tolerance at every horizon: of a window, of the largest distance from the prediction at any of its steps; of one step, of the value; violated if it lies outside at one of them`,
  bound: `holds if the upper ${LEVEL} limit of the mean over seeds is at most the bound at every recorded step of every horizon, and between them that of each run's largest excess; violated if the lower one is above it at some recorded step, corrected for their number (Bonferroni)`,
  identity:
    'holds if the largest difference over all seeds and recorded steps, pair by pair on the same random numbers and relative to the largest value so far, is within the tolerance; violated otherwise',
  static:
    "read off the rule's dependency graph: holds if proved, violated if an example shows the contrary, inconclusive if neither",
  rate: `the slope of the log statistic over log horizon, with its sign, from horizons of at least ${TRANSIENT_FACTOR} transients that are clear of ${FLOOR_FACTOR} standard errors and of the floor; its error is that of a bootstrap over seeds. An upper rate holds if the upper ${LEVEL} limit is at most exponent + margin, and is violated if the slope is above that beyond its error; a tight rate holds if both limits are within the margin. A curve that bends by more has no exponent yet`,
  order: `paired differences on the same random numbers: holds if the lower ${LEVEL} limit of the advantage over each of the others is above the one claimed; violated if the upper limit over one of them is not, corrected for their number (Bonferroni)`,
  growth: `one slope of the log measure in t for each seed, by least squares: holds if the ${LEVEL} interval of their median, and what the growth changes over the window, are within the relative tolerance of the rate; violated if it lies outside on one side`,
  region: `cells of the map that are on the claimed side of the boundary: holds if at most the share that the claim leaves open may disagree at the ${LEVEL} level, violated if more surely do; undecided cells count for neither`,
}
