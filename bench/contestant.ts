/** Something that does the work of a page, and can say what came out. */
export interface Contestant {
  readonly name: string
  /** Makes so many steps from the start. Returns nanoseconds, without what is done once for a run of any length. */
  run(steps: number): Promise<number>
  /** What the last run led to: the iterates, lane after lane, then what else is compared. */
  values(): Promise<Float64Array>
  stop(): Promise<void>
}

/** The nanoseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start)
}
