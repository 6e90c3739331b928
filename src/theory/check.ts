import type { Claim, MeasuredClaim } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Formula } from '../lang/syntax.ts'
import { emptyTolerance } from '../messages/claims.ts'
import type { Progress } from '../run/execute.ts'
import type { Run } from '../run/traces.ts'
import { short } from './digits.ts'
import type { Evaluator } from './evaluator.ts'

/** A place in the grid at which formulas can be tried before anything has run. */
export type Trial = Pick<Run, 'problem' | 'optimizer' | 'hyper' | 'given' | 'horizon'>

/**
 * Evaluates every formula of every claim and the boundary of every map once, so that a misspelt name is found before hours of computing and not
 * after. The evaluator's diagnostics say what is wrong.
 *
 * @param trials one place for each pair of problem and optimizer is enough: names do not depend on the point
 * @param onProgress is told how many claims have been tried, each once for every place
 */
export function checkFormulas(
  experiment: Experiment,
  trials: readonly Trial[],
  evaluator: Evaluator,
  onProgress: (progress: Progress) => void = () => {},
): void {
  const judgedBy = ({ optimizer }: Trial) =>
    // The hypotheses are asked of the claim's mutants too.
    experiment.claims.filter(({ optimizers, mutants }) => [...optimizers, ...mutants].includes(optimizer))
  const total = trials.reduce((sum, trial) => sum + judgedBy(trial).length, 0)
  let done = 0
  // What is known at a place is the same for all claims, and takes longer to find than a formula to evaluate.
  for (const trial of trials) {
    const claims = judgedBy(trial)
    if (claims.length === 0) continue
    const constants = evaluator.constants(trial)
    const absent = evaluator.absences?.(trial) ?? {}
    const help = { absent: { ...absent, t: NO_STEP }, knows }
    const value = (formula: Formula) => evaluator.evaluate(formula, constants, help)
    for (const claim of claims) {
      const met = claim.hypotheses.map(value).every((one) => one !== null && !Number.isNaN(one) && one !== 0)
      for (const formula of fixed(claim)) value(formula)
      for (const formula of timed(claim)) evaluator.evaluate(formula, { ...constants, t: 1 }, { absent, knows })
      if (claim.judge === 'region') evaluator.evaluate(claim.outcome, { ...constants, value: 0 }, { absent, knows })
      if (met) checkTolerances(claim, value, evaluator)
      onProgress({ done: ++done, total })
    }
  }
  for (const plot of experiment.plots) {
    const trial = trials[0]
    if (plot.kind === 'region' && plot.boundary && trial) evaluator.evaluate(plot.boundary, evaluator.constants(trial))
  }
}

/** What claims may refer to. */
const knows =
  'a claim knows hyperparameters, facts of the problem, T and d (a bound t too): write the number, or state it as a fact of the problem'

const NO_STEP = 'it is the number of a step, and this is about the whole run'

/** Reports tolerances that no measurement could fail, or meet. */
function checkTolerances(claim: Claim, value: (formula: Formula) => number | null, evaluator: Evaluator): void {
  const formula =
    claim.judge === 'rate' ? claim.margin : 'within' in claim ? claim.within : claim.judge === 'order' ? claim.by : null
  const found = formula && value(formula)
  if (formula === null || found === null || Number.isNaN(found)) return
  const what = claim.judge === 'order' ? 'an advantage' : 'a tolerance'
  if (!Number.isFinite(found)) evaluator.complain?.(formula, emptyTolerance(what, null))
  else if (found < 0 && claim.judge !== 'order') evaluator.complain?.(formula, emptyTolerance(what, short(found)))
}

/** Formulas in the constants of a point of the grid. */
function fixed(claim: Claim): Formula[] {
  if (claim.judge === 'static') return []
  return [claim.burnIn, ...OF_JUDGE[claim.judge](claim as never)]
}

const OF_JUDGE: { readonly [J in MeasuredClaim['judge']]: (claim: Extract<MeasuredClaim, { judge: J }>) => Formula[] } =
  {
    limit: ({ predict, within, window, from }) => [predict, within, window ?? from],
    bound: ({ from, to }) => [from, to],
    identity: ({ within }) => [within],
    rate: ({ exponent, margin, outer, floor }) => [exponent, margin, outer, floor],
    order: ({ by }) => [by],
    growth: ({ rate, within, from, to }) => [rate, within, from, to],
    region: ({ inside, exempt }) => [inside, exempt],
  }

/** Formulas that may refer to the step. */
const timed = (claim: Claim): Formula[] =>
  claim.judge === 'bound' ? [claim.bound, ...(claim.range ?? [])] : claim.judge === 'identity' ? [claim.ratio] : []
