import type { FormOptions } from './generate/form.ts'
import type { Lane, Program } from './program.ts'

/** A program made ready by a target: plain data, that may be sent to another thread and is opened there by the same target. */
export interface Ready {
  readonly target: string
  /** What only the target knows: its code, and where that keeps what. */
  readonly code: unknown
}

/** Lanes that run together. A lane's numbers depend on its own parameters and seed only, and not on where `advance` stops. */
export interface RunningLanes {
  /**
   * Runs the steps up to `to`; outputs are then those of step `to`.
   *
   * @throws RangeError if `to` is no whole number, lies in the past, or beyond the last row of a table
   */
  advance(to: number): void
  /** An output after the last step, one number a lane; NaN before the first step and for lanes that diverged. */
  output(name: string): Float64Array
  /** A state: lanes x 1 or lanes x d numbers; NaN for lanes that diverged. */
  state(name: string): Float64Array
  /** Gives a scalar state other values, one a lane: the next step begins with them. */
  setState(name: string, values: Float64Array): void
  /** Writes the 1 or d numbers of one lane of a state into `values`. */
  readState(name: string, lane: number, values: Float64Array): void
  /** Per lane the first step after which a watched state was not finite; 0 while all are. */
  readonly divergedAt: Float64Array
}

/**
 * What makes a program run. All targets print the same instructions, and give the bits of `interpret`; none is part of a run's
 * identity.
 */
export interface Target {
  readonly name: string
  /** @throws KernelTooLarge if a step has too many operations for one function */
  prepare(program: Program, options?: FormOptions): Ready
  /** @throws RangeError if there is no lane, or not enough memory for all */
  open(ready: Ready, lanes: readonly Lane[]): RunningLanes
}
