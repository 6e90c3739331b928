import { Adjoints } from './adjoints.ts'
import { reachable } from './facts.ts'
import { signOf } from './functions.ts'
import { type Graph, type Node, operands } from './graph.ts'

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>

/** What a node with adjoint `w` passes on to its operand; null for nothing. */
function unaryTerm(node: Of<'unary'>, w: Node, graph: Graph): Node | null {
  const { a } = node
  const one = graph.const(1)
  switch (node.op) {
    case 'neg':
      return graph.unary('neg', w)
    case 'abs':
      return graph.mul(w, signOf(graph, a))
    case 'sqrt': {
      const slope = graph.div(w, graph.mul(graph.const(2), node))
      return graph.select(graph.binary('eq', a, graph.const(0)), graph.const(0), slope)
    }
    case 'exp':
      return graph.mul(w, node)
    case 'log':
      return graph.div(w, a)
    case 'sin':
      return graph.mul(w, graph.unary('cos', a))
    case 'cos':
      return graph.unary('neg', graph.mul(w, graph.unary('sin', a)))
    case 'tan':
      return graph.mul(w, graph.add(one, graph.mul(node, node)))
    case 'tanh':
      return graph.mul(w, graph.mul(graph.sub(one, node), graph.add(one, node)))
    case 'floor':
      return null
  }
}

function passPower(node: Of<'binary'>, w: Node, adjoints: Adjoints): void {
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

function passBinary(node: Of<'binary'>, w: Node, adjoints: Adjoints): void {
  const { graph } = adjoints
  const { a, b } = node
  const to = (operand: Node, contribution: () => Node) => {
    if (adjoints.isActive(operand)) adjoints.pass(node, operand, w, contribution())
  }
  switch (node.op) {
    case 'add':
      to(a, () => w)
      to(b, () => w)
      break
    case 'sub':
      to(a, () => w)
      to(b, () => graph.unary('neg', w))
      break
    case 'mul':
      if (a === b) to(a, () => graph.mul(graph.mul(graph.const(2), w), a))
      else {
        to(a, () => graph.mul(w, b))
        to(b, () => graph.mul(w, a))
      }
      break
    case 'div':
      to(a, () => graph.div(w, b))
      to(b, () => graph.unary('neg', graph.div(graph.mul(w, node), b)))
      break
    case 'pow':
      passPower(node, w, adjoints)
      break
    case 'min':
    case 'max': {
      const first = graph.binary(node.op === 'min' ? 'le' : 'ge', a, b)
      to(a, () => adjoints.where(first, w))
      to(b, () => adjoints.where(first, w, true))
      break
    }
  }
}

function reduceTerm(node: Of<'reduce'>, w: Node, adjoints: Adjoints): Node {
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

function passOn(node: Node, w: Node, adjoints: Adjoints): void {
  const { graph } = adjoints
  if (node.kind === 'unary') {
    const term = unaryTerm(node, w, graph)
    if (term) adjoints.pass(node, node.a, w, term)
  } else if (node.kind === 'binary') passBinary(node, w, adjoints)
  else if (node.kind === 'reduce') adjoints.pass(node, node.a, w, reduceTerm(node, w, adjoints))
  else if (node.kind === 'pick') {
    const here = graph.binary('eq', graph.index(), graph.const(node.k))
    adjoints.pass(node, node.a, w, adjoints.where(here, w))
  } else if (node.kind === 'select') {
    if (node.b === node.c) adjoints.pass(node, node.b, w, w)
    else {
      if (adjoints.isActive(node.b)) adjoints.pass(node, node.b, w, adjoints.where(node.a, w))
      if (adjoints.isActive(node.c)) adjoints.pass(node, node.c, w, adjoints.where(node.a, w, true))
    }
  }
}

function activeNodes(output: Node, wrt: Node): Node[] {
  const active = new Set<Node>()
  const inOrder = [...reachable([output])].sort((a, b) => a.id - b.id)
  for (const node of inOrder) {
    if (node === wrt || operands(node).some((operand) => active.has(operand))) active.add(node)
  }
  return [...active]
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
  const active = activeNodes(output, wrt)
  const adjoints = new Adjoints(graph, new Set(active))
  adjoints.start(output)
  for (const node of active.reverse()) {
    const w = adjoints.of(node)
    if (w && node !== wrt) passOn(node, w, adjoints)
  }
  const result = adjoints.of(wrt) ?? graph.const(0)
  return wrt.shape === 'vector' ? graph.broadcast(result) : result
}
