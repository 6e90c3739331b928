import type { Node } from '../../lang/node.ts'
import type { MathName } from '../math/index.ts'

/** What the writers of a kernel's functions share. Offsets are bytes within a tile, addresses bytes of the memory. */
export interface GenerationContext {
  readonly dimension: number
  /** SIMD vectors per tile. */
  readonly vectors: number
  /** Bytes from one coordinate to the next. */
  readonly stride: number
  /** Whether a node is the same for all lanes: it is computed once for all vectors. */
  shared(node: Node): boolean
  readonly constants: ReadonlyMap<Node, number>
  /** What is computed once a step for all tiles, with its place among the values of a step. */
  readonly stepValues: ReadonlyMap<Node, number>
  readonly params: ReadonlyMap<string, number>
  readonly states: ReadonlyMap<string, number>
  readonly literals: ReadonlyMap<Node, number>
  readonly tables: ReadonlyMap<string, number>
  readonly seeds: number
  readonly diverged: number
  /** Address of the values that the steps of a chunk have in common. */
  readonly common: number
  /** Address of the scratch buffers. */
  readonly scratch: number
  /** What the code written so far calls and uses. */
  readonly used: Used
}

/** Functions of their own that the code calls, for one vector and for two at once, and the room that it needs. */
export interface Used {
  readonly math: Set<MathName>
  readonly pairs: Set<MathName>
  draws: boolean
  drawPairs: boolean
  scratch: number
  locals: number
}
