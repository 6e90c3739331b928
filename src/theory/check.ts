import type { Claim, Experiment, MeasuredClaim } from '../config/experiment.ts'
import type { Formula } from '../lang/syntax.ts'
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
 */
export function checkFormulas(experiment: Experiment, trials: readonly Trial[], evaluator: Evaluator): void {
  for (const claim of experiment.claims) {
    // The hypotheses are asked of the claim's mutants too.
    const judged = [...claim.optimizers, ...claim.mutants]
    for (const trial of trials.filter(({ optimizer }) => judged.includes(optimizer))) {
      const constants = evaluator.constants(trial)
      const absent = evaluator.absences?.(trial) ?? {}
      const help = { absent: { ...absent, t: NO_STEP }, knows }
      const value = (formula: Formula) => evaluator.evaluate(formula, constants, help)
      const met = claim.hypotheses.map(value).every((one) => one !== null && !Number.isNaN(one) && one !== 0)
      for (const formula of fixed(claim)) value(formula)
      for (const formula of timed(claim)) evaluator.evaluate(formula, { ...constants, t: 1 }, { absent, knows })
      if (claim.judge === 'region') evaluator.evaluate(claim.outcome, { ...constants, value: 0 }, { absent, knows })
      if (met) checkTolerances(claim, value, evaluator)
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
  if (!Number.isFinite(found)) evaluator.complain?.(formula, `${what} is finite: with this one the claim says nothing`)
  else if (found < 0 && claim.judge !== 'order')
    evaluator.complain?.(formula, `${what} is at least 0, this is ${short(found)}`)
}

/** Formulas in the constants of a point of the grid. */
function fixed(claim: Claim): Formula[] {
  if (claim.judge === 'static') return []
  return [claim.burnIn, ...OF_JUDGE[claim.judge](claim as never)]
}

const OF_JUDGE: { readonly [J in MeasuredClaim['judge']]: (claim: Extract<MeasuredClaim, { judge: J }>) => Formula[] } =
  {
    limit: ({ predict, within }) => [predict, within],
    bound: () => [],
    identity: ({ within }) => [within],
    rate: ({ exponent, margin, outer, floor }) => [exponent, margin, outer, floor],
    order: ({ by }) => [by],
    growth: ({ rate, within }) => [rate, within],
    region: ({ inside, exempt }) => [inside, exempt],
  }

/** Formulas that may refer to the step. */
const timed = (claim: Claim): Formula[] =>
  claim.judge === 'bound' ? [claim.bound] : claim.judge === 'identity' ? [claim.ratio] : []
