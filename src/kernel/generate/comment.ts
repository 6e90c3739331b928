import { formulaOf } from '../../lang/algebra/expressions.ts'
import type { Node } from '../../lang/node.ts'

/** A node as a formula, for comments. */
export const commentOf = (node: Node): string =>
  formulaOf(node, {
    name: () => null,
    leaf: (part) => (part.kind === 'draw' ? `u${part.stream}_${part.number}` : part.name),
    number: String,
    short: false,
    grouping: 'all',
    most: { items: 4, depth: 7 },
  })
