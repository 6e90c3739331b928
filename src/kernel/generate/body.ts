import { constantValue } from '../../lang/algebra/copies.ts'
import { REDUCTIONS } from '../../lang/exact.ts'
import type { Node } from '../../lang/node.ts'
import type { KernelStatement, Lanes, Local, Scalar } from '../code/instruction.ts'
import { i32 } from '../code/scalars.ts'
import { add, advance, and, get, int, put, set, store } from '../code/words.ts'
import { isMath, type MathName } from '../math/index.ts'
import { pairName } from '../math/vector-function.ts'
import { inputs } from '../roots.ts'
import type { Pass, Schedule } from '../schedule.ts'
import { drawLines } from './draws.ts'
import { maskInstruction } from './instructions.ts'
import type { Values } from './values.ts'

/** Writes the computation of one step, or of the initial values. */
export class Body {
  private readonly lines: KernelStatement[] = []

  constructor(private readonly values: Values) {}

  /** All sections; vector targets are stored, scalar ones are left in their locals. */
  write(plan: Schedule): KernelStatement[] {
    if (plan.sections.some(({ pass }) => pass?.targets.some((target) => target.watched))) {
      for (let v = 0; v < this.values.context.vectors; v++) this.lines.push(set(this.watch(v), 0))
    }
    for (const { scalars, pass } of plan.sections) {
      this.compute(scalars, int(0), this.lines)
      if (pass) this.pass(pass, plan)
    }
    return this.lines
  }

  private watch(v: number): Local {
    return this.values.locals.declare(this.values.vectorName('$watch', v))
  }

  private compute(nodes: readonly Node[], coordinate: Scalar, lines: KernelStatement[]): void {
    const draws = drawLines(nodes, coordinate, this.values)
    for (const node of nodes) {
      if (this.values.given(node) || constantValue(node) !== null) continue
      const drawn = draws.get(node)
      if (drawn) lines.push(...drawn)
      else this.computeOne(node, lines)
      if (node.shape === 'vector') this.values.setPresent(node)
    }
  }

  private computeOne(node: Node, lines: KernelStatement[]): void {
    const { values } = this
    if ((node.kind === 'unary' || node.kind === 'binary') && isMath(node.op) && values.width(node) > 1) {
      this.computePairs(node, node.op, lines)
      return
    }
    for (let v = 0; v < values.width(node); v++) {
      if (!values.isTruth(node)) {
        const value = values.instruction(node, v, lines)
        if (value) lines.push(set(values.local(node, v), value))
        continue
      }
      const mask = values.local(node, v, '?')
      lines.push(set(mask, this.maskExpression(node, v, lines)))
      if (values.asNumber.has(node)) lines.push(set(values.local(node, v), and(mask, 1)))
    }
  }

  /** A function for two vectors at once, as often as there are two. */
  private computePairs(node: Node, name: MathName, lines: KernelStatement[]): void {
    const { values } = this
    values.context.used.pairs.add(name)
    const args = (v: number) => inputs(node).map((operand) => values.number(operand, v, lines))
    for (let v = 0; v < values.width(node); v += 2) {
      const call = ['call', pairName(name), ...args(v), ...args(v + 1)] as const
      const second = values.local(node, v + 1)
      lines.push(['receive', [values.local(node, v), second], call])
    }
  }

  private maskExpression(node: Node, v: number, lines: KernelStatement[]): Lanes {
    const { values } = this
    const mask = maskInstruction(node, (operand) => values.isTruth(operand))
    if (!mask || node.kind !== 'binary') throw new Error(`node ${node.id} is no truth value`)
    const operand = (a: Node) => (mask.ofMasks ? values.mask(a, v, lines) : values.number(a, v, lines))
    return [mask.name, operand(node.a), operand(node.b)]
  }

  /** A loop over the coordinates. */
  private pass(pass: Pass, plan: Schedule): void {
    const { values } = this
    const { context, locals } = values
    values.startLoop()
    const body: KernelStatement[] = []
    this.compute(pass.vectors, get('$k'), body)
    for (const node of pass.reductions) {
      const { start, join } = REDUCTIONS[node.op]
      for (let v = 0; v < values.width(node); v++) {
        const total = values.local(node, v)
        this.lines.push(set(total, start))
        body.push(set(total, [join, get(total), values.number(node.a, v, body)]))
      }
    }
    // Values are read before anything is stored, so that states may change places.
    const stores: KernelStatement[] = []
    for (const node of pass.kept) {
      const home = plan.homes.get(node)
      if (!home || 'target' in home) continue
      for (let v = 0; v < values.width(node); v++)
        stores.push(store(...values.home(home, v), values.number(node, v, body)))
    }
    for (const target of pass.targets) {
      for (let v = 0; v < context.vectors; v++) {
        const value = values.number(target.node, v, body)
        stores.push(store(...values.place(target, v), value))
        if (target.watched) stores.push(set(this.watch(v), add(this.watch(v), value)))
      }
    }
    body.push(...stores)
    if (body.length === 0) return
    const steps = { $p: context.stride, $q: context.stride, $k8: 8 }
    const starts = { $p: get('$tile'), $q: int(0), $k8: int(0) }
    locals.declare('$k', 'i32')
    this.lines.push(put('$k', int(1)))
    for (const pointer of values.pointers) {
      locals.declare(pointer, 'i32')
      this.lines.push(put(pointer, starts[pointer]))
      body.push(advance(pointer, steps[pointer]))
    }
    body.push(advance('$k', 1))
    this.lines.push(['loop', '$coordinates', body, i32.atMost('$k', context.dimension)])
  }
}
