import { spend } from '../../budget/meter.ts'
import { REDUCTIONS } from '../../lang/exact.ts'
import type { Node, NodeOf } from '../../lang/node.ts'
import { type Cell, cells, type Leaves } from './cells.ts'
import type { Numbers } from './numbers.ts'

/** What a cell costs at a phase. */
const OPERATIONS = 1

/** Vectors of an orbit by name, one coordinate a phase. */
export type Vectors<V> = ReadonlyMap<string, readonly V[]>

/** The values of scalars whose vectors have a coordinate for each phase. */
export function overPhases<V>(numbers: Numbers<V>, roots: readonly Node[], period: number, vectors: Vectors<V>): V[] {
  let phase = 0
  const zero = numbers.of(0)
  const nothing = () => numbers.cell(numbers.of(Number.NaN))
  const leaves: Leaves<V> = {
    param: nothing,
    state({ name }) {
      const sequence = vectors.get(name) as readonly V[]
      return numbers.cell(zero, () => sequence[phase] as V)
    },
    table: nothing,
    step: nothing,
    index: () => numbers.cell(zero, () => numbers.of(phase + 1)),
    literal: (values) => numbers.cell(zero, () => numbers.of(values[phase] ?? Number.NaN)),
    gather: (node, vector) => numbers.cell(zero, () => gathered(node, vector)),
  }
  const { of, added } = cells(numbers, roots, leaves)
  const vectorCells = added.filter(([{ shape }]) => shape === 'vector')
  const scalars = added.filter(([{ shape }]) => shape === 'scalar')
  for (const [, cell] of scalars) cell.compute()
  return roots.map((node) => of(node).value)

  function gathered(node: NodeOf<'reduce'> | NodeOf<'pick'>, vector: Cell<V>): V {
    const below = vectorCells.filter(([{ id }]) => id <= node.a.id)
    const at = (k: number): V => {
      phase = k
      for (const [, cell] of below) cell.compute()
      return vector.value
    }
    if (node.kind === 'pick') return at(node.k - 1)
    spend(OPERATIONS * below.length * period)
    const { start, join } = REDUCTIONS[node.op]
    const f = numbers.binary[join]
    let total = Number.isFinite(start) ? numbers.of(start) : at(0)
    for (let k = 0; k < period; k++) total = numbers.kept(f(total, at(k)))
    return total
  }
}
