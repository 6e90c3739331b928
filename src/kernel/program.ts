import type { Graph } from '../lang/graph.ts'
import type { Node, Shape } from '../lang/node.ts'

/** Streams of random numbers. The oracle's does not know the optimizer, so optimizers share its noise. */
export const STREAM = { oracle: 0, optimizer: 1, average: 2, measure: 3, data: 4 } as const

/** A value that lives from step to step: the iterate, a moment, an average, a running measure. */
export interface State {
  readonly name: string
  readonly shape: Shape
  /** Value before the first step: a function of params and of the coordinate index only. */
  readonly init: Node
  /** Whether a non-finite value of this state ends the lane as diverged. */
  readonly watched: boolean
  /** Whether it is a running product of one number, made by `reducePowers`. */
  readonly product?: boolean
}

/** What one step does. All `next` are functions of the values at the start of the step. */
export interface Step {
  /** The new value of each state, in the order of `Program.states`; shapes agree (a scalar may fill a vector). */
  readonly next: readonly Node[]
  /** Scalars that are read at recording points, by measure name. */
  readonly outputs: Readonly<Record<string, Node>>
}

/**
 * One fused simulation: problem, noise, optimizer, projection, average and measures as one expression graph. The kernel
 * compiles it, the interpreter of the tests evaluates it; neither knows what an optimizer is.
 */
export interface Program {
  readonly graph: Graph
  readonly dimension: number
  /** Names of the lane parameters, in the order in which their values are handed over. */
  readonly params: readonly string[]
  readonly states: readonly State[]
  /** Step 1, where it differs from the others (an optimizer with `init`). */
  readonly first: Step | null
  readonly step: Step
  /** What is kept for the judges alone, at the end of `params` and of `states`; absent if nothing is. */
  readonly tallies?: Tallies
  /** Recorded tables by name: `rows` rows of `dimension` numbers, row-major. Step t reads row t (1-based). */
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly data: Float64Array }>>
}

/** What a program keeps of every step beside what was asked of it: what it computes otherwise does not depend on it. */
export interface Tallies {
  /** How many of the last params and of the last states are for them. */
  readonly params: number
  readonly states: number
  /** Names among the outputs. */
  readonly outputs: readonly string[]
  /** States that are set back to their initial values after each recorded step. */
  readonly restarts: readonly string[]
}

/** A program without its tallies. */
export function withoutTallies(program: Program): Program {
  const { tallies, ...rest } = program
  if (!tallies) return program
  const states = program.states.slice(0, program.states.length - tallies.states)
  const params = program.params.slice(0, program.params.length - tallies.params)
  const hidden = new Set(tallies.outputs)
  const bare = ({ next, outputs }: Step): Step => ({
    next: next.slice(0, states.length),
    outputs: Object.fromEntries(Object.entries(outputs).filter(([name]) => !hidden.has(name))),
  })
  return { ...rest, states, params, first: program.first && bare(program.first), step: bare(program.step) }
}

/** One run to be made: its parameter values (in the order of `Program.params`) and the seed of its random numbers. */
export interface Lane {
  readonly params: readonly number[]
  /** Unsigned 32-bit. */
  readonly seed: number
}
