import { copied } from '../lang/algebra/copies.ts'
import { dependsOn, reachable } from '../lang/facts.ts'
import { Graph } from '../lang/graph.ts'
import { moves } from '../lang/leaves.ts'
import type { Node } from '../lang/node.ts'
import { type Program, type State, type Step, withoutTallies } from './program.ts'
import { movingRoots, programNodes } from './roots.ts'

/** Offsets c for which base^(t + c) becomes a running product. */
const LEAST = -1
const MOST = 8

/** c, where a node is t + c with a whole number c. */
function offset(exponent: Node): number | null {
  if (exponent.kind === 'step') return 0
  if (exponent.kind !== 'binary') return null
  const { op, a, b } = exponent
  if (op === 'add' && a.kind === 'step' && b.kind === 'const') return b.value
  if (op === 'add' && a.kind === 'const' && b.kind === 'step') return a.value
  if (op === 'sub' && a.kind === 'step' && b.kind === 'const') return -b.value
  return null
}

/** Base and c of a node base^(t + c) that can be reduced. */
function power(node: Node): { base: Node; c: number } | null {
  if (node.kind !== 'binary' || node.op !== 'pow' || node.shape === 'vector') return null
  const c = offset(node.b)
  if (c === null || !Number.isInteger(c) || c < LEAST || c > MOST || dependsOn(node.a, moves)) return null
  return { base: node.a, c }
}

/**
 * Strength reduction: base^(t + c), with a base that is fixed for a lane and a whole c in -1 ... 8, becomes a hidden state
 * that is multiplied by the base every step (Adam's bias corrections). Several c of one base share the state.
 *
 * The value is base * base * ... * base, rounded after each product: its relative error is at most (t + c) 2^-53 to first
 * order, against the 2 ulp of `pow`; below 2^-1022 it is 0. Every executor of a program applies this pass, so all agree.
 */
export function reducePowers(program: Program): Program {
  const least = new Map<Node, number>()
  // Tallies take part where they find a product that fits: they must not change where one begins, and with it its bits.
  const asked = new Map<Node, number>()
  const note = (all: Map<Node, number>) => (node: Node) => {
    const found = power(node)
    if (found) all.set(found.base, Math.min(found.c, all.get(found.base) ?? MOST))
  }
  reachable(movingRoots(withoutTallies(program))).forEach(note(asked))
  if (program.tallies) reachable(movingRoots(program)).forEach(note(least))
  for (const [base, c] of asked) least.set(base, c)
  if (least.size === 0) return program

  const graph = new Graph()
  const hidden = new Map<Node, { name: string; c: number }>()
  for (const [base, c] of [...least].sort(([a], [b]) => a.id - b.id)) {
    hidden.set(base, { name: hiddenName(base, c, hidden.size), c })
  }
  const times = (start: Node, base: Node, count: number): Node => {
    let product = start
    for (let n = 0; n < count; n++) product = graph.mul(product, base)
    return product
  }
  const get = copied(graph, programNodes(program), (node, copy) => {
    const found = power(node)
    const state = found && hidden.get(found.base)
    return state && found.c >= state.c
      ? times(graph.state(state.name, 'scalar'), copy(found.base), found.c - state.c)
      : null
  })

  const states: State[] = program.states.map((state) => ({ ...state, init: get(state.init) }))
  const products: Node[] = []
  for (const [base, { name, c }] of hidden) {
    const init = times(graph.const(1), get(base), c + 1)
    states.push({ name, shape: 'scalar', init, watched: false, product: true })
    products.push(flushed(graph, graph.mul(graph.state(name, 'scalar'), get(base))))
  }
  const map = (step: Step): Step => ({
    next: [...step.next.map(get), ...products],
    outputs: Object.fromEntries(Object.entries(step.outputs).map(([name, node]) => [name, get(node)])),
  })
  return { ...program, graph, states, first: program.first && map(program.first), step: map(program.step) }
}

/**
 * A product below the normal range becomes 0. It would never get there by itself: 0.9 times the least subnormal number is
 * rounded to that number, and arithmetic on subnormals is slow.
 */
function flushed(graph: Graph, product: Node): Node {
  const tiny = graph.binary('lt', graph.unary('abs', product), graph.const(2 ** -1022))
  return graph.select(tiny, graph.const(0), product)
}

/** Not a name that a page can give to a state. */
function hiddenName(base: Node, c: number, index: number): string {
  const what = base.kind === 'param' ? base.name : base.kind === 'const' ? String(base.value) : `base ${index + 1}`
  return `${what}^(t${c < 0 ? c : `+${c}`})`
}
