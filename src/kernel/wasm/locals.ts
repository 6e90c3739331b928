export type Type = 'v128' | 'i64' | 'i32'

/** The locals of one function. Names say what a local holds; they are made unique and legal. */
export class Locals {
  private readonly types = new Map<string, Type>()
  private readonly taken = new Set<string>()

  /** A name that no other local has, not yet declared. */
  name(hint: string): string {
    const legal = `$${hint.replace(/[^\w.'+^-]+/g, '_').replace(/_+$/, '')}`
    let name = legal
    for (let n = 2; this.taken.has(name); n++) name = `${legal}_${n}`
    this.taken.add(name)
    return name
  }

  declare(name: string, type: Type = 'v128'): string {
    this.types.set(name, type)
    this.taken.add(name)
    return name
  }

  get count(): number {
    return this.types.size
  }

  /** Declarations, a few on a line. */
  lines(): string[] {
    const all = [...this.types].map(([name, type]) => `(local ${name} ${type})`)
    const lines: string[] = []
    for (let k = 0; k < all.length; k += 6) lines.push(all.slice(k, k + 6).join(' '))
    return lines
  }
}
