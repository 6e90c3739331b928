import type { NodeOf } from '../node.ts'
import { signArgument } from '../patterns.ts'
import type { Algebra } from './algebra.ts'
import { ALL, BINARY, excludesZero, isZero, POSITIVE, point, type Range, range, UNARY, union } from './range.ts'

/** What is known of the leaves of a graph. */
export interface LeafRanges {
  param(node: NodeOf<'param'>): Range
  state(node: NodeOf<'state'>): Range
  /** Of the number of the step. */
  readonly step: Range
}

/**
 * Ranges: a node's value, where it has one, lies in its range. That is interval arithmetic; ends that may have been rounded are
 * moved outwards. The number of coordinates is at least 1 and otherwise open.
 */
export const ranges = (leaves: LeafRanges): Algebra<Range> => ({
  const: (node) => point(node.value),
  literal: (node) => range(Math.min(...node.values), Math.max(...node.values)),
  index: () => range(1, Number.POSITIVE_INFINITY),
  param: leaves.param,
  state: leaves.state,
  step: () => leaves.step,
  draw: () => range(0, 1),
  table: () => ALL,
  unary: (node, a) => UNARY[node.op](a),
  binary: (node, a, b) => (node.op === 'mul' && node.a === node.b ? BINARY.pow(a, point(2)) : BINARY[node.op](a, b)),
  select(node, a, b, c) {
    if (signArgument(node)) return range(-1, 1)
    return excludesZero(a) ? b : isZero(a) ? c : union(b, c)
  },
  reduce: (node, a) => REDUCE[node.op](a),
  pick: (_, a) => a,
})

const REDUCE: Record<NodeOf<'reduce'>['op'], (a: Range) => Range> = {
  min: (a) => a,
  max: (a) => a,
  prod: ({ low }) => (low >= 0 ? POSITIVE : ALL),
  sum: ({ low, high }) => range(low < 0 ? Number.NEGATIVE_INFINITY : low, high > 0 ? Number.POSITIVE_INFINITY : high),
}
