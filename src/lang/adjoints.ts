import type { Graph } from './graph.ts'
import type { Node } from './node.ts'

const isZero = (node: Node): boolean => node.kind === 'const' && node.value === 0

/**
 * The adjoints of a reverse sweep: by node, the derivative of the output with respect to it, summed over the paths that
 * lead there. An adjoint of a vector node may be a scalar, which then stands for d equal coordinates.
 */
export class Adjoints {
  readonly graph: Graph
  private readonly active: ReadonlySet<Node>
  private readonly sums = new Map<Node, Node>()
  /** Adjoints that are 0 where a `select` discards the value: there the value itself may be infinite or NaN. */
  private readonly masked = new Set<Node>()

  /** @param active nodes that depend on what is differentiated by; the others get no adjoint */
  constructor(graph: Graph, active: ReadonlySet<Node>) {
    this.graph = graph
    this.active = active
  }

  of(node: Node): Node | undefined {
    return this.sums.get(node)
  }

  isActive(node: Node): boolean {
    return this.active.has(node)
  }

  /** `pass`, where the operand gets an adjoint: else the contribution is not even made. */
  passTo(node: Node, operand: Node, weight: Node, contribution: () => Node): void {
    if (this.active.has(operand)) this.pass(node, operand, weight, contribution())
  }

  /** `weight` where `test` holds and 0 elsewhere; or, with `otherwise`, the other way round. */
  where(test: Node, weight: Node, otherwise = false): Node {
    const zero = this.graph.const(0)
    const result = otherwise ? this.graph.select(test, zero, weight) : this.graph.select(test, weight, zero)
    this.masked.add(result)
    return result
  }

  /**
   * Adds what `node` passes on to one of its operands. `weight` is the adjoint of `node` from which `contribution` was
   * made. Where a masked weight is 0 the contribution is 0, whatever it was multiplied by; so the gradient of
   * `x > 0 ? sqrt(x) : 0` at -1 is 0, not NaN. An operand that is a scalar in a vector node gets the sum over coordinates.
   */
  pass(node: Node, operand: Node, weight: Node, contribution: Node): void {
    if (!this.active.has(operand) || isZero(contribution)) return
    const { graph } = this
    let term = contribution
    const isMasked = this.masked.has(weight) || this.masked.has(term)
    const finite = term === weight || (term.kind === 'unary' && term.op === 'neg' && term.a === weight)
    if (this.masked.has(weight) && !finite && !this.masked.has(term))
      term = graph.select(graph.binary('eq', weight, graph.const(0)), graph.const(0), term)
    if (operand.shape === 'scalar' && (node.shape === 'vector' || node.kind === 'reduce'))
      term = graph.reduce('sum', graph.broadcast(term))
    const sum = this.sums.get(operand)
    let total = term
    if (sum) total = term.kind === 'unary' && term.op === 'neg' ? graph.sub(sum, term.a) : graph.add(sum, term)
    if (isMasked || (sum && this.masked.has(sum))) this.masked.add(total)
    this.sums.set(operand, total)
  }

  start(output: Node): void {
    if (this.active.has(output)) this.sums.set(output, this.graph.const(1))
  }
}
