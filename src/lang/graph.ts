import { type Folding, foldBinary, foldSelect, foldUnary, inDoubles } from './folding.ts'
import { label } from './label.ts'
import { type BinaryOp, type Draft, type Node, operands, type ReduceOp, type Shape, type UnaryOp } from './node.ts'
import type { SourceText, Span } from './source.ts'

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
