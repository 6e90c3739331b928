import * as asked from './asked.ts'
import * as blocks from './blocks.ts'
import * as budget from './budget.ts'
import * as calls from './calls.ts'
import * as charts from './charts.ts'
import * as claims from './claims.ts'
import * as costs from './costs.ts'
import * as files from './files.ts'
import * as formulaSigns from './formula-signs.ts'
import * as formulaSyntax from './formula-syntax.ts'
import * as keys from './keys.ts'
import * as kinds from './kinds.ts'
import type { About, Code } from './message.ts'
import * as parts from './parts.ts'
import * as plots from './plots.ts'
import * as predictions from './predictions.ts'
import * as settings from './settings.ts'
import * as shapes from './shapes.ts'
import * as traces from './traces.ts'
import * as usage from './usage.ts'
import * as values from './values.ts'
import * as yaml from './yaml.ts'

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
  group('AL10', 'The text of a page', yaml),
  group('AL20', 'Keys', keys),
  group('AL21', 'Values of the wrong kind', kinds),
  group('AL22', 'What values look like', shapes),
  group('AL30', 'Signs that no formula has', formulaSigns),
  group('AL31', 'Formulas that cannot be read', formulaSyntax),
  group('AL32', 'Statements of a rule', blocks),
  group('AL33', 'Names and values in formulas', values),
  group('AL34', 'Calls of functions and predictions', calls),
  group('AL40', 'Problems, optimizers, measures, and their settings', parts),
  group('AL41', 'Recorded trajectories', traces),
  group('AL42', 'Predictions of a page', predictions),
  group('AL43', 'Settings that the command line gives', settings),
  group('AL50', 'Claims', claims),
  group('AL60', 'Plots', plots),
  group('AL61', 'Charts that a page brings along', charts),
  group('AL70', 'Formulas and rules that cost too much', budget),
  group('AL71', 'Pages that cost too much', costs),
  group('AL80', 'Files and directories', files),
  group('AL90', 'The words of the command line', usage),
  group('AL91', 'What commands are asked for', asked),
]

/** All codes, with what is said of each. */
export const entries: readonly Explained[] = CATALOGUE.flatMap((one) => one.entries)
