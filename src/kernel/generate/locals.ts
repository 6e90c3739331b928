import type { Local, Type } from '../code/instruction.ts'

/** The locals of one function. Names say what a local holds; they are made unique and legal. */
export class Locals {
  private readonly types = new Map<Local, Type>()
  private readonly taken = new Set<Local>()

  /** A name that no other local has, not yet declared. */
  name(hint: string): Local {
    const legal: Local = `$${hint.replace(/[^\w.'+^-]+/g, '_').replace(/_+$/, '')}`
    let name = legal
    for (let n = 2; this.taken.has(name); n++) name = `${legal}_${n}`
    this.taken.add(name)
    return name
  }

  declare(name: Local, type: Type = 'lanes'): Local {
    this.types.set(name, type)
    this.taken.add(name)
    return name
  }

  /** All that were declared, in their order. */
  get list(): (readonly [Local, Type])[] {
    return [...this.types]
  }
}
