import { copied } from '../../lang/algebra/copies.ts'
import { dependents, inOrder } from '../../lang/facts.ts'
import { exactly } from '../../lang/folding.ts'
import { Graph } from '../../lang/graph.ts'
import type { Node } from '../../lang/node.ts'
import { type Gain, gainsOf } from './gains.ts'
import { asDouble, isZero } from './rational.ts'
import { compute, fixedCells, type LateRule, type LateState, mapped, rootsOf } from './rule.ts'

/** The table of the gradients of n steps ago. */
export const ago = (n: number): string => (n === 0 ? 'g' : `g@${n}`)
export const delayOf = (table: string): number => Number(table.split('@')[1] ?? 0)

/**
 * A rule in which a difference that vanishes on constant gradients, such as g - m, is computed from the increments of the
 * gradients. Where m is close to g, subtracting would lose every digit, and ACProp's denominator is made of just those steps.
 *
 * Derivation: write a value as G g_t + d_t, G its gain. A state s_t = a s_(t-1) + (terms of the step) has
 * d_t = a (d_(t-1) - G (g_t - g_(t-1))) + (deviations of the terms), for G g_t drops out; of g itself d is 0, of g_(t-n) it is
 * g_(t-n) - g_t. A value whose G is 0 is its d. Each deviation of a state is a state of its own.
 *
 * Where a state keeps more than half of itself over a period it is the other way round: m is then not close to g, and a sum of
 * increments, which add up to 0, would lose the digits.
 */
export function byIncrements(rule: LateRule, period: number): LateRule {
  const { graph } = rule
  const roots = rootsOf(rule)
  const all = inOrder(roots)
  const { gains, kept } = gainsOf(rule, roots)
  const remembers = dependents(all, ({ kind }) => kind === 'state')
  const vanishing = all.filter((node) => {
    if (node.kind !== 'binary' || (node.op !== 'sub' && node.op !== 'add')) return false
    const gain = gains.get(node)
    return gain?.of === 'gradient' && isZero(gain.size) && remembers.has(node)
  })
  if (vanishing.length === 0) return rule

  const added = new Map<LateState, LateState>()
  const known = new Map<Node, Node | null>()
  const targets = new Map<Node, Node>()
  try {
    for (const node of vanishing) targets.set(node, deviation(node) ?? graph.const(0))
  } catch (error) {
    if (error instanceof Unfit) return rule
    throw error
  }
  return rebuilt(rule, [...added.values()], targets)

  function deviation(node: Node): Node | null {
    const before = known.get(node)
    if (before !== undefined) return before
    const made = derive(node)
    known.set(node, made)
    return made
  }

  /** What is left of a node once its gain times g_t is taken away; null for nothing. */
  function derive(node: Node): Node | null {
    const gain = gains.get(node) ?? null
    if (gain?.of !== 'gradient') throw new Unfit()
    if (node.kind === 'table') {
      return node.name === ago(0) ? null : graph.sub(node, graph.table(ago(0)))
    }
    if (node.kind === 'state') return ofState(node, gain)
    if (node.kind === 'reduce' || node.kind === 'pick') return deviation(node.a)
    if (node.kind === 'unary') return through(deviation(node.a), (a) => graph.unary('neg', a))
    if (node.kind !== 'binary') throw new Unfit()
    const { op, a, b } = node
    if (op === 'div') return through(deviation(a), (part) => graph.div(part, b))
    if (op === 'mul') {
      const byLeft = gains.get(a)?.of === 'one'
      return through(deviation(byLeft ? b : a), (part) => (byLeft ? graph.mul(a, part) : graph.mul(part, b)))
    }
    const [left, right] = [deviation(a), deviation(b)]
    if (op === 'add') return left && right ? graph.add(left, right) : (left ?? right)
    return left && right ? graph.sub(left, right) : (left ?? through(right, (part) => graph.unary('neg', part)))
  }

  function keptOver(name: string): number {
    const part = kept.get(name)
    return part ? (Math.abs(Number(part.top)) / Number(part.bottom)) ** period : 1
  }

  function ofState(leaf: Node, gain: NonNullable<Gain>): Node {
    const state = rule.states.find((one) => one.leaf === leaf)
    const size = asDouble(gain.size)
    if (!state || size === null || keptOver(state.name) > 1 / 2) throw new Unfit()
    const name = `${state.name} - g`
    const own = graph.state(name, leaf.shape)
    if (!added.has(state)) {
      added.set(state, { name, leaf: own, next: own, init: graph.const(0), first: null })
      added.set(state, {
        name,
        leaf: own,
        next: deviation(state.next) ?? graph.const(0),
        init: graph.const(0),
        first: null,
      })
    }
    const increment = graph.sub(graph.table(ago(0)), graph.table(ago(1)))
    return size === 0 ? own : graph.sub(own, graph.mul(graph.const(size), increment))
  }
}

/** Thrown where a node has no deviation that can be computed: the rule is then left as it is written. */
class Unfit extends Error {}

const through = (node: Node | null, f: (node: Node) => Node): Node | null => node && f(node)

/** The rule with nodes in the place of others, and with more states. */
function rebuilt(rule: LateRule, more: readonly LateState[], targets: ReadonlyMap<Node, Node>): LateRule {
  const graph = new Graph(exactly)
  const plain = copied(graph, [...targets.values(), ...more.flatMap(({ leaf, next }) => [leaf, next])], () => null)
  const old = rule.states.flatMap(({ leaf, next, init, first }) => [leaf, next, init, ...(first ? [first] : [])])
  const copy = copied(graph, [rule.x, rule.moved, ...old], (node) => {
    const target = targets.get(node)
    return target ? plain(target) : null
  })
  const made = mapped(rule, copy)
  const own = more.map(({ name, leaf, next }) => ({
    name,
    leaf: plain(leaf),
    next: plain(next),
    init: graph.const(0),
    first: null,
  }))
  const whole = { ...made, states: [...made.states, ...own] }
  const fixed = fixedCells(rootsOf(whole), rule.param)
  compute(fixed)
  return { ...whole, graph, fixed, param: rule.param }
}
