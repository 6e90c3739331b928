import type { Expr } from '../../lang/syntax.ts'
import { withValue } from '../edits.ts'
import { type Ema, emasOf } from '../ema.ts'
import { oneMinus, replaced, replacedPart, same, textOf } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'

/**
 * An average forgets like another one: beta1 for beta2, in one line or everywhere. Reports of it: lines that were copied, and pairs
 * of betas that are handed over in the other order.
 */
export const betaExchanged: Operator = {
  name: 'beta-exchanged',
  title: 'an average forgets like another one: beta1 for beta2',
  law: 'where the betas are equal, it is the rule',
  changes(rule) {
    const averages = emasOf(rule)
    return [...averages.flatMap((one) => averages.flatMap((other) => exchanged(one, other))), ...everywhere(rule)]
  },
}

function exchanged({ line, decay, kept, weight, entered }: ReturnType<typeof emasOf>[number], other: Ema): Change[] {
  if (same(decay, other.decay)) return []
  const parts = new Map<Expr, Expr>([
    [kept, replaced(kept, (part) => (same(part, decay) ? other.decay : null))],
    [entered, replacedPart(entered, weight, oneMinus(other.decay))],
  ])
  return [
    {
      name: `${line.name}-with-${other.decay.kind === 'name' ? other.decay.name : `decay-of-${other.line.name}`}`,
      note: `${line.name} forgets with ${textOf(other.decay)} for ${textOf(decay)}`,
      edits: [
        withValue(
          line,
          replaced(line.value, (part) => parts.get(part) ?? null),
        ),
      ],
    },
  ]
}

/** Two names exchanged in all statements but those that give them values. */
function everywhere(rule: Rule): Change[] {
  const names = [...new Set(emasOf(rule).flatMap(({ decay }) => (decay.kind === 'name' ? [decay.name] : [])))]
  const [a, b] = names
  if (a === undefined || b === undefined || names.length > 2) return []
  const edits = rule.lines
    .filter(({ name }) => name !== a && name !== b)
    .flatMap((line) => {
      const value = replaced(line.value, (part) => {
        if (part.kind !== 'name' || (part.name !== a && part.name !== b)) return null
        return { ...part, name: part.name === a ? b : a }
      })
      return same(value, line.value) ? [] : [withValue(line, value)]
    })
  return [{ name: `${a}-for-${b}`, note: `${a} and ${b} are exchanged`, edits }]
}
