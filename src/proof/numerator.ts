import type { Node } from '../lang/node.ts'
import { signArgument } from '../lang/patterns.ts'
import type { Sums } from './linear.ts'
import { ruleFormula } from './rule-formula.ts'
import type { RuleGraph } from './rule-graph.ts'

/** What the denominator divides: this step's gradient, a moment of gradients, or a moment of gradients divided before. */
export type NumeratorKind = 'gradient' | 'moment' | 'normalised'

export interface Numerator {
  /** Null if it is none of these. */
  readonly kind: NumeratorKind | null
  readonly reason: string
}

/** The numerator of the update, by its form: sums, factors without data, quotients, clips, and the states they are made of. */
export function numerator(rule: RuleGraph, sums: Sums): Numerator {
  const { x } = rule
  const reader = new Reader(rule, sums)
  const all = new Set(reader.atoms(rule.moved))
  const tops = [...all].filter((node) => node !== x)
  const divided = tops.map((node) => reader.dividend(node) ?? node)
  const kinds = divided.map((node) => reader.kindOf(node))
  const texts = [...new Set(divided.map((node) => ruleFormula(sums.split(node).atom, rule)))].join(' and ')
  if (tops.length === 0) return { kind: null, reason: 'the update does not use the gradient' }
  if (!all.has(x)) return { kind: null, reason: `x is not moved from where it is, but set anew: ${texts}` }
  if (kinds.includes(null)) return { kind: null, reason: `the numerator is neither g_t nor a moment of it: ${texts}` }
  if (kinds.includes('normalised'))
    return { kind: 'normalised', reason: `the numerator is a moment of normalised gradients: ${texts}` }
  const gradients = divided.some((node) => reader.isOfClipped(node)) ? 'clipped gradients' : 'the gradients'
  if (kinds.includes('moment')) return { kind: 'moment', reason: `the numerator is a moment of ${gradients}: ${texts}` }
  return { kind: 'gradient', reason: `the numerator is ${texts}` }
}

class Reader {
  private readonly rule: RuleGraph
  private readonly sums: Sums
  private readonly states = new Map<Node, NumeratorKind | null>()
  private readonly looked = new Set<Node>()

  /** Every state counts as a moment until its recurrence says otherwise, which can only take kinds away. */
  constructor(rule: RuleGraph, sums: Sums) {
    this.rule = rule
    this.sums = sums
    for (const { leaf } of rule.states) this.states.set(leaf, 'moment')
    for (let stable = false; !stable; ) {
      stable = true
      for (const { leaf, next } of rule.states) {
        const parts = this.atoms(next, next).filter((node) => node !== leaf)
        const kind = parts.length === 0 ? null : this.together(parts)
        const now = kind === 'gradient' ? 'moment' : kind
        if (now === this.states.get(leaf)) continue
        this.states.set(leaf, now)
        stable = false
      }
    }
  }

  /** What a node is a sum of, up to factors, clips and branches; a state after the step is one of them unless it is `opened`. */
  atoms(node: Node, opened: Node | null = null, onClip?: (inside: Node) => void): Node[] {
    const { sums, rule } = this
    if (sums.isFree(node)) return []
    if (node !== opened && rule.states.some(({ next }) => next === node)) return [node]
    const { atom } = sums.split(node)
    if (atom !== node) return this.atoms(atom, opened === node ? atom : null, onClip)
    const both = (a: Node, b: Node) => [...this.atoms(a, null, onClip), ...this.atoms(b, null, onClip)]
    if (atom.kind === 'select' && !signArgument(atom)) return both(atom.b, atom.c)
    if (atom.kind !== 'binary') return [atom]
    if (atom.op === 'add' || atom.op === 'sub') return both(atom.a, atom.b)
    const clipped = atom.op === 'min' || atom.op === 'max' ? this.inside(atom) : null
    if (!clipped) return [atom]
    onClip?.(clipped)
    return this.atoms(clipped, null, onClip)
  }

  /** Whether a bound without data is put on what a moment adds up, at any depth. */
  isOfClipped(node: Node): boolean {
    const state = this.rule.states.find(({ leaf, next }) => leaf === node || next === node)
    let clips = false
    // A bound on the moment itself is none on what it adds up.
    const note = (inside: Node) => {
      clips ||= !state || !this.atoms(inside).includes(state.leaf)
    }
    const parts = state ? this.atoms(state.next, state.next, note) : this.atoms(node, null, note)
    if (this.looked.has(state?.leaf ?? node)) return false
    this.looked.add(state?.leaf ?? node)
    return clips || parts.some((part) => this.isOfClipped(part))
  }

  /** What a bound without data is put on. */
  private inside({ a, b }: Extract<Node, { kind: 'binary' }>): Node | null {
    return this.sums.isFree(b) ? a : this.sums.isFree(a) ? b : null
  }

  /** What is divided in `a / b`, and in `a * (c / b)` and `a * min(1, c / b)` where c is free of data; null in all others. */
  dividend(node: Node): Node | null {
    if (node.kind !== 'binary') return null
    if (node.op === 'div') return node.a
    if (node.op !== 'mul') return null
    const scale = (factor: Node): boolean => {
      if (factor.kind !== 'binary') return false
      if (factor.op === 'div') return this.sums.isFree(factor.a)
      const limited = factor.op === 'min' || factor.op === 'max' ? this.inside(factor) : null
      return limited !== null && scale(limited)
    }
    return scale(node.b) ? node.a : scale(node.a) ? node.b : null
  }

  kindOf(node: Node): NumeratorKind | null {
    if (node.kind === 'table') return 'gradient'
    const state = this.rule.states.find(({ leaf, next }) => leaf === node || next === node)
    if (state) return this.states.get(state.leaf) ?? null
    const parts = this.atoms(node)
    const [only] = parts
    if (parts.length !== 1 || only !== node) return this.together(parts)
    const divided = this.dividend(node)
    return divided && this.kindOf(divided) !== null ? 'normalised' : null
  }

  private together(nodes: readonly Node[]): NumeratorKind | null {
    const kinds = nodes.map((node) => this.kindOf(node))
    if (kinds.length === 0 || kinds.includes(null)) return null
    if (kinds.includes('normalised')) return 'normalised'
    return kinds.includes('moment') ? 'moment' : 'gradient'
  }
}
