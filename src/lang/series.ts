import type { BinaryOp } from './node.ts'

/**
 * Reductions over an index, `sum(j = from:to, formula)`: what joins two terms, in order from the first, and the value where
 * there is no term. `mean` is the sum divided by the number of terms.
 */
export const SERIES: ReadonlyMap<string, { readonly join: BinaryOp; readonly empty: number }> = new Map([
  ['sum', { join: 'add', empty: 0 }],
  ['mean', { join: 'add', empty: Number.NaN }],
  ['prod', { join: 'mul', empty: 1 }],
  ['min', { join: 'min', empty: Number.POSITIVE_INFINITY }],
  ['max', { join: 'max', empty: Number.NEGATIVE_INFINITY }],
])
