import { label } from '../lang/label.ts'
import { type Node, operands } from '../lang/node.ts'
import type { Program, Step } from './program.ts'
import { sha256 } from './sha256.ts'

/** Numbers nodes by when they are first needed, which depends on the roots and their operands only. */
class Listing {
  readonly lines: string[] = []
  private readonly numbers = new Map<Node, number>()

  number(root: Node): number {
    // An explicit stack: a block of many statements may be deeper than the engine's.
    const stack = [root]
    for (let node = stack.at(-1); node; node = stack.at(-1)) {
      const missing = this.numbers.has(node) ? undefined : operands(node).find((operand) => !this.numbers.has(operand))
      if (missing) stack.push(missing)
      else this.close(stack.pop() as Node)
    }
    return this.numbers.get(root) as number
  }

  private close(node: Node): void {
    if (this.numbers.has(node)) return
    const used = operands(node).map((operand) => ` #${this.numbers.get(operand)}`)
    this.numbers.set(node, this.lines.length)
    this.lines.push(`#${this.lines.length} ${label(node)}${used.join('')}`)
  }
}

/**
 * What a program computes, as text: equal for programs that differ only in the order in which their nodes were made, or in
 * nodes that nothing uses, and different if any bit of a result may differ. For content addressing; not meant to be read back.
 */
export function programMeaning(program: Program): string {
  const listing = new Listing()
  const lines: string[] = []
  for (const { name, shape, watched, init } of program.states) {
    lines.push(`state ${JSON.stringify(name)} ${shape}${watched ? ' watched' : ''} init #${listing.number(init)}`)
  }
  const step = (title: string, { next, outputs }: Step) => {
    next.forEach((node, index) => {
      lines.push(`${title} next ${JSON.stringify(program.states[index]?.name)} #${listing.number(node)}`)
    })
    for (const name of Object.keys(outputs).sort()) {
      lines.push(`${title} output ${JSON.stringify(name)} #${listing.number(outputs[name] as Node)}`)
    }
  }
  for (const name of program.tallies?.restarts ?? []) lines.push(`restarts ${JSON.stringify(name)}`)
  if (program.first) step('first', program.first)
  step('step', program.step)
  const tables = Object.keys(program.tables)
    .sort()
    .map((name) => {
      const { rows, data } = program.tables[name] as Program['tables'][string]
      return `table ${JSON.stringify(name)} ${rows} ${sha256(littleEndian(data))}`
    })
  return [
    'program 1',
    `dimension ${program.dimension}`,
    `params ${JSON.stringify(program.params)}`,
    ...tables,
    ...listing.lines,
    ...lines,
    '',
  ].join('\n')
}

/** The numbers' bytes, the same on every machine. */
function littleEndian(data: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * data.length))
  data.forEach((value, index) => {
    view.setFloat64(8 * index, value, true)
  })
  return new Uint8Array(view.buffer)
}
