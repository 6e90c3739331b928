import type { Node } from '../../lang/graph.ts'
import { pairName } from '../math/assembly.ts'
import type { MathName } from '../math/index.ts'
import { constantValue } from '../rebuild.ts'
import { inputs } from '../roots.ts'
import type { Pass, Schedule } from '../schedule.ts'
import { drawLines } from './draws.ts'
import { choice, extreme, maskInstruction, mathFunction, operation, REDUCTION } from './operations.ts'
import { chain, get, indent, load, loadSplat, set, splat, store } from './text.ts'
import type { Values } from './values.ts'

/** Nodes whose value is a local before a step begins, or that are written where they are used. */
const FREE: ReadonlySet<Node['kind']> = new Set(['const', 'param', 'state', 'step'])

/** Writes the computation of one step, or of the initial values. */
export class Body {
  private readonly lines: string[] = []

  constructor(private readonly values: Values) {}

  /** All sections; vector targets are stored, scalar ones are left in their locals. */
  write(plan: Schedule): string[] {
    if (plan.sections.some(({ pass }) => pass?.targets.some((target) => target.watched))) {
      for (let v = 0; v < this.values.context.vectors; v++) this.lines.push(set(this.watch(v), splat(0)))
    }
    for (const { scalars, pass } of plan.sections) {
      this.compute(scalars, '0', this.lines)
      if (pass) this.pass(pass, plan)
    }
    return this.lines
  }

  private watch(v: number): string {
    return this.values.locals.declare(this.values.vectorName('$watch', v))
  }

  private compute(nodes: readonly Node[], coordinate: string, lines: string[]): void {
    const draws = drawLines(nodes, coordinate, this.values)
    for (const node of nodes) {
      if (this.values.given(node) || FREE.has(node.kind) || constantValue(node) !== null) continue
      const drawn = draws.get(node)
      if (drawn) lines.push(...drawn)
      else this.computeOne(node, lines)
      if (node.shape === 'vector') this.values.setPresent(node)
    }
  }

  private computeOne(node: Node, lines: string[]): void {
    const { values } = this
    const name = node.kind === 'unary' || node.kind === 'binary' ? mathFunction(node.op) : null
    if (name && values.width(node) > 1) {
      this.computePairs(node, name, lines)
      return
    }
    for (let v = 0; v < values.width(node); v++) {
      if (!values.isTruth(node)) {
        const text = this.expression(node, v, lines)
        if (text) lines.push(set(values.local(node, v), text))
        continue
      }
      const mask = values.local(node, v, '?')
      lines.push(set(mask, this.maskExpression(node, v, lines)))
      if (values.asNumber.has(node)) lines.push(set(values.local(node, v), `(v128.and ${get(mask)} ${splat(1)})`))
    }
  }

  /** A function for two vectors at once, as often as there are two. */
  private computePairs(node: Node, name: MathName, lines: string[]): void {
    const { values } = this
    values.context.used.pairs.add(name)
    const args = (v: number) => inputs(node).map((operand) => values.number(operand, v, lines))
    for (let v = 0; v < values.width(node); v += 2) {
      const call = `(call $${pairName(name)} ${[...args(v), ...args(v + 1)].join(' ')})`
      lines.push(call, `(local.set ${values.local(node, v + 1)}) (local.set ${values.local(node, v)})`)
    }
  }

  private maskExpression(node: Node, v: number, lines: string[]): string {
    const { values } = this
    const mask = maskInstruction(node, (operand) => values.isTruth(operand))
    if (!mask || node.kind !== 'binary') throw new Error(`node ${node.id} is no truth value`)
    const args = [node.a, node.b].map((a) => (mask.ofMasks ? values.mask(a, v, lines) : values.number(a, v, lines)))
    return `(${mask.name} ${args.join(' ')})`
  }

  private expression(node: Node, v: number, lines: string[]): string | null {
    const { values } = this
    const { context } = values
    const number = (operand: Node) => values.number(operand, v, lines)
    switch (node.kind) {
      case 'unary':
      case 'binary': {
        const name = mathFunction(node.op)
        if (name) context.used.math.add(name)
        const args = node.kind === 'unary' ? [node.a] : [node.a, node.b]
        if (node.kind === 'binary' && (node.op === 'min' || node.op === 'max')) {
          const short = extreme(node.op, node.a, node.b, number)
          if (short) return short
        }
        return operation(node.op as Parameters<typeof operation>[0], args.map(number))
      }
      case 'select': {
        const [yes, no] = [number(node.b), number(node.c)]
        return choice(values.mask(node.a, v, lines), yes, no)
      }
      case 'pick':
        if (node.a.kind === 'state') {
          const offset = (context.states.get(node.a.name) as number) + (node.k - 1) * context.stride
          return load(get('$tile'), offset + 16 * v)
        }
        if (node.a.kind === 'table') return loadSplat(get('$row'), tableOffset(context.tables, node.a.name, node.k))
        throw new Error(`pick of ${node.a.kind} is not lowered`)
      case 'reduce':
        return null
      default:
        throw new Error(`${node.kind} is not an operation`)
    }
  }

  /** A loop over the coordinates. */
  private pass(pass: Pass, plan: Schedule): void {
    const { values } = this
    const { context, locals } = values
    values.startLoop()
    const body: string[] = []
    this.compute(pass.vectors, get('$k'), body)
    for (const node of pass.reductions) {
      const [start, join] = REDUCTION[node.op]
      for (let v = 0; v < values.width(node); v++) {
        const total = values.local(node, v)
        this.lines.push(set(total, splat(start)))
        body.push(set(total, `(${join} ${get(total)} ${values.number(node.a, v, body)})`))
      }
    }
    // Values are read before anything is stored, so that states may change places.
    const stores: string[] = []
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
        if (target.watched) stores.push(set(this.watch(v), chain('f64x2.add', [get(this.watch(v)), value])))
      }
    }
    body.push(...stores)
    if (body.length === 0) return
    const steps = { $p: context.stride, $q: context.stride, $k8: 8 }
    const starts = { $p: get('$tile'), $q: '(i32.const 0)', $k8: '(i32.const 0)' }
    locals.declare('$k', 'i32')
    this.lines.push(set('$k', '(i32.const 1)'))
    for (const pointer of values.pointers) {
      locals.declare(pointer, 'i32')
      this.lines.push(set(pointer, starts[pointer]))
      body.push(set(pointer, `(i32.add ${get(pointer)} (i32.const ${steps[pointer]}))`))
    }
    body.push(set('$k', `(i32.add ${get('$k')} (i32.const 1))`))
    body.push(`(br_if $coordinates (i32.le_u ${get('$k')} (i32.const ${context.dimension})))`)
    this.lines.push('(loop $coordinates', ...indent(body), ')')
  }
}

const tableOffset = (tables: ReadonlyMap<string, number>, name: string, k: number): number =>
  (tables.get(name) as number) + (k - 1) * 8
