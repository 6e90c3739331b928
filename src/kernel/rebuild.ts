import type { Graph, Node } from '../lang/graph.ts'

/**
 * A constant that the graph does not fold: pow(x, i) at i = 2 is the function pow with the exponent 2, while x^2 as written
 * is x * x, and the two may differ in the last bit.
 */
const opaque = (graph: Graph, value: number): Node => graph.pick(graph.literal([value]), 1)

/** The number a node stands for, if it is a constant, folding or not. */
export function constantValue(node: Node): number | null {
  if (node.kind === 'const') return node.value
  if (node.kind === 'pick' && node.a.kind === 'literal') return node.a.values[node.k - 1] ?? Number.NaN
  return null
}

/** The same node in another graph, with its operands replaced by `map`; same bits wherever the operands' are. */
export function rebuild(graph: Graph, node: Node, map: (operand: Node) => Node): Node {
  switch (node.kind) {
    case 'const':
      return graph.const(node.value)
    case 'literal':
      return graph.literal(node.values)
    case 'index':
      return graph.index()
    case 'param':
      return graph.param(node.name)
    case 'state':
      return graph.state(node.name, node.shape)
    case 'step':
      return graph.step()
    case 'draw':
      return graph.draw(node.stream, node.number, node.shape)
    case 'table':
      return graph.table(node.name)
    case 'unary':
      return graph.unary(node.op, map(node.a))
    case 'binary': {
      const [a, b] = [map(node.a), map(node.b)]
      const becameConstant = node.op === 'pow' && b.kind === 'const' && node.b.kind !== 'const'
      return graph.binary(node.op, a, becameConstant ? opaque(graph, b.value) : b)
    }
    case 'select':
      return graph.select(map(node.a), map(node.b), map(node.c))
    case 'reduce':
      return graph.reduce(node.op, map(node.a))
    case 'pick':
      return graph.pick(map(node.a), node.k)
  }
}
