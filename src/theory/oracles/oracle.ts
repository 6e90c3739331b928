/** What one argument of an oracle means and which values it may take. */
export interface OracleParameter {
  readonly name: string
  readonly meaning: string
  readonly range: string
}

/**
 * An exact prediction: a pure function of a few numbers, derived and not measured.
 * The name is an identifier, so that the prediction of a claim can call it: `drift_rmsprop(P, C, beta2)`.
 */
export interface Oracle {
  readonly name: string
  readonly title: string
  /** Where the prediction is from: a paper, or derived here; and the claims of the ledger that try it. */
  readonly source: string
  readonly parameters: readonly OracleParameter[]
  /** The value for arguments in the order of `parameters`; NaN outside their ranges, and where there is no such number. */
  evaluate(...args: number[]): number
}
