import type { Expr } from '../../lang/syntax.ts'
import { type Decay, decaysOf, stepSize, undecayed } from '../decay.ts'
import { withValue } from '../edits.ts'
import { factorsOf, isName, named, operation, partsOf, replacedPart, withoutFactor } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/**
 * Weight decay is multiplied by the step size where it should not be, or is not where it should. Reports of it: AdamW, whose paper and
 * libraries differ in this; decays that do not follow a schedule of the step size, or follow it twice.
 */
export const decayStepSize: Operator = {
  name: 'decay-step-size',
  title: 'weight decay without the step size, or with it',
  law: 'where weight decay is 0, it is the rule',
  changes(rule) {
    const lr = stepSize(rule)
    if (lr === null) return []
    return decaysOf(rule).flatMap((decay): Change[] => {
      const { line, term, wd, decoupled } = decay
      if (!decoupled) return []
      const change = (name: string, note: string, value: Expr): Change => ({
        name: `${wd}-${name}`,
        note,
        edits: [withValue(line, value)],
      })
      const own = factorsOf(term).find(({ node }) => isName(node, lr))
      const without = 'weight decay is not multiplied by the step size'
      if (own) return [change('without-lr', without, replacedPart(line.value, term, withoutFactor(term, own.node)))]
      if (isMultiplied(decay, lr)) return [change('without-lr', without, operation('sub', undecayed(decay), term))]
      const times = operation('mul', named(lr), term)
      return [change('with-lr', 'weight decay is multiplied by the step size', replacedPart(line.value, term, times))]
    })
  },
}

/** Whether the sum in which the decay stands is multiplied by the step size as a whole. */
function isMultiplied({ line, node }: Decay, lr: string): boolean {
  return partsOf(line.value).some(({ part }) => {
    const factors = factorsOf(part)
    return factors.some((one) => one.node === node) && factors.some((one) => isName(one.node, lr))
  })
}
