import type { MathFunctions } from './algebra/doubles.ts'
import type { Graph } from './graph.ts'
import type { Node } from './node.ts'
import type { Diagnostics, Span } from './source.ts'

/** What a name stands for: a value, or the stages `m[1]`, ..., `m[k]` of an indexed state. */
export type Binding =
  | { readonly kind: 'value'; readonly node: Node }
  | { readonly kind: 'stages'; readonly nodes: readonly Node[] }

/** What the names and functions of a formula mean where it is built. */
export interface Environment {
  readonly graph: Graph
  /** Number of coordinates, d >= 1. */
  readonly dimension: number
  /** `runBlock` writes what the statements assign into it. */
  readonly names: Map<string, Binding>
  /** Names that may not be assigned. */
  readonly inputs: ReadonlySet<string>
  /** Functions beside those of the language: `objective(x_before)`. */
  readonly functions: ReadonlyMap<string, (args: Node[], at: Span) => Node>
  /** The value of a name `n` >= 0 steps ago, or null if it has no past; null where there is no past at all. */
  readonly past: ((name: string, n: number) => Node | null) | null
  /** How many steps `past` may look back, where that costs nothing. */
  readonly longestPast?: number
  /** Why a name that a reader could expect has no value here; null if it is not such a name. */
  readonly absence?: (name: string) => string | null
  /** What a formula here knows, as the hint for a name that is nothing like any of them. */
  readonly knows?: string
  /** Whether an argument outside the range of a parameter is a mistake; if not, the call has the value NaN. */
  readonly ranges?: 'strict'
  /** The functions by which a call through code gets its arguments, where their last bits matter; those of JavaScript unless said. */
  readonly math?: () => MathFunctions
  /** How many definitions stand around what is built. */
  readonly within?: number
  /** What a definition in error stands in as, so that one mistake gives one message; 1 unless said. */
  readonly standIn?: number
  readonly sink: Diagnostics
}
