import { NoValue } from '../../lang/definition.ts'
import { evaluateFormula } from '../../lang/formula-value.ts'
import { Diagnostics } from '../../lang/source.ts'
import type { Formula } from '../../lang/syntax.ts'

/** The value of a formula in numbers. */
export function numberFrom(formula: Formula, names: Readonly<Record<string, number>>): number {
  const sink = new Diagnostics()
  const value = evaluateFormula(formula, names, sink)
  if (value === null || sink.list.length > 0) throw mistaken(sink)
  return value
}

/** The first mistake, as the reason why there is no value. */
export function mistaken({ list: [mistake] }: Diagnostics): NoValue {
  if (!mistake) throw new Error('a formula without a value, and without a mistake')
  return new NoValue(mistake, true)
}
