/** Bytes, written one after the other. */
export class Bytes {
  private buffer = new Uint8Array(1024)
  length = 0

  get written(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }

  private room(more: number): void {
    if (this.length + more <= this.buffer.length) return
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.length + more))
    larger.set(this.written)
    this.buffer = larger
  }

  byte(value: number): void {
    this.room(1)
    this.buffer[this.length++] = value
  }

  all(values: readonly number[] | Uint8Array): void {
    this.room(values.length)
    this.buffer.set(values, this.length)
    this.length += values.length
  }

  /** A count of 32 bits, in groups of seven. */
  count(value: number): void {
    let rest = value
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80)
    this.byte(rest)
  }

  /** An integer with its sign, in groups of seven bits: as few as hold it. */
  signed(value: bigint): void {
    let rest = value
    for (; rest < -0x40n || rest >= 0x40n; rest >>= 7n) this.byte(Number(rest & 0x7fn) | 0x80)
    this.byte(Number(rest & 0x7fn))
  }

  /** Something of which the length stands before it. */
  sized(content: Uint8Array | readonly number[]): void {
    this.count(content.length)
    this.all(content)
  }

  text(value: string): void {
    this.sized(new TextEncoder().encode(value))
  }
}
