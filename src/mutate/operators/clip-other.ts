import type { Expr } from '../../lang/syntax.ts'
import { type Clip, clipsOf } from '../clips.ts'
import { withValue } from '../edits.ts'
import { argumentsOf, binary, call, named, operation, partsOf, replacedPart, same } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/** Another quantity is clipped: what is divided for the quotient, the gradient for the step. Reports of it: clips of Sophia and ADOPT. */
export const clipOther: Operator = {
  name: 'clip-other',
  title: 'a clip is made of another quantity',
  law: 'as long as nothing is clipped, it is the rule',
  changes: (rule) => clipsOf(rule).flatMap((clip) => [...numerator(clip), ...sizeOfGradient(clip)]),
}

/** clamp(a / b) becomes clamp(a) / b. */
function numerator({ line, node, of, bounds }: Clip): Change[] {
  const quotient = binary(of ?? undefined, 'div')
  if (!quotient) return []
  const by = operation('div', call('clamp', quotient[0], ...bounds), quotient[1])
  const edits = [withValue(line, replacedPart(line.value, node, by))]
  return [{ name: 'clip-before-division', note: `clips what is divided in ${line.name}, and not the quotient`, edits }]
}

/** The norm of the gradient stands for that of what is clipped. */
function sizeOfGradient({ line, node, of }: Clip): Change[] {
  const norm = of === null ? partsOf(node).find(({ part }) => argumentsOf(part, 'norm'))?.part : undefined
  const by: Expr = call('norm', named('g'))
  if (!norm || same(norm, by)) return []
  const edits = [withValue(line, replacedPart(line.value, norm, by))]
  return [
    { name: 'clip-by-gradient', note: `clips by the norm of the gradient, and not by that of ${line.name}`, edits },
  ]
}
