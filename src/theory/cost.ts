import { LIMITS } from '../budget/limits.ts'
import { metered } from '../budget/meter.ts'
import type { Formula } from '../lang/syntax.ts'
import { costlyFormulas } from '../messages/costs.ts'
import type { Trial } from './check.ts'
import type { Evaluator } from './evaluator.ts'

/** What a formula costs at all points where it is asked, as far as one of them tells. */
interface Cost {
  readonly formula: Formula
  readonly places: number
  readonly total: number
}

/**
 * An evaluator that counts what formulas cost as they are tried: each once at a trial, for all the places that the trial stands for.
 *
 * @param stands for how many places of the grid a trial stands
 */
export function counting(evaluator: Evaluator, stands: (trial: Trial) => number) {
  const costs = new Map<Formula, Cost>()
  let places = 1
  const counted: Evaluator = {
    ...evaluator,
    constants(trial) {
      places = stands(trial)
      return evaluator.constants(trial)
    },
    evaluate(formula, names, help) {
      const { value, cost } = metered(Number.POSITIVE_INFINITY, () => evaluator.evaluate(formula, names, help))
      const before = costs.get(formula)
      costs.set(formula, {
        formula,
        places: (before?.places ?? 0) + places,
        total: (before?.total ?? 0) + cost * places,
      })
      return value ?? null
    },
  }
  /** Reports the formula that costs most where all of them together cost more than a page may. */
  const report = (): void => {
    const all = [...costs.values()]
    const total = all.reduce((sum, one) => sum + one.total, 0)
    if (total <= LIMITS.predictions) return
    const most = all.reduce((a, b) => (b.total > a.total ? b : a))
    evaluator.complain?.(most.formula, costlyFormulas(most.total / most.places, most.places, most.total))
  }
  return { counted, report }
}
