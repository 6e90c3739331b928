import { fromHex, toHex } from './bytes.ts'

const BYTES = 32

/** Ids of units, sha256 each, as bytes: an id is text only where it is asked for. Those that are there twice are known as the first. */
export class Ids {
  private readonly bytes: Uint8Array
  /** Open addressing by an id's first bytes: the first unit with an id, plus one. */
  private readonly places: Int32Array
  private readonly firsts: Int32Array
  private known = 0

  /** @param most how many there will be */
  constructor(most: number) {
    this.bytes = new Uint8Array(BYTES * most)
    this.places = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2)))
    this.firsts = new Int32Array(most)
  }

  /** How many units there are. */
  get length(): number {
    return this.known
  }

  /** Adds the id of the next unit. */
  add(id: Uint8Array): void {
    const unit = this.known++
    this.bytes.set(id, unit * BYTES)
    const place = this.placeOf(id)
    if (this.places[place] === 0) this.places[place] = unit + 1
    this.firsts[unit] = (this.places[place] as number) - 1
  }

  /** The first unit with the same id: equal ids are the same computation, made once. */
  first(unit: number): number {
    return this.firsts[unit] ?? unit
  }

  /** In hex. */
  of(unit: number): string {
    return toHex(this.bytes.subarray(unit * BYTES, (unit + 1) * BYTES))
  }

  /** The first unit with an id in hex; -1 if there is none. */
  find(id: string): number {
    const bytes = fromHex(id)
    return bytes?.length === BYTES ? (this.places[this.placeOf(bytes)] as number) - 1 : -1
  }

  /** Where an id stands, or would stand. */
  private placeOf(id: Uint8Array): number {
    const mask = this.places.length - 1
    const [a = 0, b = 0, c = 0, d = 0] = id
    for (let place = (a | (b << 8) | (c << 16) | (d << 24)) & mask; ; place = (place + 1) & mask) {
      const unit = (this.places[place] as number) - 1
      if (unit < 0 || this.stands(id, unit * BYTES)) return place
    }
  }

  private stands(id: Uint8Array, at: number): boolean {
    for (let k = 0; k < BYTES; k++) if (id[k] !== this.bytes[at + k]) return false
    return true
  }
}
