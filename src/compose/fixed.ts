import { loadMath } from '../kernel/wasm/host-math.ts'
import { evaluate } from '../lang/evaluate.ts'
import { reachable } from '../lang/facts.ts'
import type { Node } from '../lang/node.ts'

const MOVING: ReadonlySet<Node['kind']> = new Set(['step', 'state', 'draw', 'table', 'param'])
const never = () => Number.NaN

/** The value of a node that is the same in every run and at all steps, by the kernel's own functions; null of any other. */
export function fixedValue(node: Node, dimension: number): number | Float64Array | null {
  if ([...reachable([node])].some(({ kind }) => MOVING.has(kind))) return null
  const bindings = { dimension, param: never, state: never, draw: never, table: never, step: 1, math: loadMath() }
  return evaluate([node], bindings)[0] ?? null
}
