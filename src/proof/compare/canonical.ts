import { reachable } from '../../lang/facts.ts'
import { label } from '../../lang/label.ts'
import { type BinaryOp, type Node, operands } from '../../lang/node.ts'
import type { RuleGraph, RuleState } from '../rule-graph.ts'

/** How operations are compared: in any order of the operands, as they are, or with the operands of another exchanged. */
const ORDER: Readonly<Record<BinaryOp, 'any' | 'given' | BinaryOp>> = {
  add: 'any',
  sub: 'given',
  mul: 'any',
  div: 'given',
  pow: 'given',
  min: 'any',
  max: 'any',
  lt: 'given',
  le: 'given',
  gt: 'lt',
  ge: 'le',
  eq: 'any',
  ne: 'any',
}

/**
 * Whether two rules compute the same, bit for bit, for every sequence of gradients: whether their graphs are equal up to the
 * names of states and the order of commuting operands. States are told apart by refinement: all look alike at first, and
 * two part as soon as their starts or their steps differ. Where that ends, states of one class start alike and every step
 * keeps them alike, so x is the same if its formula is.
 */
export function sameGraphs(a: RuleGraph, b: RuleGraph): boolean {
  if (a.waits !== b.waits || a.dimension !== b.dimension) return false
  const rules = [a, b]
  const numbers = new Map<string, number>()
  const number = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size
    numbers.set(key, known)
    return known
  }
  let classes = new Map<RuleState, number>(
    rules.flatMap(({ states }) => states.map((state): [RuleState, number] => [state, number(state.shape)])),
  )
  const listing = (rule: RuleGraph) => {
    const leaves = new Map(rule.states.map((state) => [state.leaf, classes.get(state) ?? 0]))
    return new Listing(leaves, number)
  }
  for (let count = 0; count < new Set(classes.values()).size; ) {
    count = new Set(classes.values()).size
    classes = new Map(
      rules.flatMap((rule) => {
        const list = listing(rule)
        return rule.states.map((state): [RuleState, number] => {
          const parts = [state.init, state.first ?? state.leaf, state.next].map((node) => list.of(node))
          return [state, number(`state ${classes.get(state)} ${parts.join(' ')}`)]
        })
      }),
    )
  }
  return listing(a).of(a.moved) === listing(b).of(b.moved)
}

/** Numbers for nodes: equal for equal formulas over states of equal classes. */
class Listing {
  private readonly known = new Map<Node, number>()
  private readonly leaves: ReadonlyMap<Node, number>
  private readonly number: (key: string) => number

  constructor(leaves: ReadonlyMap<Node, number>, number: (key: string) => number) {
    this.leaves = leaves
    this.number = number
  }

  of(root: Node): number {
    for (const node of [...reachable([root])].sort((a, b) => a.id - b.id)) {
      if (!this.known.has(node)) this.known.set(node, this.number(this.key(node)))
    }
    return this.known.get(root) as number
  }

  private key(node: Node): string {
    if (node.kind === 'state') return node.name === 'x' ? 'x' : `class ${this.leaves.get(node)}`
    const parts = operands(node).map((operand) => this.known.get(operand) as number)
    if (node.kind !== 'binary') return `${node.shape} ${label(node)} ${parts.join(' ')}`
    const order = ORDER[node.op]
    if (order === 'any') return `binary ${node.op} ${parts.sort((x, y) => x - y).join(' ')}`
    return order === 'given' ? `binary ${node.op} ${parts.join(' ')}` : `binary ${order} ${parts.reverse().join(' ')}`
  }
}
