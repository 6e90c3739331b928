import type { BinaryOp, Node } from '../lang/graph.ts'
import { signArgument } from './patterns.ts'
import type { RuleGraph } from './rule-graph.ts'

const SIGNS: Partial<Record<BinaryOp, readonly [text: string, rank: number]>> = {
  add: [' + ', 5],
  sub: [' - ', 5],
  mul: [' * ', 6],
  div: [' / ', 6],
  pow: ['^', 8],
  lt: [' < ', 4],
  le: [' <= ', 4],
  gt: [' > ', 4],
  ge: [' >= ', 4],
  eq: [' == ', 4],
  ne: [' != ', 4],
}
const LEAF = 9

/**
 * A node as text for sentences: names that the rule gave stand for what they name, `v_{t-1}` is the state before the step
 * and `v_t` after it.
 */
export function describe(node: Node, { names, states }: Pick<RuleGraph, 'names' | 'states'>): string {
  const write = (part: Node, least: number): string => {
    const [text, rank] = own(part)
    return rank < least ? `(${text})` : text
  }
  const call = (name: string, ...args: Node[]): [string, number] => [
    `${name}(${args.map((arg) => write(arg, 0)).join(', ')})`,
    LEAF,
  ]
  const own = (part: Node): [string, number] => {
    const name = names.get(part)
    if (name !== undefined) return [name, LEAF]
    const sign = signArgument(part)
    if (sign) return call('sign', sign)
    switch (part.kind) {
      case 'const':
        return [String(Number(part.value.toPrecision(6))), part.value < 0 ? 5 : LEAF]
      case 'literal':
        return [`[${part.values.join(', ')}]`, LEAF]
      case 'index':
        return ['i', LEAF]
      case 'param':
        return [part.name, LEAF]
      case 'state':
        return [part.name === 'x' && !states.some((state) => state.name === 'x') ? 'x' : `${part.name}_{t-1}`, LEAF]
      case 'step':
        return ['t', LEAF]
      case 'draw':
        return ['u', LEAF]
      case 'table':
        return [`${part.name}_t`, LEAF]
      case 'unary':
        return part.op === 'neg' ? [`-${write(part.a, 7)}`, 5] : call(part.op, part.a)
      case 'binary': {
        if (part.op === 'mul' && part.a === part.b) return [`${write(part.a, LEAF)}^2`, 8]
        const [text, rank] = SIGNS[part.op] ?? ['', 0]
        if (text === '') return call(part.op, part.a, part.b)
        const right = part.op === 'sub' || part.op === 'div' || part.op === 'pow' ? rank + 1 : rank
        return [`${write(part.a, part.op === 'pow' ? LEAF : rank)}${text}${write(part.b, right)}`, rank]
      }
      case 'select':
        if (part.b === part.c) return own(part.b)
        return [`${write(part.a, 4)} ? ${write(part.b, 4)} : ${write(part.c, 1)}`, 1]
      case 'reduce':
        return call(part.op, part.a)
      case 'pick':
        return [`${write(part.a, LEAF)}[${part.k}]`, LEAF]
    }
  }
  return write(node, 0)
}
