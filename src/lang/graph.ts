import { type Folding, foldBinary, foldSelect, foldUnary, inDoubles } from './folding.ts'
import { label } from './label.ts'
import type { SourceText, Span } from './source.ts'

/** A value is, per lane, a scalar or a vector over the d coordinates. */
export type Shape = 'scalar' | 'vector'

export type UnaryOp = 'neg' | 'abs' | 'sqrt' | 'floor' | 'exp' | 'log' | 'sin' | 'cos' | 'tan' | 'tanh'
export type Comparison = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne'
/** Comparisons give 1 or 0 (0 if an operand is NaN, except `ne`). */
export type BinaryOp = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'min' | 'max' | Comparison
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

const joined = (...nodes: Node[]): Shape => (nodes.some((n) => n.shape === 'vector') ? 'vector' : 'scalar')

/** A part of a text that was written out into a graph. */
export interface WrittenOut {
  readonly source: SourceText
  readonly at: Span
  /** Terms of a series, turns of a `repeat`, stages that an index chooses from, copies that a `past` keeps. */
  readonly parts: number
  readonly what: 'terms' | 'turns' | 'stages' | 'copies'
  /** Nodes that this made. */
  readonly nodes: number
}

/**
 * Builds expression graphs. Operations on constants are folded as the graph is told to, in doubles unless it is told otherwise;
 * so are identities such as x * 1, which hold for all numbers. Nothing is reassociated.
 */
export class Graph {
  private readonly known = new Map<string, Node>()
  /** What was written out, in order: where a graph is too large, its largest part is to blame. */
  readonly writtenOut: WrittenOut[] = []
  /** Terms of series written out so far, those included that folding has made one node. */
  terms = 0

  constructor(readonly folding: Folding = inDoubles) {}

  /** The number of nodes made. */
  get size(): number {
    return this.known.size
  }

  private intern(draft: Draft): Node {
    let key = `${draft.shape} ${label(draft)}`
    for (const { id } of operands(draft)) key += ` ${id}`
    const found = this.known.get(key)
    if (found) return found
    const node = { ...draft, id: this.known.size } as Node
    this.known.set(key, node)
    return node
  }

  const(value: number): Node {
    return this.intern({ kind: 'const', shape: 'scalar', value })
  }
  literal(values: readonly number[]): Node {
    return this.intern({ kind: 'literal', shape: 'vector', values })
  }
  index(): Node {
    return this.intern({ kind: 'index', shape: 'vector' })
  }
  param(name: string): Node {
    return this.intern({ kind: 'param', shape: 'scalar', name })
  }
  state(name: string, shape: Shape): Node {
    return this.intern({ kind: 'state', shape, name })
  }
  step(): Node {
    return this.intern({ kind: 'step', shape: 'scalar' })
  }
  draw(stream: number, number: number, shape: Shape): Node {
    return this.intern({ kind: 'draw', shape, stream, number })
  }
  table(name: string): Node {
    return this.intern({ kind: 'table', shape: 'vector', name })
  }
  unary(op: UnaryOp, a: Node): Node {
    return foldUnary(this, op, a) ?? this.intern({ kind: 'unary', shape: a.shape, op, a })
  }
  /** `pow` with a small whole or half exponent becomes products and a square root: `x^2` is `x * x`. */
  binary(op: BinaryOp, a: Node, b: Node): Node {
    return foldBinary(this, op, a, b) ?? this.intern({ kind: 'binary', shape: joined(a, b), op, a, b })
  }
  select(a: Node, b: Node, c: Node): Node {
    return foldSelect(a, b, c) ?? this.intern({ kind: 'select', shape: joined(a, b, c), a, b, c })
  }
  /** Reducing a scalar treats it as d equal coordinates: the caller must have made it a vector if that is not meant. */
  reduce(op: ReduceOp, a: Node): Node {
    return this.intern({ kind: 'reduce', shape: 'scalar', op, a })
  }
  pick(a: Node, k: number): Node {
    return a.shape === 'scalar' ? a : this.intern({ kind: 'pick', shape: 'scalar', a, k })
  }

  /** The same node as a vector: d equal coordinates where it is a scalar. `i * 0 + a` would change the bits of -0. */
  broadcast(a: Node): Node {
    if (a.shape === 'vector') return a
    return this.intern({ kind: 'select', shape: 'vector', a: this.index(), b: a, c: a })
  }

  add(a: Node, b: Node): Node {
    return this.binary('add', a, b)
  }
  sub(a: Node, b: Node): Node {
    return this.binary('sub', a, b)
  }
  mul(a: Node, b: Node): Node {
    return this.binary('mul', a, b)
  }
  div(a: Node, b: Node): Node {
    return this.binary('div', a, b)
  }
}
