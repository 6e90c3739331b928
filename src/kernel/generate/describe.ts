import type { BinaryOp, Node } from '../../lang/graph.ts'
import { constantValue } from '../rebuild.ts'

const INFIX: Partial<Record<BinaryOp, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  pow: '^',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '==',
  ne: '!=',
}

/** Deeper parts are written as `..`. */
const DEPTH = 7

/** A node as a formula, for comments. */
export function describe(node: Node, depth = DEPTH): string {
  const value = constantValue(node)
  if (value !== null) return String(value)
  if (depth === 0 && 'a' in node) return '..'
  const part = (operand: Node) => describe(operand, depth - 1)
  switch (node.kind) {
    case 'const':
      return String(node.value)
    case 'literal':
      return `[${node.values.slice(0, 4).join(', ')}${node.values.length > 4 ? ', ..' : ''}]`
    case 'index':
      return 'i'
    case 'step':
      return 't'
    case 'param':
    case 'state':
    case 'table':
      return node.name
    case 'draw':
      return `u${node.stream}_${node.number}`
    case 'unary':
      return node.op === 'neg' ? `-${part(node.a)}` : `${node.op}(${part(node.a)})`
    case 'binary': {
      const infix = INFIX[node.op]
      return infix ? `(${part(node.a)} ${infix} ${part(node.b)})` : `${node.op}(${part(node.a)}, ${part(node.b)})`
    }
    case 'select':
      return `(${part(node.a)} ? ${part(node.b)} : ${part(node.c)})`
    case 'reduce':
      return `${node.op}(${part(node.a)})`
    case 'pick':
      return `${part(node.a)}[${node.k}]`
  }
}
