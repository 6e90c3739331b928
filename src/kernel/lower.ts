import { type Algebra, apply } from '../lang/algebra/algebra.ts'
import { copies } from '../lang/algebra/copies.ts'
import { REDUCTIONS } from '../lang/exact.ts'
import { Graph } from '../lang/graph.ts'
import { type Node, operands } from '../lang/node.ts'
import type { Program, State, Step } from './program.ts'
import { programNodes } from './roots.ts'

/** Name of a scalar state that stands for one coordinate (1-based) of a vector state. */
export const coordinateName = (state: string, k: number): string => `${state}[${k}]`

/** Nodes of a program by coordinate, made in a new graph. */
class Coordinates {
  readonly graph = new Graph()
  private readonly copies = copies(this.graph)
  /** Nodes as they are: all scalars, and vectors if they stay vectors. */
  private readonly whole = new Map<Node, Node>()
  private readonly parts = new Map<Node, Map<number, Node>>()

  constructor(
    private readonly dimension: number,
    /** The new node for a coordinate of a vector state. */
    private readonly state: (graph: Graph, name: string, k: number) => Node,
  ) {}

  get(node: Node): Node {
    const found = this.whole.get(node)
    if (!found) throw new Error(`node ${node.id} is used before it is made`)
    return found
  }

  /** Coordinate k of a node; a scalar is the same at all of them, and beyond the last there is nothing. */
  at(node: Node, k: number): Node {
    if (node.shape === 'scalar') return this.get(node)
    return this.parts.get(node)?.get(k) ?? this.graph.const(Number.NaN)
  }

  make(node: Node): void {
    this.whole.set(node, this.rebuilt(node))
  }

  private rebuilt(node: Node): Node {
    if (node.kind === 'pick') return this.at(node.a, node.k)
    // A scalar spread over the coordinates is that scalar: whoever uses it spreads it.
    if (node.kind === 'select' && node.b === node.c && node.b.shape === 'scalar') return this.get(node.b)
    return apply(this.copies, node, (operand) => this.get(operand))
  }

  makeAt(node: Node, k: number): void {
    if (k < 1 || k > this.dimension) return
    const parts = this.parts.get(node) ?? new Map<number, Node>()
    this.parts.set(
      node,
      parts.set(
        k,
        apply(this.coordinate(k), node, (operand) => this.at(operand, k)),
      ),
    )
  }

  /** What a vector is at a coordinate. */
  private coordinate(k: number): Algebra<Node> {
    const { graph, copies: copy } = this
    return {
      ...copy,
      literal: (node) => graph.const(node.values[k - 1] ?? Number.NaN),
      index: () => graph.const(k),
      state: (node) => this.state(graph, node.name, k),
      draw: (node) => graph.pick(copy.draw(node), k),
      table: (node) => graph.pick(copy.table(node), k),
    }
  }

  /** A reduction as a chain over the coordinates in order; its starting value changes no bit. */
  chain(node: Node & { kind: 'reduce' }): void {
    let total = this.at(node.a, 1)
    for (let k = 2; k <= this.dimension; k++)
      total = this.graph.binary(REDUCTIONS[node.op].join, total, this.at(node.a, k))
    this.whole.set(node, total)
  }

  step(step: Step, next: (state: number, node: Node) => Node[]): Step {
    return {
      next: step.next.flatMap((node, index) => next(index, node)),
      outputs: Object.fromEntries(Object.entries(step.outputs).map(([name, node]) => [name, this.get(node)])),
    }
  }
}

function rewritten(program: Program, graph: Graph, states: State[], map: (step: Step) => Step): Program {
  return { ...program, graph, states, first: program.first && map(program.first), step: map(program.step) }
}

/** The same program in scalars only: each vector becomes d scalars, each reduction a chain. Same bits. */
export function scalarize(program: Program): Program {
  const coordinates = new Coordinates(program.dimension, (graph, name, k) =>
    graph.state(coordinateName(name, k), 'scalar'),
  )
  const all = Array.from({ length: program.dimension }, (_, k) => k + 1)
  for (const node of programNodes(program)) {
    if (node.shape === 'vector') for (const k of all) coordinates.makeAt(node, k)
    else if (node.kind === 'reduce') coordinates.chain(node)
    else coordinates.make(node)
  }
  const split = (state: State | undefined, node: Node): Node[] =>
    state?.shape === 'vector' ? all.map((k) => coordinates.at(node, k)) : [coordinates.get(node)]
  const states = program.states.flatMap((state) =>
    split(state, state.init).map((init, index): State => {
      const name = state.shape === 'vector' ? coordinateName(state.name, index + 1) : state.name
      return { ...state, name, shape: 'scalar', init }
    }),
  )
  const map = (step: Step) => coordinates.step(step, (index, node) => split(program.states[index], node))
  return rewritten(program, coordinates.graph, states, map)
}

/**
 * The same program with every `pick` moved down to what it reads: a coordinate of a state, a draw or a table. Then no loop
 * over the coordinates has to end before a coordinate can be used. Same bits: the operations are those of that coordinate.
 */
export function resolvePicks(program: Program): Program {
  const coordinates = new Coordinates(program.dimension, (graph, name, k) => graph.pick(graph.state(name, 'vector'), k))
  const nodes = programNodes(program)
  const wanted = new Map<Node, Set<number>>()
  const want = (node: Node, ks: Iterable<number>) => {
    if (node.shape === 'vector') wanted.set(node, new Set([...(wanted.get(node) ?? []), ...ks]))
  }
  for (const node of nodes.toReversed()) {
    if (node.kind === 'pick') want(node.a, [node.k])
    else if (node.shape === 'vector') for (const operand of operands(node)) want(operand, wanted.get(node) ?? [])
  }
  for (const node of nodes) {
    coordinates.make(node)
    for (const k of wanted.get(node) ?? []) coordinates.makeAt(node, k)
  }
  const states = program.states.map((state) => ({ ...state, init: coordinates.get(state.init) }))
  const map = (step: Step) => coordinates.step(step, (_, node) => [coordinates.get(node)])
  return rewritten(program, coordinates.graph, states, map)
}
