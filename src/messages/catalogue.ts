import * as blocks from './blocks.ts'
import * as budget from './budget.ts'
import * as calls from './calls.ts'
import * as formulaSigns from './formula-signs.ts'
import * as formulaSyntax from './formula-syntax.ts'
import type { About, Code } from './message.ts'
import * as values from './values.ts'

/** A code, and what is said of it. */
export interface Explained extends About {
  readonly code: Code
}

/** Messages whose codes begin alike. */
export interface Group {
  /** What their codes begin with, two digits of four. */
  readonly prefix: Code
  readonly title: string
  readonly entries: readonly Explained[]
}

const group = (prefix: Code, title: string, entries: Readonly<Record<string, Explained>>): Group => ({
  prefix,
  title,
  entries: Object.values(entries).sort((a, b) => (a.code < b.code ? -1 : 1)),
})

/** All messages there are, by the beginning of their codes. */
export const CATALOGUE: readonly Group[] = [
  group('AL30', 'Signs that no formula has', formulaSigns),
  group('AL31', 'Formulas that cannot be read', formulaSyntax),
  group('AL32', 'Statements of a rule', blocks),
  group('AL33', 'Names and values in formulas', values),
  group('AL34', 'Calls of functions and predictions', calls),
  group('AL70', 'Formulas and rules that cost too much', budget),
]

/** All codes, with what is said of each. */
export const entries: readonly Explained[] = CATALOGUE.flatMap((one) => one.entries)
