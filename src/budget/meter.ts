/** Thrown where work is given up, or not begun, because it costs more than is left; caught by `metered` alone. */
class OverBudget extends Error {
  override readonly name = 'OverBudget'

  constructor(
    /** What the work costs at least. */
    readonly cost: number,
  ) {
    super(`this costs at least ${cost}`)
  }
}

interface Meter {
  readonly budget: number
  spent: number
}

/** The meter of the work that is being done; null where nobody counts. Work is never suspended, so one is enough. */
let current: Meter | null = null

/**
 * Counts work, in floating-point operations, about: a count is the same on every machine, and so is what follows from it. Called
 * before the work, with all of it where that is known.
 *
 * @throws OverBudget if less is left; without a budget never
 */
export function spend(operations: number): void {
  foresee(operations)
  if (current) current.spent += operations
}

/** Says what work to come will spend at least, so that it is refused before it begins. Spends nothing. */
export function foresee(operations: number): void {
  if (current && !(current.spent + operations <= current.budget)) throw new OverBudget(current.spent + operations)
}

/** What has been spent so far; null where nobody counts. */
export const spentSoFar = (): number | null => current?.spent ?? null

/** Does work within a budget: its value and what it cost; or without a value, what it would cost at least. */
export function metered<T>(budget: number, work: () => T): { readonly value?: T; readonly cost: number } {
  const around = current
  const meter = { budget, spent: 0 }
  current = meter
  try {
    return { value: work(), cost: meter.spent }
  } catch (error) {
    if (error instanceof OverBudget) return { cost: error.cost }
    throw error
  } finally {
    current = around
    if (around) around.spent += meter.spent
  }
}
