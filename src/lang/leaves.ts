import type { Node, NodeKind } from './node.ts'

/** Kinds of nodes whose value is another at each step, and those whose value is each lane's own. */
const LEAVES: { readonly [K in NodeKind]: { readonly moves: boolean; readonly own: boolean } } = {
  const: { moves: false, own: false },
  literal: { moves: false, own: false },
  index: { moves: false, own: false },
  param: { moves: false, own: true },
  state: { moves: true, own: true },
  step: { moves: true, own: false },
  draw: { moves: true, own: true },
  table: { moves: true, own: false },
  unary: { moves: false, own: false },
  binary: { moves: false, own: false },
  select: { moves: false, own: false },
  reduce: { moves: false, own: false },
  pick: { moves: false, own: false },
}

/** Whether a node changes from step to step by itself, and not through its operands. */
export const moves = ({ kind }: Node): boolean => LEAVES[kind].moves

/** Whether a node differs between lanes by itself, and not through its operands. */
export const isLaneOwn = ({ kind }: Node): boolean => LEAVES[kind].own
