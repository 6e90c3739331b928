import { type Algebra, fold } from '../../lang/algebra/algebra.ts'
import { constantValue } from '../../lang/algebra/copies.ts'
import type { Node } from '../../lang/node.ts'
import { groups } from './order.ts'
import { add, exact, inverse, multiply, negate, type Rational } from './rational.ts'
import type { LateRule } from './rule.ts'
import { narrow } from './wide.ts'

/** What constant gradients make of a node, exactly: the same for all of them, or a multiple of them; null if neither by its form. */
export type Gain = { readonly of: 'one' | 'gradient'; readonly size: Rational } | null

const number = (value: number): Gain => (Number.isFinite(value) ? { of: 'one', size: exact(value) } : null)
const scaled = (gain: Gain, size: Rational): Gain => gain && { of: gain.of, size: multiply(gain.size, size) }
const sum = (a: Gain, b: Gain): Gain => (a && b && a.of === b.of ? { of: a.of, size: add(a.size, b.size) } : null)
const opposite = (a: Gain): Gain => a && { of: a.of, size: negate(a.size) }
const product = (a: Gain, b: Gain): Gain => {
  if (!a || !b) return null
  if (a.of === 'one') return scaled(b, a.size)
  return b.of === 'one' ? scaled(a, b.size) : null
}
const quotient = (a: Gain, b: Gain): Gain => {
  const factor = b?.of === 'one' ? inverse(b.size) : null
  return factor && scaled(a, factor)
}

const gains = (rule: LateRule, states: ReadonlyMap<string, Gain>): Algebra<Gain> => {
  /** Of what is no sum or product of its operands, the number that it is, where it is one. */
  const other = (node: Node): Gain => {
    const cell = rule.fixed.get(node)
    return cell ? number(narrow(cell.value)) : null
  }
  return {
    const: (node) => number(node.value),
    literal: other,
    index: other,
    param: (node) => number(rule.param(node.name)),
    state: (node) => states.get(node.name) ?? null,
    step: () => null,
    draw: () => null,
    table: () => ({ of: 'gradient', size: exact(1) }),
    unary: (node, a) => (node.op === 'neg' ? opposite(a) : other(node)),
    binary(node, a, b) {
      if (node.op === 'add') return sum(a, b) ?? other(node)
      if (node.op === 'sub') return sum(a, opposite(b)) ?? other(node)
      if (node.op === 'mul') return product(a, b) ?? other(node)
      return (node.op === 'div' ? quotient(a, b) : null) ?? other(node)
    },
    select: other,
    reduce: (_, a) => a,
    pick: (node, a) => (constantValue(node) === null ? a : other(node)),
  }
}

/** The gains of all nodes of a rule, and which part of itself each linear state keeps a step. */
export function gainsOf(
  rule: LateRule,
  roots: readonly Node[],
): { readonly gains: ReadonlyMap<Node, Gain>; readonly kept: ReadonlyMap<string, Rational> } {
  const states = new Map<string, Gain>()
  const kept = new Map<string, Rational>()
  for (const [state, ...others] of groups(rule.states)) {
    if (!state || others.length > 0) continue
    const at = (size: number): Gain => {
      const tried = new Map(states).set(state.name, { of: 'gradient', size: exact(size) })
      return fold([state.next], gains(rule, tried)).get(state.next) ?? null
    }
    // A linear function of the state: what it adds, and what it keeps.
    const [adds, both] = [at(0), at(1)]
    if (adds?.of !== 'gradient' || both?.of !== 'gradient') continue
    const keeps = add(both.size, negate(adds.size))
    const left = inverse(add(exact(1), negate(keeps)))
    if (!left) continue
    states.set(state.name, scaled(adds, left))
    kept.set(state.name, keeps)
  }
  return { gains: fold(roots, gains(rule, states)), kept }
}
