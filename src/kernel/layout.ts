import type { Shape } from '../lang/node.ts'

/** Bytes of one vector of two lanes. */
export const VECTOR_BYTES = 16

/** A named place within a tile. Values of the tile's vectors stand side by side, coordinates one after the other. */
export interface MemoryPlace {
  readonly name: string
  readonly shape: Shape
  /** Bytes from the start of the tile. */
  readonly offset: number
}

/** A block of numbers that all lanes share. */
export interface Numbers {
  /** Bytes from the start of the memory. */
  readonly address: number
  readonly values: Float64Array
}

/**
 * Where a kernel keeps what, as plain data that may be sent to another thread. Memory holds the shared numbers, the scratch
 * buffers and then the tiles. A tile is 2 x `vectors` lanes that run together.
 */
export interface Layout {
  readonly dimension: number
  /** SIMD vectors per tile: 1, 2 or 4. */
  readonly vectors: number
  /** In the order of `Program.params`. */
  readonly params: readonly MemoryPlace[]
  /** Includes hidden states. */
  readonly states: readonly MemoryPlace[]
  readonly outputs: readonly MemoryPlace[]
  /** Offsets of the lanes' seeds (two u32, zero-extended, a vector) and of the steps at which they diverged. */
  readonly seeds: number
  readonly diverged: number
  readonly shared: readonly Numbers[]
  /** The last step for which every table has a row; Infinity without tables. */
  readonly rows: number
  /** Address of the first tile. */
  readonly tiles: number
  readonly tileBytes: number
}

/** Hands out places in a tile, one after the other. */
export class Tile {
  bytes = 0

  constructor(
    readonly dimension: number,
    readonly vectors: number,
  ) {}

  /** Bytes from one coordinate to the next. */
  get stride(): number {
    return this.vectors * VECTOR_BYTES
  }

  take(shape: Shape): number {
    const offset = this.bytes
    this.bytes += this.size(shape)
    return offset
  }

  size(shape: Shape): number {
    return (shape === 'vector' ? this.dimension : 1) * this.stride
  }

  place(name: string, shape: Shape): MemoryPlace {
    return { name, shape, offset: this.take(shape) }
  }
}
