/** A value is, per lane, a scalar or a vector over the d coordinates. */
export type Shape = 'scalar' | 'vector'

export type UnaryOp = 'neg' | 'abs' | 'sqrt' | 'floor' | 'exp' | 'log' | 'sin' | 'cos' | 'tan' | 'tanh'
export type ComparisonOp = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne'
/** Comparisons give 1 or 0 (0 if an operand is NaN, except `ne`). */
export type BinaryOp = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'min' | 'max' | ComparisonOp
/** Reductions run over the coordinates in order, from the first, starting from -0, 1, +Infinity, -Infinity. */
export type ReduceOp = 'sum' | 'prod' | 'min' | 'max'

interface Common {
  /** Position in creation order: an operand's id is always smaller. */
  readonly id: number
  readonly shape: Shape
}

/**
 * A node of the expression graph. Equal nodes of one graph are the same object (common subexpressions are shared), so a
 * program is a set of nodes and "does not depend on" is reachability.
 */
export type Node = Common &
  (
    | { readonly kind: 'const'; readonly value: number }
    /** A vector written out, one value a coordinate. */
    | { readonly kind: 'literal'; readonly values: readonly number[] }
    /** The coordinate index `i` = 1 ... d. */
    | { readonly kind: 'index' }
    /** A scalar that is fixed for a lane: a hyperparameter of the grid, or the horizon `T`. */
    | { readonly kind: 'param'; readonly name: string }
    /** The value of a state at the start of the step. */
    | { readonly kind: 'state'; readonly name: string }
    /** The number of the step, 1, 2, ...: it counts the oracle's gradients. */
    | { readonly kind: 'step' }
    /** The `number`-th uniform of (0, 1) of a stream at this step (one a coordinate where the shape is vector). */
    | { readonly kind: 'draw'; readonly stream: number; readonly number: number }
    /** Row t of a recorded table (T rows, d columns), shared by all lanes. */
    | { readonly kind: 'table'; readonly name: string }
    | { readonly kind: 'unary'; readonly op: UnaryOp; readonly a: Node }
    | { readonly kind: 'binary'; readonly op: BinaryOp; readonly a: Node; readonly b: Node }
    /** `b` where `a` is not 0, else `c`. Both are computed. A NaN in `a` counts as not 0. */
    | { readonly kind: 'select'; readonly a: Node; readonly b: Node; readonly c: Node }
    | { readonly kind: 'reduce'; readonly op: ReduceOp; readonly a: Node }
    /** Coordinate `k` (1-based) of the vector `a`. */
    | { readonly kind: 'pick'; readonly a: Node; readonly k: number }
  )

/** A node before it has an identity. */
export type Draft = Node extends infer N ? (N extends Node ? Omit<N, 'id'> : never) : never

export type NodeKind = Node['kind']
export type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>

/** One `V` for each operand of a kind of node. */
export type Operands<K extends NodeKind, V> =
  NodeOf<K> extends { c: Node }
    ? [a: V, b: V, c: V]
    : NodeOf<K> extends { b: Node }
      ? [a: V, b: V]
      : NodeOf<K> extends { a: Node }
        ? [a: V]
        : []

const ARITY: { readonly [K in NodeKind]: Operands<K, Node>['length'] } = {
  const: 0,
  literal: 0,
  index: 0,
  param: 0,
  state: 0,
  step: 0,
  draw: 0,
  table: 0,
  unary: 1,
  binary: 2,
  select: 3,
  reduce: 1,
  pick: 1,
}

const NONE: readonly Node[] = []

/** The operands of a node, in order. */
export function operands(node: Draft): readonly Node[] {
  const { a, b, c } = node as Record<'a' | 'b' | 'c', Node>
  const arity = ARITY[node.kind]
  return arity === 0 ? NONE : arity === 1 ? [a] : arity === 2 ? [a, b] : [a, b, c]
}
