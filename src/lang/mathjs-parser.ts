import {
  createAccessorNode,
  createArrayNode,
  createAssignmentNode,
  createBlockNode,
  createConditionalNode,
  createConstantNode,
  createFunctionAssignmentNode,
  createFunctionNode,
  createIndexNode,
  createNode,
  createObjectNode,
  createOperatorNode,
  createParenthesisNode,
  createParse,
  createRangeNode,
  createRelationalNode,
  createSymbolNode,
  type MathNode,
} from 'mathjs'

type Parts = Readonly<Record<string, unknown>>
type Factory = (parts: Parts) => unknown

// mathjs exports how each of its functions is made, and its types do not say so.
declare module 'mathjs' {
  export const createAccessorNode: Factory
  export const createArrayNode: Factory
  export const createAssignmentNode: Factory
  export const createBlockNode: Factory
  export const createConditionalNode: Factory
  export const createConstantNode: Factory
  export const createFunctionAssignmentNode: Factory
  export const createFunctionNode: Factory
  export const createIndexNode: Factory
  export const createNode: Factory
  export const createObjectNode: Factory
  export const createOperatorNode: Factory
  export const createParenthesisNode: Factory
  export const createParse: Factory
  export const createRangeNode: Factory
  export const createRelationalNode: Factory
  export const createSymbolNode: Factory
}

/** What only evaluation needs. */
function absent(): never {
  throw new Error('nothing is evaluated by mathjs')
}

/**
 * mathjs's parser without its arithmetic, for which it would make some hundred functions, each for all of its types of numbers:
 * a fifth of a second with each start of a program, and nothing is ever evaluated by it.
 */
export function mathjsParser(): (text: string) => MathNode {
  const typed = Object.assign((_: string, forms: Parts) => forms.string, { addConversion: () => {} })
  const base = { typed, numeric: Number, config: { number: 'number' }, math: {}, mathWithTransform: {} }
  const evaluating = { subset: absent, size: absent, isBounded: Number.isFinite, ResultSet: absent }
  const parts: Record<string, unknown> = { ...base, ...evaluating }
  parts.Node = createNode(parts)
  parts.SymbolNode = createSymbolNode(parts)
  parts.AccessorNode = createAccessorNode(parts)
  parts.ArrayNode = createArrayNode(parts)
  parts.AssignmentNode = createAssignmentNode(parts)
  parts.BlockNode = createBlockNode(parts)
  parts.ConditionalNode = createConditionalNode(parts)
  parts.ConstantNode = createConstantNode(parts)
  parts.FunctionAssignmentNode = createFunctionAssignmentNode(parts)
  parts.FunctionNode = createFunctionNode(parts)
  parts.IndexNode = createIndexNode(parts)
  parts.ObjectNode = createObjectNode(parts)
  parts.OperatorNode = createOperatorNode(parts)
  parts.ParenthesisNode = createParenthesisNode(parts)
  parts.RangeNode = createRangeNode(parts)
  parts.RelationalNode = createRelationalNode(parts)
  return createParse(parts) as (text: string) => MathNode
}
