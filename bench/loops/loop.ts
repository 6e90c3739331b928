import { type Contestant, timed } from '../contestant.ts'

/** The runs of a page, as `rowsOf` gives them. */
export interface Runs {
  readonly rows: Float64Array
  readonly columns: number
  readonly lanes: number
  readonly dimension: number
}

/** What a JavaScript program makes of some runs in so many steps: the numbers that are compared. */
export type Loop = (runs: Runs, steps: number) => Float64Array

/** The same work in plain JavaScript. */
export function loop(work: Loop, runs: Runs): Contestant {
  let values: Float64Array = new Float64Array()
  return {
    name: 'JavaScript',
    run: (steps) =>
      timed(() => {
        values = work(runs, steps)
      }),
    values: async () => values,
    stop: async () => {},
  }
}

/** A number of an array, in loops whose indices are known to be within it. */
export const at = (array: Float64Array, index: number): number => array[index] as number
