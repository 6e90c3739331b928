import type { Claim } from '../../config/claim.ts'
import type { State } from '../../kernel/program.ts'
import type { Node } from '../../lang/node.ts'

/** A number of a run that a tally needs and that is known before it: a parameter of the lane. */
export interface TallyParameter {
  readonly name: string
  /** Its value at a point of the grid and a horizon; NaN if there is none. */
  value(names: Readonly<Record<string, number>>): number
}

/** What a run keeps of each of its steps for a claim: states beside those of the rule, and outputs that no page asked for. */
export interface Tally {
  readonly parameters: readonly TallyParameter[]
  readonly states: readonly State[]
  readonly next: readonly Node[]
  readonly outputs: Readonly<Record<string, Node>>
  /** Whether its states begin anew after each recorded step. */
  readonly restarts: boolean
}

/** Names of the outputs of a claim's tally: the step at which the extreme was reached, and the measure there. */
export const extremeNames = ({ id }: Pick<Claim, 'id'>): { readonly at: string; readonly value: string } => ({
  at: `extreme of ${id} at`,
  value: `extreme of ${id}`,
})
