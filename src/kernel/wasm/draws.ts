import type { Node } from '../../lang/graph.ts'
import { get } from './text.ts'
import type { Values } from './values.ts'

interface Draw {
  readonly node: Node
  readonly stream: number
  readonly number: number
  readonly coordinate: string
}

function drawOf(node: Node, coordinate: string): Draw | null {
  if (node.kind === 'draw') return { node, stream: node.stream, number: node.number, coordinate }
  if (node.kind === 'pick' && node.a.kind === 'draw') {
    return { node, stream: node.a.stream, number: node.a.number, coordinate: `(i32.const ${node.k})` }
  }
  return null
}

/**
 * The code of the draws among some nodes, by node. Two draws of one block are made by one call, which stands at the first.
 *
 * @param coordinate code of the current coordinate; 0 outside the loops over the coordinates
 */
export function drawLines(nodes: readonly Node[], coordinate: string, values: Values): Map<Node, string[]> {
  const here = coordinate === '0' ? '(i32.const 0)' : coordinate
  const blocks = new Map<string, Draw[]>()
  for (const node of nodes) {
    const draw = drawOf(node, here)
    if (!draw) continue
    const block = `${draw.stream} ${draw.number >>> 1} ${draw.coordinate}`
    blocks.set(block, [...(blocks.get(block) ?? []), draw])
  }
  const lines = new Map<Node, string[]>()
  for (const draws of blocks.values()) {
    const [first] = draws
    if (!first) continue
    for (const { node } of draws) lines.set(node, [])
    lines.set(first.node, callLines(draws, first, values))
  }
  return lines
}

function callLines(draws: readonly Draw[], { stream, number, coordinate }: Draw, values: Values): string[] {
  const { used, vectors } = values.context
  const lines: string[] = []
  const receive = (half: number, v: number) => {
    const draw = draws.find((one) => one.number % 2 === half)
    return draw ? `(local.set ${values.local(draw.node, v)})` : '(drop)'
  }
  const seeds = (v: number) => get(values.vectorName('$seeds', v))
  const place = `${get('$step')} ${coordinate} (i32.const ${number >>> 1}) (i32.const ${stream})`
  if (vectors === 1) {
    used.draws = true
    return [`(call $uniforms ${place} ${seeds(0)})`, `${receive(1, 0)} ${receive(0, 0)}`]
  }
  used.drawPairs = true
  for (let v = 0; v < vectors; v += 2) {
    lines.push(`(call $uniforms_pair ${place} ${seeds(v)} ${seeds(v + 1)})`)
    lines.push(`${receive(1, v + 1)} ${receive(0, v + 1)} ${receive(1, v)} ${receive(0, v)}`)
  }
  return lines
}
