/** What may be spent on one chart. */
export interface Budget {
  /** Seconds of computing, of all threads of the process that draws. */
  readonly seconds: number
  /** Bytes of memory of that process. */
  readonly bytes: number
  /** Seconds on the clock, on however busy a machine. */
  readonly waiting: number
}

/**
 * What drawing one chart may take. Ordinary ones take a tenth of a second and a tenth of the memory; a chart that a page brings
 * along can ask for anything.
 */
export const BUDGET: Budget = { seconds: 20, bytes: 2 ** 30, waiting: 600 }

/** What of the budget was spent. */
export type Spent = 'time' | 'memory'

/** Ends of the sentence "plot 'x' cannot be drawn: ...". */
export const SPENT: Readonly<Record<Spent, string>> = {
  time: `it takes more than ${BUDGET.seconds} seconds of computing`,
  memory: `it takes more than ${BUDGET.bytes / 2 ** 30} GiB of memory`,
}
