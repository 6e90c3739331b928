import type { Edit } from './edits.ts'
import type { Rule } from './rule.ts'

/** A way in which a rule is broken at one place. */
export interface Change {
  /** Readable, and the same as long as the rule is: `v-old`, `eps-inside-root`. */
  readonly name: string
  /** What is wrong, as a hand-written mutant says it. */
  readonly note: string
  readonly edits?: readonly Edit[]
  /** Other values with which states start. */
  readonly starts?: Readonly<Record<string, string>>
}

/** One mistake that people make, at every place of a rule where it can be made. */
export interface Operator {
  readonly name: string
  /** The mistake in words. */
  readonly title: string
  /** What is true of every mutant that it makes, whatever the rule. */
  readonly law: string
  changes(rule: Rule): readonly Change[]
}
