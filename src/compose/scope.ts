import { type Binding, buildValue, type Environment } from '../lang/build.ts'
import type { Node } from '../lang/node.ts'
import type { Formula } from '../lang/syntax.ts'
import { definedByItself } from '../messages/values.ts'

/** A named value that is built only if something uses it. */
type Definition =
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'lazy'; readonly build: () => Node | null }
  | { readonly kind: 'formula'; readonly formula: Formula; readonly scope: Scope }
  | { readonly kind: 'stages'; readonly nodes: readonly Node[] }
  | { readonly kind: 'missing'; readonly reason: string }

/** Names with their definitions. What a scope does not define itself it takes from the one around it. */
export class Scope {
  private readonly own = new Map<string, Definition>()
  private readonly built = new Map<string, Node | null>()
  private readonly building = new Set<string>()
  readonly outer: Scope | null

  constructor(outer: Scope | null = null) {
    this.outer = outer
  }

  node(name: string, node: Node): this {
    this.own.set(name, { kind: 'node', node })
    return this
  }

  lazy(name: string, build: () => Node | null): this {
    this.own.set(name, { kind: 'lazy', build })
    return this
  }

  /** A formula whose own free names are looked up in `scope`. */
  formula(name: string, formula: Formula, scope: Scope = this): this {
    this.own.set(name, { kind: 'formula', formula, scope })
    return this
  }

  /** A name with an index: `A[1]`, ..., one node each. Without nodes there was a mistake, which has been reported. */
  stages(name: string, nodes: readonly Node[]): this {
    this.own.set(name, { kind: 'stages', nodes })
    return this
  }

  /** The nodes of a name with an index; null if it has none. */
  indexed(name: string): readonly Node[] | null {
    const definition = this.home(name)?.own.get(name)
    return definition?.kind === 'stages' ? definition.nodes : null
  }

  /** A name that a user could expect here, and why it has no value. */
  missing(name: string, reason: string): this {
    this.own.set(name, { kind: 'missing', reason })
    return this
  }

  names(): Set<string> {
    const names = this.outer?.names() ?? new Set<string>()
    for (const [name, definition] of this.own) {
      if (definition.kind === 'missing') names.delete(name)
      else names.add(name)
    }
    return names
  }

  private home(name: string): Scope | null {
    return this.own.has(name) ? this : (this.outer?.home(name) ?? null)
  }

  /** Why a known name has no value here; null if it has one or is not known at all. */
  absence(name: string): string | null {
    const definition = this.home(name)?.own.get(name)
    return definition?.kind === 'missing' ? definition.reason : null
  }

  /**
   * The node of a name, built at its first use; null if the name is not known. A definition in error is reported once and
   * then stands in as a number, so that one mistake gives one message.
   */
  value(name: string, base: Environment): Node | null {
    const home = this.home(name)
    const definition = home?.own.get(name)
    if (!home || !definition) return null
    if (definition.kind === 'node') return definition.node
    let node = home.built.get(name)
    if (node === undefined) {
      node = home.build(name, definition, base)
      home.built.set(name, node)
    }
    return node ?? base.graph.const(base.standIn ?? 1)
  }

  private build(name: string, definition: Definition, base: Environment): Node | null {
    if (definition.kind === 'lazy') return definition.build()
    if (definition.kind !== 'formula') return null
    const { formula, scope } = definition
    if (this.building.has(name)) {
      base.sink.report(formula.source, formula.expr.at, definedByItself(name))
      return null
    }
    this.building.add(name)
    const node = buildValue(formula, scope.environment(base))
    this.building.delete(name)
    return node
  }

  /** An environment in which names are looked up here. */
  environment(base: Environment): Environment {
    return { ...base, names: new ScopedNames(this, base), absence: (name) => this.absence(name) }
  }
}

/** The map that the language's builder sees: what statements assign, over the names of a scope. */
class ScopedNames extends Map<string, Binding> {
  private readonly scope: Scope
  private readonly base: Environment

  constructor(scope: Scope, base: Environment) {
    super()
    this.scope = scope
    this.base = base
  }

  override get(name: string): Binding | undefined {
    const assigned = super.get(name)
    if (assigned) return assigned
    if (this.scope.absence(name) !== null) return undefined
    const stages = this.scope.indexed(name)
    if (stages) return { kind: 'stages', nodes: stages }
    const node = this.scope.value(name, this.base)
    return node ? { kind: 'value', node } : undefined
  }

  override has(name: string): boolean {
    return super.has(name) || this.scope.names().has(name)
  }

  override keys(): MapIterator<string> {
    return new Set([...super.keys(), ...this.scope.names()]).values() as MapIterator<string>
  }
}
