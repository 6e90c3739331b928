import { constantValue } from '../../lang/algebra/copies.ts'
import type { BinaryOp, Comparison, Node, ReduceOp, UnaryOp } from '../../lang/graph.ts'
import type { LaneBinary, Lanes } from '../code/instruction.ts'
import { and, select, without } from '../code/words.ts'
import type { MathName } from '../math/index.ts'

const FAST_UNARY: ReadonlySet<UnaryOp> = new Set(['neg', 'abs', 'sqrt', 'floor'])
const FAST_BINARY: ReadonlySet<BinaryOp> = new Set(['add', 'sub', 'mul', 'div', 'min', 'max'])
const COMPARISONS: ReadonlySet<BinaryOp> = new Set(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])

/** Of truth values, a product or a least is `and`, a largest is `or`. */
const TRUTH: Partial<Record<BinaryOp, LaneBinary>> = { mul: 'and', min: 'and', max: 'or' }

/** The starting value of a reduction and the operation that joins one more coordinate. */
export const REDUCTION: Record<ReduceOp, readonly [start: number, join: LaneBinary]> = {
  sum: [-0, 'add'],
  prod: [1, 'mul'],
  min: [Number.POSITIVE_INFINITY, 'min'],
  max: [Number.NEGATIVE_INFINITY, 'max'],
}

/** The kernel's own function that an operation calls, if it is not an instruction. */
export function mathFunction(op: UnaryOp | BinaryOp): MathName | null {
  const instruction = FAST_UNARY.has(op as UnaryOp) || FAST_BINARY.has(op as BinaryOp) || isComparison(op as BinaryOp)
  return instruction ? null : (op as MathName)
}

/** An operation on numbers: an instruction or a call. */
export function operation(op: UnaryOp | BinaryOp, args: readonly Lanes[]): Lanes {
  const name = mathFunction(op)
  return name ? ['call', name, ...args] : ([op, ...args] as unknown as Lanes)
}

/**
 * The larger or smaller of a number and a constant by a comparison alone; `max` and `min` are nine instructions of a processor, for
 * NaN and the zeros. `pmax(x, c)` is `x < c ? c : x`: a NaN stays, and so does x where it equals c, which is another number only if
 * both are 0.
 */
export function extreme(op: 'min' | 'max', a: Node, b: Node, number: (node: Node) => Lanes): Lanes | null {
  for (const [x, c] of [
    [a, b],
    [b, a],
  ] as const) {
    const value = constantValue(c)
    if (value !== null && value !== 0 && !Number.isNaN(value)) return [`p${op}`, number(x), number(c)]
  }
  return null
}

/** `mask ? yes : no` in each lane; where one of them is 0, the other without the bits that are not wanted. */
export function choice(mask: Lanes, yes: Lanes, no: Lanes): Lanes {
  const zero = (code: Lanes) => code[0] === 'number' && Object.is(code[1], 0)
  if (zero(yes)) return without(no, mask)
  return zero(no) ? and(yes, mask) : select(mask, yes, no)
}

export const isComparison = (op: BinaryOp): op is Comparison => COMPARISONS.has(op)

/** How a node that is 1 or 0 is computed as a mask: the operation, and whether its operands are masks too. */
export function maskInstruction(
  node: Node,
  truth: (operand: Node) => boolean,
): { name: LaneBinary; ofMasks: boolean } | null {
  if (node.kind !== 'binary') return null
  if (isComparison(node.op)) return { name: node.op, ofMasks: false }
  const name = TRUTH[node.op]
  return name && truth(node.a) && truth(node.b) ? { name, ofMasks: true } : null
}
