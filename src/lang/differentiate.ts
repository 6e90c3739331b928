import { Adjoints } from './adjoints.ts'
import { dependents, inOrder } from './facts.ts'
import { signOf } from './functions.ts'
import type { Graph } from './graph.ts'
import type { BinaryOp, Node, NodeKind, NodeOf, UnaryOp } from './node.ts'

/** What a node with adjoint `w` passes on to its operand; null for nothing. */
const UNARY: Readonly<Record<UnaryOp, (node: NodeOf<'unary'>, w: Node, graph: Graph) => Node | null>> = {
  neg: (_, w, graph) => graph.unary('neg', w),
  abs: ({ a }, w, graph) => graph.mul(w, signOf(graph, a)),
  sqrt(node, w, graph) {
    const slope = graph.div(w, graph.mul(graph.const(2), node))
    return graph.select(graph.binary('eq', node.a, graph.const(0)), graph.const(0), slope)
  },
  exp: (node, w, graph) => graph.mul(w, node),
  log: ({ a }, w, graph) => graph.div(w, a),
  sin: ({ a }, w, graph) => graph.mul(w, graph.unary('cos', a)),
  cos: ({ a }, w, graph) => graph.unary('neg', graph.mul(w, graph.unary('sin', a))),
  tan: (node, w, graph) => graph.mul(w, graph.add(graph.const(1), graph.mul(node, node))),
  tanh: (node, w, graph) => graph.mul(w, graph.mul(graph.sub(graph.const(1), node), graph.add(graph.const(1), node))),
  floor: () => null,
}

type Passing<K extends NodeKind> = (node: NodeOf<K>, w: Node, adjoints: Adjoints) => void

const passPower: Passing<'binary'> = (node, w, adjoints) => {
  const { graph } = adjoints
  const { a, b } = node
  const zero = graph.const(0)
  if (adjoints.isActive(a)) {
    const slope = graph.mul(b, graph.binary('pow', a, graph.sub(b, graph.const(1))))
    // a^0 is 1 everywhere: its slope is 0 also at a = 0, where 0 * a^-1 is NaN.
    const safe = b.kind === 'const' ? slope : graph.select(graph.binary('eq', b, zero), zero, slope)
    adjoints.pass(node, a, w, graph.mul(w, safe))
  }
  if (adjoints.isActive(b)) {
    const slope = graph.mul(node, graph.unary('log', a))
    // 0^b is 0 for every b > 0, where 0 * log(0) is NaN.
    adjoints.pass(node, b, w, graph.mul(w, graph.select(graph.binary('eq', node, zero), zero, slope)))
  }
}

const passExtreme: Passing<'binary'> = (node, w, adjoints) => {
  const first = adjoints.graph.binary(node.op === 'min' ? 'le' : 'ge', node.a, node.b)
  adjoints.passTo(node, node.a, w, () => adjoints.where(first, w))
  adjoints.passTo(node, node.b, w, () => adjoints.where(first, w, true))
}
const flat = () => {}

const BINARY: Readonly<Record<BinaryOp, Passing<'binary'>>> = {
  add(node, w, adjoints) {
    adjoints.passTo(node, node.a, w, () => w)
    adjoints.passTo(node, node.b, w, () => w)
  },
  sub(node, w, adjoints) {
    adjoints.passTo(node, node.a, w, () => w)
    adjoints.passTo(node, node.b, w, () => adjoints.graph.unary('neg', w))
  },
  mul(node, w, adjoints) {
    const { graph } = adjoints
    const { a, b } = node
    if (a === b) adjoints.passTo(node, a, w, () => graph.mul(graph.mul(graph.const(2), w), a))
    else {
      adjoints.passTo(node, a, w, () => graph.mul(w, b))
      adjoints.passTo(node, b, w, () => graph.mul(w, a))
    }
  },
  div(node, w, adjoints) {
    const { graph } = adjoints
    adjoints.passTo(node, node.a, w, () => graph.div(w, node.b))
    adjoints.passTo(node, node.b, w, () => graph.unary('neg', graph.div(graph.mul(w, node), node.b)))
  },
  pow: passPower,
  min: passExtreme,
  max: passExtreme,
  lt: flat,
  le: flat,
  gt: flat,
  ge: flat,
  eq: flat,
  ne: flat,
}

function reduceTerm(node: NodeOf<'reduce'>, w: Node, adjoints: Adjoints): Node {
  const { graph } = adjoints
  const { a } = node
  const zero = graph.const(0)
  switch (node.op) {
    case 'sum':
      return w
    case 'prod': {
      // The product of the other coordinates: by division where no coordinate is 0, else only the one zero has any.
      const isZero = graph.broadcast(graph.binary('eq', a, zero))
      const zeros = graph.reduce('sum', isZero)
      const others = graph.reduce('prod', graph.broadcast(graph.select(isZero, graph.const(1), a)))
      const few = graph.binary('le', zeros, graph.const(1))
      const atZero = graph.select(few, others, zero)
      const elsewhere = graph.select(graph.binary('eq', zeros, zero), graph.div(others, a), zero)
      return graph.mul(w, graph.select(isZero, atZero, elsewhere))
    }
    case 'min':
    case 'max': {
      const attains = graph.broadcast(graph.binary('eq', a, node))
      return adjoints.where(attains, graph.div(w, graph.reduce('sum', attains)))
    }
  }
}

/** What a node with adjoint `w` passes on to each of its operands. */
const PASSING: { readonly [K in NodeKind]: Passing<K> } = {
  const: flat,
  literal: flat,
  index: flat,
  param: flat,
  state: flat,
  step: flat,
  draw: flat,
  table: flat,
  unary(node, w, adjoints) {
    const term = UNARY[node.op](node, w, adjoints.graph)
    if (term) adjoints.pass(node, node.a, w, term)
  },
  binary: (node, w, adjoints) => BINARY[node.op](node, w, adjoints),
  select(node, w, adjoints) {
    if (node.b === node.c) adjoints.pass(node, node.b, w, w)
    else {
      adjoints.passTo(node, node.b, w, () => adjoints.where(node.a, w))
      adjoints.passTo(node, node.c, w, () => adjoints.where(node.a, w, true))
    }
  },
  reduce: (node, w, adjoints) => adjoints.pass(node, node.a, w, reduceTerm(node, w, adjoints)),
  pick(node, w, adjoints) {
    const { graph } = adjoints
    const here = graph.binary('eq', graph.index(), graph.const(node.k))
    adjoints.pass(node, node.a, w, adjoints.where(here, w))
  },
}

/**
 * The gradient of a scalar with respect to a leaf, by reverse accumulation. Where a function has no derivative, one of its
 * subgradients (or for `min`, supergradients) is taken, always the same:
 *
 * - `abs` has slope 0 at 0 (so has `sign` everywhere);
 * - `sqrt` has slope 0 at 0, so that `norm` has the subgradient 0 at the origin;
 * - `min(a, b)` and `max(a, b)` have the slope of the first argument at a tie, so `clamp` has slope 1 at its bounds;
 * - `min(x)`, `max(x)` and `norminf(x)` share the slope equally among the coordinates that attain the extreme;
 * - `floor` and comparisons have slope 0; `c ? a : b` has the slope of the side that is chosen.
 *
 * A side of `c ? a : b`, `min` or `max` that is not chosen contributes 0 even where it is infinite or NaN.
 *
 * @param output a scalar of `graph`
 * @param wrt a leaf of `graph`, usually the iterate
 * @returns a vector if `wrt` is one (0 at every coordinate if the output does not depend on it), else a scalar
 */
export function gradient(graph: Graph, output: Node, wrt: Node): Node {
  if (output.shape !== 'scalar') throw new Error('a gradient is taken of a scalar')
  const active = dependents(inOrder([output]), (node) => node === wrt)
  const adjoints = new Adjoints(graph, active)
  adjoints.start(output)
  for (const node of [...active].reverse()) {
    const w = adjoints.of(node)
    if (w && node !== wrt) (PASSING[node.kind] as Passing<NodeKind>)(node, w, adjoints)
  }
  const result = adjoints.of(wrt) ?? graph.const(0)
  return wrt.shape === 'vector' ? graph.broadcast(result) : result
}
