import type { Algebra } from '../../lang/algebra/algebra.ts'
import type { BinaryOp, ComparisonOp, Node } from '../../lang/node.ts'
import type { LaneBinary, Lanes, Scalar } from '../code/instruction.ts'
import { i32 } from '../code/scalars.ts'
import { and, get, lanes, load, select, without } from '../code/words.ts'
import { isMath } from '../math/index.ts'
import type { GenerationContext } from './context.ts'

/** What an instruction may ask of an operand. To ask may write a load. */
export interface Operand {
  /** Its number, if it is the same in all lanes and at all steps. */
  readonly constant: number | null
  number(): Lanes
  /** All bits of a lane where it is not 0. */
  mask(): Lanes
}

/** Counters of a loop over the coordinates: bytes into the tile, into the scratch buffers, and into shared numbers. */
export type Pointer = '$p' | '$q' | '$k8'

/**
 * Instructions: what computes or loads a node for one of the tile's vectors. Null where something else does: before the steps for
 * what stays in a local, with the other half of its block for a draw, with its pass for a reduction.
 *
 * @param at the value of a pointer, which the loop then has to have
 */
export const instructions = (
  { states, tables, literals, stride, used }: GenerationContext,
  v: number,
  at: (pointer: Pointer) => Scalar,
): Algebra<Operand, Lanes | null> => ({
  const: (node) => lanes(node.value),
  literal: (node) => ['loadSame', at('$k8'), literals.get(node) as number],
  index: () => ['fromCount', get('$k')],
  param: () => null,
  state: ({ name, shape }) => (shape === 'vector' ? load(at('$p'), (states.get(name) as number) + 16 * v) : null),
  step: () => null,
  draw: () => null,
  table: (node) => ['loadSame', i32.add('$row', at('$k8')), tables.get(node.name) as number],
  unary({ op }, a) {
    if (!isMath(op)) return [op, a.number()]
    used.math.add(op)
    return ['call', op, a.number()]
  },
  binary({ op }, a, b) {
    if (op === 'min' || op === 'max') return extreme(op, a, b)
    if (!isMath(op)) return [op, a.number(), b.number()]
    used.math.add(op)
    return ['call', op, a.number(), b.number()]
  },
  select(_, a, b, c) {
    const [yes, no] = [b.number(), c.number()]
    return choice(a.mask(), yes, no)
  },
  reduce: () => null,
  pick({ a, k }) {
    if (a.kind === 'state') return load(get('$tile'), (states.get(a.name) as number) + (k - 1) * stride + 16 * v)
    if (a.kind === 'table') return ['loadSame', get('$row'), (tables.get(a.name) as number) + (k - 1) * 8]
    return null
  },
})

/** Of truth values, a product or a least is `and`, a largest is `or`. */
const TRUTH: Partial<Record<BinaryOp, LaneBinary>> = { mul: 'and', min: 'and', max: 'or' }

/**
 * The larger or smaller of a number and a constant by a comparison alone; `max` and `min` are nine instructions of a processor, for
 * NaN and the zeros. `pmax(x, c)` is `x < c ? c : x`: a NaN stays, and so does x where it equals c, which is another number only if
 * both are 0.
 */
function extreme(op: 'min' | 'max', a: Operand, b: Operand): Lanes {
  const short = ({ constant }: Operand) => constant !== null && constant !== 0 && !Number.isNaN(constant)
  if (short(b)) return [`p${op}`, a.number(), b.number()]
  return short(a) ? [`p${op}`, b.number(), a.number()] : [op, a.number(), b.number()]
}

/** `mask ? yes : no` in each lane; where one of them is 0, the other without the bits that are not wanted. */
function choice(mask: Lanes, yes: Lanes, no: Lanes): Lanes {
  const zero = (code: Lanes) => code[0] === 'number' && Object.is(code[1], 0)
  if (zero(yes)) return without(no, mask)
  return zero(no) ? and(yes, mask) : select(mask, yes, no)
}

const COMPARISONS: ReadonlySet<BinaryOp> = new Set<ComparisonOp>(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])
const isComparison = (op: BinaryOp): op is ComparisonOp => COMPARISONS.has(op)

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
