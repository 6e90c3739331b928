/** How a run ended. A run is diverged if the iterate or an optimizer's state stopped being finite at `steps`. */
export type RunStatus = 'finished' | 'diverged' | 'error'

/** One run: a problem, an optimizer, a point of the grid, a horizon, a seed. */
export interface Run {
  /** Hash of the rule's meaning, parameters, horizon, schedule and seed (hex). */
  readonly unit: string
  /** Labels of the entries. */
  readonly problem: string
  readonly optimizer: string
  /** Name of the page, and of its dialect if one was chosen. */
  readonly rule: string
  readonly dialect: string | null
  /** Settings of the optimizer and of the problem at this point of the grid; a formula is given as its text. */
  readonly hyper: Readonly<Record<string, number | string>>
  readonly given: Readonly<Record<string, number | string>>
  /** Index of the grid point within its (problem, optimizer): equal for runs that differ in seed and horizon only. */
  readonly point: number
  readonly horizon: number
  readonly seed: number
  readonly status: RunStatus
  /** Steps made: the horizon, or the step at which the run diverged. */
  readonly steps: number
  /** Last recorded value of each measure, in the order of `Traces.measures`. */
  readonly final: readonly number[]
  /** Final iterate where d <= 64, else null. */
  readonly x: readonly number[] | null
  readonly mutantOf: string | null
}

/**
 * Runs in order, as far as a list of them has to be one: they are columns of numbers, and a run is made when it is asked for. An array
 * of runs is one too.
 */
export interface Runs extends Iterable<Run> {
  readonly length: number
  at(index: number): Run | undefined
  forEach(f: (run: Run, index: number) => void): void
  map<U>(f: (run: Run, index: number) => U): U[]
  flatMap<U>(f: (run: Run, index: number) => U | readonly U[]): U[]
  filter(f: (run: Run, index: number) => boolean): Run[]
  find(f: (run: Run, index: number) => boolean): Run | undefined
  entries(): Iterable<[number, Run]>
}

/** All results of an experiment, in the order of the plan. */
export interface Traces {
  readonly measures: readonly string[]
  readonly runs: Runs
  /** Recorded steps of a run, ascending; shorter than the schedule if it diverged. */
  times(run: number): readonly number[]
  /** Values of a measure of a run at those steps. */
  values(run: number, measure: number): Float64Array
  /** What a run kept of all its steps for a claim, at the recorded ones; null, or absent, where it kept nothing of that name. */
  tally?(run: number, output: string): Float64Array | null
}
