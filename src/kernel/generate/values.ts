import { type Algebra, apply } from '../../lang/algebra/algebra.ts'
import { constantValue } from '../../lang/algebra/copies.ts'
import type { Node } from '../../lang/node.ts'
import type { KernelStatement, Lanes, Local, Scalar } from '../code/instruction.ts'
import { get, lanes, load, ne, set } from '../code/words.ts'
import { inputs } from '../roots.ts'
import type { Home, Schedule } from '../schedule.ts'
import type { GenerationContext } from './context.ts'
import { instructions, maskInstruction, type Operand, type Pointer } from './instructions.ts'
import type { Locals } from './locals.ts'

const nonZero = (value: Lanes): Lanes => ne(value, 0)

/** Where the values of a function's nodes are: names of locals, and loads at the first use. */
export class Values {
  private readonly names = new Map<Node, Local>()
  private readonly stateNames = new Map<string, Local>()
  /** Locals filled before the first step: lane constants and parameters. */
  readonly prologue: KernelStatement[] = []
  /** Locals filled before each step: what is the same for all tiles. */
  readonly stepLoads: KernelStatement[] = []
  /** Vectors that are in locals at this coordinate. */
  private readonly present = new Set<Node>()
  private readonly truths = new Set<Node>()
  readonly asNumber = new Set<Node>()
  /** Pointers that the loop being written needs. */
  readonly pointers = new Set<Pointer>()
  private readonly algebras: readonly Algebra<Operand, Lanes | null>[]

  constructor(
    readonly context: GenerationContext,
    readonly locals: Locals,
    private readonly plan: Schedule,
    private readonly hints: ReadonlyMap<Node, string>,
    nodes: readonly Node[],
    roots: Iterable<Node>,
  ) {
    const at = (pointer: Pointer) => this.at(pointer)
    this.algebras = Array.from({ length: context.vectors }, (_, v) => instructions(context, v, at))
    for (const node of nodes) {
      if (!this.given(node) && maskInstruction(node, (operand) => this.truths.has(operand))) this.truths.add(node)
    }
    for (const node of [...roots, ...plan.homes.keys()]) this.asNumber.add(node)
    for (const node of nodes.toReversed()) this.markUses(node)
  }

  private markUses(node: Node): void {
    if (this.given(node)) return
    const mask = this.truths.has(node) ? maskInstruction(node, (operand) => this.truths.has(operand)) : null
    if (mask?.ofMasks) return
    const [first, ...rest] = inputs(node)
    if (first && !(node.kind === 'select' && this.truths.has(first))) this.asNumber.add(first)
    for (const operand of rest) this.asNumber.add(operand)
  }

  given(node: Node): boolean {
    return this.context.constants.has(node) || this.context.stepValues.has(node)
  }

  width(node: Node): number {
    return this.context.shared(node) ? 1 : this.context.vectors
  }

  /** The local of a node, for one of the tile's vectors. */
  local(node: Node, v: number, suffix: '' | '?' = ''): Local {
    if (node.kind === 'state' && node.shape === 'scalar') return this.state(node.name, v)
    let name = this.names.get(node)
    if (!name) {
      name = this.locals.name(this.hints.get(node) ?? `n${this.names.size}`)
      this.names.set(node, name)
    }
    return this.locals.declare(this.vectorName(`${name}${suffix}`, this.width(node) === 1 ? null : v))
  }

  /** The local that carries a scalar state from step to step. */
  state(state: string, v: number): Local {
    const name = this.stateNames.get(state) ?? this.locals.name(state)
    this.stateNames.set(state, name)
    return this.locals.declare(this.vectorName(name, v))
  }

  vectorName(name: Local, v: number | null): Local {
    return v === null || this.context.vectors === 1 ? name : `${name}.${v}`
  }

  /** A value that stays in a local for all steps. */
  private constant(node: Node, offset: number, v: number): Lanes {
    const first = !this.names.has(node)
    const local = this.local(node, v)
    if (first) {
      for (let w = 0; w < this.width(node); w++) {
        this.prologue.push(set(this.local(node, w), load(get('$tile'), offset + 16 * w)))
      }
    }
    return get(local)
  }

  /** A value of this step that is in memory. */
  private stepValue(node: Node, place: number): Lanes {
    const known = this.names.has(node)
    const local = this.local(node, 0)
    if (!known) this.stepLoads.push(set(local, ['loadSame', get('$common'), 8 * place]))
    return get(local)
  }

  /** The number of a node. May first write a load into `lines`. */
  number(node: Node, v: number, lines: KernelStatement[]): Lanes {
    const value = constantValue(node)
    if (value !== null) return lanes(value)
    const offset = node.kind === 'param' ? this.context.params.get(node.name) : this.context.constants.get(node)
    if (offset !== undefined && node.shape === 'scalar') return this.constant(node, offset, v)
    const place = this.context.stepValues.get(node)
    if (place !== undefined) return this.stepValue(node, place)
    if (node.kind === 'step') return get('$t')
    if (node.shape === 'vector' && !this.present.has(node)) this.fetch(node, lines)
    return get(this.local(node, v))
  }

  /** Loads a vector's current coordinate. */
  private fetch(node: Node, lines: KernelStatement[]): void {
    for (let v = 0; v < this.width(node); v++) {
      lines.push(set(this.local(node, v), this.vectorLoad(node, v)))
      if (this.truths.has(node)) lines.push(set(this.local(node, v, '?'), nonZero(get(this.local(node, v)))))
    }
    this.present.add(node)
  }

  /** All bits set where a node is not 0. */
  mask(node: Node, v: number, lines: KernelStatement[]): Lanes {
    if (!this.truths.has(node)) return nonZero(this.number(node, v, lines))
    if (node.shape === 'vector' && !this.present.has(node)) this.fetch(node, lines)
    return get(this.local(node, v, '?'))
  }

  isTruth(node: Node): boolean {
    return this.truths.has(node)
  }

  setPresent(node: Node): void {
    this.present.add(node)
  }

  /** Forgets the vectors of the last coordinate, at the start of a loop. */
  startLoop(): void {
    this.present.clear()
    this.pointers.clear()
  }

  private at(pointer: Pointer): Scalar {
    this.pointers.add(pointer)
    return get(pointer)
  }

  private vectorLoad(node: Node, v: number): Lanes {
    const constant = this.context.constants.get(node)
    if (constant !== undefined) return load(this.at('$p'), constant + 16 * v)
    const home = this.plan.homes.get(node)
    const found = home ? load(...this.home(home, v)) : this.instruction(node, v, [])
    if (!found) throw new Error(`vector ${node.id} is used in a pass that does not have it`)
    return found
  }

  /** What computes or loads a node; null if something else does. May first write loads of operands into `lines`. */
  instruction(node: Node, v: number, lines: KernelStatement[]): Lanes | null {
    return apply(this.algebras[v] as Algebra<Operand, Lanes | null>, node, (operand) => ({
      constant: constantValue(operand),
      number: () => this.number(operand, v, lines),
      mask: () => this.mask(operand, v, lines),
    }))
  }

  /** Address of a kept vector at the current coordinate. */
  home(home: Home, v: number): readonly [address: Scalar, offset: number] {
    const { scratch, dimension, stride } = this.context
    if ('target' in home) return [this.at('$p'), home.target.offset + 16 * v]
    return [this.at('$q'), scratch + home.scratch * dimension * stride + 16 * v]
  }

  place(target: { readonly offset: number }, v: number): readonly [address: Scalar, offset: number] {
    return [this.at('$p'), target.offset + 16 * v]
  }
}
