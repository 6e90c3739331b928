import type { Balance, Formula } from '../lang/syntax.ts'
import type { OptimizerPage } from './pages.ts'

/** What is asked of the orbit of a rule on periodic gradients: formulas in the parameters of a prediction. */
export interface OrbitPage {
  readonly parameters: readonly string[]
  readonly rule: OptimizerPage
  readonly settings: Readonly<Record<string, Formula>>
  readonly period: Formula
  /** The gradient at phase i. */
  readonly gradient: Formula
  /** In these the states, g and the step towards falling x are vectors, one coordinate a phase. */
  readonly let: Readonly<Record<string, Formula>>
  readonly require: readonly Formula[]
  readonly formula: Formula
}

/** Where a sum over a period, as a prediction has it, is negative: the ends of the numbers in (0, 1) at which it is. */
export interface ThresholdPage {
  readonly parameters: readonly string[]
  readonly balance: Balance
  /** The arguments of the prediction, formulas in the parameters and the number that is looked for. */
  readonly args: readonly Formula[]
  readonly name: string
  readonly end: 'low' | 'high'
}

/** The least whole number with a property. */
export interface LeastPage {
  readonly parameters: readonly string[]
  readonly name: string
  readonly from: Formula
  readonly to: Formula
  readonly where: Formula
  /** Whether the numbers after one that has it have it too. */
  readonly stays: boolean
}

export type Evaluate = (...args: number[]) => number

/** What computes the values of predictions that no formula states; throws NoValue where there is a mistake. */
export interface Derivations {
  orbit(page: OrbitPage): { readonly evaluate: Evaluate; readonly balance: Balance }
  threshold(page: ThresholdPage): Evaluate
  least(page: LeastPage): Evaluate
}
