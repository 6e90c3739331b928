import type { Expr } from '../../lang/syntax.ts'
import { type Decay, decaysOf, undecayed } from '../decay.ts'
import { type Edit, withValue } from '../edits.ts'
import { isName, named, operation, replaced, same } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'

/**
 * Weight decay is added to the gradient, and not taken from the iterate. Reports of it: Adam with `weight_decay` used for AdamW; Lion
 * whose decay goes into the sign.
 */
export const decayCoupled: Operator = {
  name: 'decay-coupled',
  title: 'weight decay is added to the gradient, and not taken from the iterate',
  law: 'where weight decay is 0, it is the rule',
  changes: (rule) => decaysOf(rule).flatMap((decay): Change[] => (decay.decoupled ? [coupled(rule, decay)] : [])),
}

function coupled(rule: Rule, decay: Decay): Change {
  const decayed = operation('add', named('g'), operation('mul', named(decay.wd), named('x')))
  const edits = rule.lines.flatMap((line): Edit[] => {
    const value = withGradient(line === decay.line ? undecayed(decay) : line.value, decayed)
    return same(value, line.value) ? [] : [withValue(line, value)]
  })
  return { name: `${decay.wd}-coupled`, note: 'weight decay is added to the gradient', edits }
}

const withGradient = (value: Expr, by: Expr): Expr => replaced(value, (part) => (isName(part, 'g') ? by : null))
