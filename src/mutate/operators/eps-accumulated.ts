import { withValue } from '../edits.ts'
import { epsOf } from '../eps.ts'
import { operation, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import { secondMoments } from '../squares.ts'

/**
 * eps is added to the second moment at every step, so it stays there and grows to eps / (1 - beta2). Reports of it: AdaBelief, whose
 * paper and code differ in this.
 */
export const epsAccumulated: Operator = {
  name: 'eps-accumulated',
  title: 'eps is added to the second moment at every step',
  law: 'where eps is 0, it is the rule',
  changes(rule) {
    const found = epsOf(rule)
    const moment = secondMoments(rule).at(-1)
    if (!moment || found.some(({ place }) => place === 'accumulated')) return []
    return found.flatMap(({ line, node, other, eps }): Change[] =>
      line === moment.line
        ? []
        : [
            {
              name: 'eps-accumulated',
              note: `eps is added to ${moment.line.name} at every step`,
              edits: [
                withValue(line, replacedPart(line.value, node, other)),
                withValue(moment.line, replacedPart(moment.line.value, moment.sum, operation('add', moment.sum, eps))),
              ],
            },
          ],
    )
  },
}
