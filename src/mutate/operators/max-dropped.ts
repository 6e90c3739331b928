import type { Expr } from '../../lang/syntax.ts'
import { withValue } from '../edits.ts'
import { argumentsOf, partsOf, replacedPart, same } from '../expressions.ts'
import type { Operator } from '../operator.ts'
import type { Line, Rule } from '../rule.ts'

/** A running maximum is left out. Reports of it: `amsgrad=True` that nothing reads. */
export const maxDropped: Operator = {
  name: 'max-dropped',
  title: 'a running maximum is left out',
  law: 'where what it is of never falls, it is the rule',
  changes: (rule) =>
    maximaOf(rule).map(({ line, node, entered }) => ({
      name: `${line.name}-without-max`,
      note: `${line.name} is no maximum`,
      edits: [withValue(line, replacedPart(line.value, node, entered))],
    })),
}

/** A state that is a running maximum: s = max(s, e), or s = max(a * s, e). */
export interface Maximum {
  readonly line: Line
  readonly node: Expr
  readonly entered: Expr
}

export function maximaOf(rule: Rule): Maximum[] {
  return rule.step.filter(rule.isState).flatMap((line) =>
    partsOf(line.value).flatMap(({ part }): Maximum[] => {
      const args = argumentsOf(part, 'max')
      const own = args?.findIndex((arg) => partsOf(arg).some((inner) => same(inner.part, line.target))) ?? -1
      const entered = args?.[1 - own]
      return args?.length === 2 && own >= 0 && entered ? [{ line, node: part, entered }] : []
    }),
  )
}
