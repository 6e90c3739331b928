import type { Node } from '../lang/node.ts'
import { type Answer, open, proved, refuted } from './answer.ts'
import { randomGradient } from './random.ts'
import type { Ranges } from './ranges.ts'
import { ruleFormula } from './rule-formula.ts'
import { isGradient, type RuleGraph } from './rule-graph.ts'
import { STEPS, simulate } from './simulate.ts'

/** Something with data in it that is divided by. */
export interface Denominator {
  readonly node: Node
  readonly numerator: Node
  /** Whether the division is made on the way to x in the same step, and not only to a state that is used later. */
  readonly direct: boolean
}

/** What a node divides by: the second operand of a quotient, the base of a power that is, or may be, negative. */
function divisor(node: Node, ranges: Ranges): { node: Node; numerator: Node } | null {
  if (node.kind !== 'binary') return null
  if (node.op === 'div') return { node: node.b, numerator: node.a }
  return node.op === 'pow' && ranges.of(node.b).low < 0 ? { node: node.a, numerator: node } : null
}

const contains = (ranges: Ranges, node: Node, leaf: (part: Node) => boolean): boolean =>
  [...ranges.reachable(node)].some(leaf)

/** Whether a node is data or a state that data reach: a constant that is kept, or a count of steps, is none. */
function withData(rule: RuleGraph, ranges: Ranges): (node: Node) => boolean {
  const reached = new Set<Node>([rule.x])
  const holds = (node: Node) => isGradient(node) || reached.has(node)
  for (let size = 0; size < reached.size; ) {
    size = reached.size
    for (const { leaf, init, first, next } of rule.states)
      if ([init, first ?? init, next].some((node) => contains(ranges, node, holds))) reached.add(leaf)
  }
  return holds
}

/** Every denominator with data in it, of the update and of the states that reach x. */
export function denominatorsOf(rule: RuleGraph, ranges: Ranges): Denominator[] {
  const found = new Map<Node, Denominator>()
  const holdsData = withData(rule, ranges)
  for (const root of [rule.moved, ...rule.states.map(({ next }) => next)]) {
    for (const part of ranges.reachable(root)) {
      const division = divisor(part, ranges)
      if (!division || found.has(division.node) || !contains(ranges, division.node, holdsData)) continue
      found.set(division.node, { ...division, direct: root === rule.moved })
    }
  }
  return [...found.values()]
}

/** Denominators as formulas, for a sentence. */
export const formulas = (rule: RuleGraph, list: readonly Denominator[]): string =>
  [...new Set(list.map(({ node }) => ruleFormula(node, rule)))].join(' and ')

/** Is every denominator known before this step's gradient is? */
export function predictable(rule: RuleGraph, ranges: Ranges): Answer {
  const all = denominatorsOf(rule, ranges)
  if (all.length === 0) return open('no denominator contains data')
  const sees = ({ node, numerator, direct }: Denominator, at: Ranges) =>
    contains(at, node, isGradient) && (direct || contains(at, numerator, isGradient))
  const seeing = all.filter((one) => sees(one, ranges))
  const kept = all.filter((one) => !seeing.includes(one) && contains(ranges, one.node, isGradient))
  if (seeing.length === 0) {
    return kept.length > 0
      ? open(`a denominator depends on g_t, and what it divides is kept for later steps: ${formulas(rule, kept)}`)
      : proved(`the denominator does not depend on g_t: ${formulas(rule, all)}`)
  }
  const texts = formulas(rule, seeing)
  if (!movesWithGradient(rule, seeing))
    return open(`the denominator contains g_t, and no example shows that it matters: ${texts}`)
  const later = ranges.since(2)
  const onlyFirst = !denominatorsOf(rule, later).some((one) => sees(one, later))
  return refuted(`the denominator depends on g_t${onlyFirst ? ', at the first step only' : ''}: ${texts}`)
}

/** Whether a denominator takes another value at some step of a random sequence when that step's gradient is another one. */
function movesWithGradient(rule: RuleGraph, list: readonly Denominator[]): boolean {
  const probes = list.map(({ node }) => node)
  const steps = STEPS
  const values = (other: number | null) =>
    simulate(rule, { steps, probes, gradients: (t, k) => randomGradient(t === other ? 7 : 1, t, k) })
  const plain = values(null)
  return plain.some(({ t, probes: ours }) => {
    const theirs = values(t)[t - 1]?.probes
    return ours.some((value, k) => String(value) !== String(theirs?.[k] ?? value))
  })
}
