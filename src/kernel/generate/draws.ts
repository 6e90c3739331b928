import type { Node } from '../../lang/node.ts'
import type { Call, KernelStatement, Local, Scalar } from '../code/instruction.ts'
import { get, int } from '../code/words.ts'
import type { Values } from './values.ts'

interface Draw {
  readonly node: Node
  readonly stream: number
  readonly number: number
  readonly coordinate: Scalar
}

function drawOf(node: Node, coordinate: Scalar): Draw | null {
  if (node.kind === 'draw') return { node, stream: node.stream, number: node.number, coordinate }
  if (node.kind === 'pick' && node.a.kind === 'draw') {
    return { node, stream: node.a.stream, number: node.a.number, coordinate: int(node.k) }
  }
  return null
}

/**
 * The code of the draws among some nodes, by node. Two draws of one block are made by one call, which stands at the first.
 *
 * @param coordinate code of the current coordinate; 0 outside the loops over the coordinates
 */
export function drawLines(nodes: readonly Node[], coordinate: Scalar, values: Values): Map<Node, KernelStatement[]> {
  const blocks = new Map<string, Draw[]>()
  for (const node of nodes) {
    const draw = drawOf(node, coordinate)
    if (!draw) continue
    const block = `${draw.stream} ${draw.number >>> 1} ${draw.coordinate.join(' ')}`
    blocks.set(block, [...(blocks.get(block) ?? []), draw])
  }
  const lines = new Map<Node, KernelStatement[]>()
  for (const draws of blocks.values()) {
    const [first] = draws
    if (!first) continue
    for (const { node } of draws) lines.set(node, [])
    lines.set(first.node, callLines(draws, first, values))
  }
  return lines
}

function callLines(draws: readonly Draw[], { stream, number, coordinate }: Draw, values: Values): KernelStatement[] {
  const { used, vectors } = values.context
  const lines: KernelStatement[] = []
  const receive = (half: number, v: number): Local | null => {
    const draw = draws.find((one) => one.number % 2 === half)
    return draw ? values.local(draw.node, v) : null
  }
  const seeds = (v: number) => get(values.vectorName('$seeds', v))
  const call = (name: string, ...of: readonly Scalar[]): Call => {
    return ['call', name, get('$step'), coordinate, int(number >>> 1), int(stream), ...of]
  }
  if (vectors === 1) {
    used.draws = true
    const second = receive(1, 0)
    return [['receive', [receive(0, 0), second], call('uniforms', seeds(0))]]
  }
  used.drawPairs = true
  for (let v = 0; v < vectors; v += 2) {
    const results = [receive(1, v + 1), receive(0, v + 1), receive(1, v), receive(0, v)].toReversed()
    lines.push(['receive', results, call('uniforms_pair', seeds(v), seeds(v + 1))])
  }
  return lines
}
