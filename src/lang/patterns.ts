import type { Node } from './node.ts'

const isConst = (node: Node, value: number): boolean => node.kind === 'const' && Object.is(node.value, value)

/** The argument of a node that is sign(a), as the language builds it; null for any other. */
export function signArgument(node: Node): Node | null {
  if (node.kind !== 'select' || !isConst(node.b, 1) || node.a.kind !== 'binary' || node.a.op !== 'gt') return null
  const { a } = node.a
  const rest = node.c
  if (!isConst(node.a.b, 0) || rest.kind !== 'select' || !isConst(rest.b, -1)) return null
  const { a: negative, c: zero } = rest
  if (negative.kind !== 'binary' || negative.op !== 'lt' || negative.a !== a || !isConst(negative.b, 0)) return null
  return zero.kind === 'unary' && zero.op === 'floor' && zero.a === a ? a : null
}

/** The base and exponent of a node that is a power of what changes with t only: a bias correction is 1 minus it. */
export function isOneMinus(node: Node): Node | null {
  return node.kind === 'binary' && node.op === 'sub' && isConst(node.a, 1) ? node.b : null
}
