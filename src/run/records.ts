import { recordLengthOf } from './batching.ts'
import type { RunPlan, UnitGroup } from './plan.ts'

/** What is known of the units of a plan: a block of numbers for each group, `recordLength` numbers a unit. */
export class Records {
  private readonly blocks: (Float64Array | null)[]
  private readonly known: Uint8Array
  private count = 0

  constructor(private readonly plan: RunPlan) {
    this.blocks = plan.groups.map(() => null)
    this.known = new Uint8Array(plan.ids.length)
  }

  /** How many units are known; those that are the same computation count once. */
  get size(): number {
    return this.count
  }

  has(unit: number): boolean {
    return this.known[this.plan.ids.first(unit)] === 1
  }

  /** The numbers of a unit, not copied; null if it is not known. */
  of(unit: number): Float64Array | null {
    const first = this.plan.ids.first(unit)
    if (this.known[first] !== 1) return null
    const { group, block, length } = this.place(first)
    const at = (first - group.start) * length
    return block.subarray(at, at + length)
  }

  /** Keeps the numbers of a unit. */
  set(unit: number, numbers: Float64Array): void {
    const first = this.plan.ids.first(unit)
    const { group, block, length } = this.place(first)
    block.set(numbers, (first - group.start) * length)
    this.count += 1 - (this.known[first] as number)
    this.known[first] = 1
  }

  /** How many numbers the unit with an id has; -1 if no unit of the plan has it. */
  lengthOf(id: string): number {
    const unit = this.plan.ids.find(id)
    return unit < 0 ? -1 : recordLengthOf(this.plan.groups[groupOf(this.plan, unit)] as UnitGroup)
  }

  /** Keeps the numbers of the unit with an id. */
  put(id: string, numbers: Float64Array): void {
    const unit = this.plan.ids.find(id)
    if (unit >= 0) this.set(unit, numbers)
  }

  private place(unit: number) {
    const index = groupOf(this.plan, unit)
    const group = this.plan.groups[index] as UnitGroup
    const length = recordLengthOf(group)
    const block = this.blocks[index] ?? new Float64Array(group.size * length)
    this.blocks[index] = block
    return { group, block, length }
  }
}

/** The group of a unit, by halving. */
export function groupOf({ groups }: RunPlan, unit: number): number {
  let [low, high] = [0, groups.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((groups[middle] as UnitGroup).start <= unit) low = middle
    else high = middle - 1
  }
  return low
}
