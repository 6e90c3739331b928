import type { Node } from '../../lang/node.ts'
import type { Numbers } from '../layout.ts'
import type { Program } from '../program.ts'
import { computed } from '../roots.ts'

/** The memory before the tiles, which all lanes share. */
export class SharedMemory {
  bytes = 0
  readonly numbers: Numbers[] = []

  /** Room for some numbers; whole vectors. */
  take(count: number): number {
    const address = this.bytes
    this.bytes += 16 * Math.ceil(count / 2)
    return address
  }

  /** Puts the tables and the vectors of constants that some nodes need into the memory; their addresses. */
  hold(program: Program, roots: readonly Node[]) {
    const tables = new Map<string, number>()
    const literals = new Map<Node, number>()
    for (const node of computed(roots, () => false)) {
      const source = node.kind === 'pick' ? node.a : node
      if (node.kind === 'literal') {
        const values = Float64Array.from({ length: program.dimension }, (_, k) => node.values[k] ?? Number.NaN)
        literals.set(node, this.share(values))
      }
      if (source.kind !== 'table' || tables.has(source.name)) continue
      tables.set(source.name, this.share(program.tables[source.name]?.data ?? new Float64Array()))
    }
    return { tables, literals }
  }

  private share(values: Float64Array): number {
    const address = this.take(values.length)
    this.numbers.push({ address, values })
    return address
  }
}
