import { type Layout, type MemoryPlace, VECTOR_BYTES } from '../layout.ts'
import type { Lane } from '../program.ts'
import type { RunningLanes } from '../target.ts'

const PAGE = 65536

interface Exports {
  readonly memory: WebAssembly.Memory
  init(tiles: number): void
  advance(tiles: number, from: bigint, to: bigint): void
}

/**
 * Lanes that run together in one instance of a kernel. A lane's numbers depend on its own parameters and seed only, not on
 * its neighbours, nor on where `advance` stops.
 */
export class Lanes implements RunningLanes {
  private readonly exports: Exports
  private readonly numbers: Float64Array
  private readonly tiles: number
  private made = 0

  /**
   * @param module made from the kernel's `bytes`
   * @throws RangeError if there is no lane, or not enough memory for all
   */
  constructor(
    module: WebAssembly.Module,
    private readonly layout: Layout,
    readonly lanes: readonly Lane[],
  ) {
    if (lanes.length === 0) throw new RangeError('a kernel needs at least one lane')
    this.exports = new WebAssembly.Instance(module).exports as unknown as Exports
    this.tiles = Math.ceil(lanes.length / (2 * layout.vectors))
    this.exports.memory.grow(Math.ceil((layout.tiles + this.tiles * layout.tileBytes) / PAGE))
    // All memory that the lanes need is there now: it does not grow, so the view stays valid.
    const numbers = new Float64Array(this.exports.memory.buffer)
    this.numbers = numbers
    const words = new Uint32Array(this.exports.memory.buffer)
    for (const { address, values } of layout.shared) numbers.set(values, address / 8)
    // The last tile is filled up with copies of the last lane.
    for (let index = 0; index < this.tiles * 2 * layout.vectors; index++) {
      const lane = lanes[Math.min(index, lanes.length - 1)] as Lane
      words[2 * this.position(index, layout.seeds)] = lane.seed
      layout.params.forEach(({ offset }, param) => {
        numbers[this.position(index, offset)] = lane.params[param] ?? Number.NaN
      })
    }
    this.exports.init(this.tiles)
  }

  /** Where a lane's number stands, in units of 8 bytes. */
  private position(lane: number, offset: number): number {
    const { vectors, tiles, tileBytes } = this.layout
    const within = lane % (2 * vectors)
    const tile = (lane - within) / (2 * vectors)
    return (tiles + tile * tileBytes + offset) / 8 + within
  }

  /** The number of steps made. */
  get step(): number {
    return this.made
  }

  /**
   * Runs steps `step` + 1 ... `to`; outputs are then those of step `to`. Nothing happens if `to` is the current step.
   *
   * @throws RangeError if `to` is no whole number, lies in the past, or beyond the last row of a table
   */
  advance(to: number): void {
    if (!Number.isSafeInteger(to) || to < this.made) throw new RangeError(`cannot go from step ${this.made} to ${to}`)
    if (to > this.layout.rows) throw new RangeError(`step ${to} is beyond the ${this.layout.rows} rows of a table`)
    if (to === this.made) return
    this.exports.advance(this.tiles, BigInt(this.made), BigInt(to))
    this.made = to
  }

  /** An output after the last step, one number a lane; NaN before the first step and for lanes that diverged. */
  output(name: string): Float64Array {
    const { offset } = find(this.layout.outputs, name, 'output')
    return this.read(offset, 1, this.made > 0)
  }

  /** A state after the last step: lanes x 1 or lanes x d numbers, one lane after the other; NaN for lanes that diverged. */
  state(name: string): Float64Array {
    const { offset, shape } = find(this.layout.states, name, 'state')
    return this.read(offset, shape === 'vector' ? this.layout.dimension : 1, true)
  }

  /** Gives a scalar state other values, one a lane: the next step begins with them. */
  setState(name: string, values: Float64Array): void {
    const { offset } = find(this.layout.states, name, 'state')
    // Lanes that fill up the last tile follow the last one, as they have from the start.
    for (let lane = 0; lane < this.tiles * 2 * this.layout.vectors; lane++)
      this.numbers[this.position(lane, offset)] = values[Math.min(lane, values.length - 1)] as number
  }

  /** One lane's numbers of a state after the last step. */
  readState(name: string, lane: number, values: Float64Array): void {
    this.readLane(find(this.layout.states, name, 'state').offset, lane, values, 0, values.length)
  }

  /** Per lane the first step after which a watched state was not finite; 0 while all are. */
  get divergedAt(): Float64Array {
    return Float64Array.from(this.lanes, (_, lane) => this.numbers[this.position(lane, this.layout.diverged)] as number)
  }

  private read(offset: number, coordinates: number, known: boolean): Float64Array {
    const values = new Float64Array(this.lanes.length * coordinates)
    if (!known) return values.fill(Number.NaN)
    for (let lane = 0; lane < this.lanes.length; lane++)
      this.readLane(offset, lane, values, lane * coordinates, coordinates)
    return values
  }

  /** Puts a lane's numbers into `values`, from `at` on. */
  private readLane(offset: number, lane: number, values: Float64Array, at: number, count: number): void {
    // A diverged lane may or may not have gone on: that depends on its neighbours, and so must not be seen.
    if (this.numbers[this.position(lane, this.layout.diverged)] !== 0) {
      values.fill(Number.NaN, at, at + count)
      return
    }
    const stride = (this.layout.vectors * VECTOR_BYTES) / 8
    const start = this.position(lane, offset)
    for (let k = 0; k < count; k++) {
      const value = this.numbers[start + k * stride] as number
      // The bits of a NaN differ between machines.
      values[at + k] = Number.isNaN(value) ? Number.NaN : value
    }
  }
}

function find(places: readonly MemoryPlace[], name: string, what: string): MemoryPlace {
  const place = places.find((one) => one.name === name)
  if (!place) throw new RangeError(`the kernel has no ${what} '${name}'`)
  return place
}
