import { apply } from '../lang/algebra/algebra.ts'
import { copies } from '../lang/algebra/copies.ts'
import { type Node, operands } from '../lang/node.ts'
import type { Program, Step } from './program.ts'
import { computed } from './roots.ts'

/** A product of this size or less leaves 1 - product at 1, exactly: the tie goes to the even number. */
export const VANISHED = 2 ** -54

/** The step of lanes of which some running products have vanished. */
export interface LateStep {
  /** Names of the products' states. */
  readonly vanished: readonly string[]
  readonly step: Step
}

/** With more products than these only the case that all have vanished gets a step of its own. */
const MOST_PRODUCTS = 2

/**
 * The steps of a lowered program after running products have vanished, which is how bias corrections end: where a product is used as
 * 1 - product only, that is 1, and what was divided by it is not any more. Same bits. A running product as small as that has
 * a base below 1 in size, so it stays vanished, and need not go on. The steps with the most vanished products come first.
 */
export function lateSteps(program: Program): LateStep[] {
  const products = program.states.filter(({ product }) => product).map(({ name }) => name)
  const usable = products.filter((name) => onlyComplements(program, name))
  const sets =
    usable.length <= MOST_PRODUCTS && usable.length > 1 ? [usable, ...usable.map((name) => [name])] : [usable]
  return sets.filter((names) => names.length > 0).map((vanished) => ({ vanished, step: without(program, vanished) }))
}

const isComplement = (node: Node, product: Node): boolean =>
  node.kind === 'binary' && node.op === 'sub' && node.a.kind === 'const' && node.a.value === 1 && node.b === product

/** Whether a step and its outputs use a product as 1 - product only, but for its own next value. */
function onlyComplements({ graph, states, step }: Program, name: string): boolean {
  const product = graph.state(name, 'scalar')
  const next = step.next.filter((_, index) => states[index]?.name !== name)
  const others = [...next, ...Object.values(step.outputs)]
  const nodes = computed(others, () => false)
  return (
    !others.includes(product) && nodes.every((node) => !operands(node).includes(product) || isComplement(node, product))
  )
}

function without({ graph, states, step }: Program, vanished: readonly string[]): Step {
  const products = vanished.map((name) => graph.state(name, 'scalar'))
  const one = graph.const(1)
  const copy = copies(graph)
  const made = new Map<Node, Node>()
  const get = (node: Node): Node => made.get(node) ?? node
  for (const node of computed(step.next, () => false)) {
    const gone = products.some((product) => isComplement(node, product))
    const whole = node.kind === 'binary' && node.op === 'div' && get(node.b) === one ? get(node.a) : null
    made.set(node, gone ? one : (whole ?? apply(copy, node, get)))
  }
  return {
    next: step.next.map((node, index) => {
      const name = states[index]?.name ?? ''
      return vanished.includes(name) ? graph.state(name, 'scalar') : get(node)
    }),
    outputs: {},
  }
}
