import type { NumberFunction } from '../lang/evaluate.ts'
import { ORACLES } from './oracles/index.ts'

/** The oracles as functions that formulas of claims and boundaries may call: `drift_rmsprop(P, C, beta2)`. */
export const PREDICTIONS: ReadonlyMap<string, NumberFunction> = new Map(
  [...ORACLES].map(([name, oracle]) => [
    name,
    { arity: oracle.parameters.length, evaluate: (...args) => oracle.evaluate(...args) },
  ]),
)
