import type { Expr } from '../../lang/syntax.ts'
import { withValue } from '../edits.ts'
import { type Eps, epsOf } from '../eps.ts'
import { argumentsOf, call, number, operation, partsOf, replacedPart } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'

/**
 * eps stands beside the root and not inside it, inside and not beside, or bounds what it should be added to. Reports of it: RMSProp,
 * of which libraries have both versions, and many ports from one of them to the other.
 */
export const epsMoved: Operator = {
  name: 'eps-moved',
  title: 'eps stands inside the root for beside it, beside for inside, as a bound for a summand',
  law: 'where eps is 0, it is the rule',
  changes: (rule) => epsOf(rule).flatMap((one) => [...moved(one), ...once(rule, one)]),
}

function moved(one: Eps): Change[] {
  const { line, node, other, eps, place } = one
  const becomes = (name: string, note: string, part: Expr, by: Expr): Change => ({
    name,
    note,
    edits: [withValue(line, replacedPart(line.value, part, by))],
  })
  const under = argumentsOf(other, 'sqrt')?.[0]
  if (under) {
    const inside = (what: Expr) => call('sqrt', operation('add', under, what))
    return [
      becomes('eps-inside-root', 'eps stands inside the root', node, inside(eps)),
      becomes(
        'eps-squared-inside-root',
        'the square of eps stands inside the root',
        node,
        inside(operation('pow', eps, number(2))),
      ),
      place === 'root'
        ? becomes(
            'eps-bounds-root',
            'eps bounds the root from below and is not added to it',
            node,
            call('max', other, eps),
          )
        : becomes(
            'eps-added',
            'eps is added to the root and does not bound it from below',
            node,
            operation('add', other, eps),
          ),
    ]
  }
  if (place !== 'inside') return []
  const root = rootOf(line.value, node)
  return root
    ? [
        becomes(
          'eps-beside-root',
          'eps stands beside the root and not inside it',
          root,
          operation('add', call('sqrt', other), eps),
        ),
      ]
    : []
}

/** eps of every step is added once, to the root that is divided by or inside it. */
function once(rule: Rule, { line, node, other, eps, place }: Eps): Change[] {
  if (place !== 'accumulated') return []
  for (const reader of rule.step) {
    const root = partsOf(reader.value).find(({ part }) => rootOfData(rule, part))?.part
    const under = argumentsOf(root, 'sqrt')?.[0]
    if (!root || !under || reader === line) continue
    const change = (name: string, note: string, by: Expr): Change => ({
      name,
      note,
      edits: [
        withValue(line, replacedPart(line.value, node, other)),
        withValue(reader, replacedPart(reader.value, root, by)),
      ],
    })
    const inside = call('sqrt', operation('add', under, eps))
    return [
      change('eps-once-inside-root', 'eps stands inside the root, and is not added at every step', inside),
      change(
        'eps-once-beside-root',
        'eps stands beside the root, and is not added at every step',
        operation('add', root, eps),
      ),
    ]
  }
  return []
}

function rootOfData(rule: Rule, part: Expr): boolean {
  const [under] = argumentsOf(part, 'sqrt') ?? []
  return under !== undefined && rule.isData(under)
}

/** The root of this sum. */
function rootOf(value: Expr, node: Expr): Expr | null {
  if (argumentsOf(value, 'sqrt')?.[0] === node) return value
  for (const part of inner(value)) {
    const found = rootOf(part, node)
    if (found) return found
  }
  return null
}

const inner = (expr: Expr): readonly Expr[] =>
  'args' in expr ? expr.args : expr.kind === 'conditional' ? [expr.yes, expr.no] : []
