import { unknownPart } from '../messages/parts.ts'
import { nearest } from '../text/suggest.ts'
import type { Path } from './document.ts'
import type { EntryContext } from './entries.ts'
import type { OptimizerEntry, ProblemEntry } from './entry.ts'
import type { MeasureEntry } from './experiment.ts'
import { STAND_IN } from './mend.ts'

/** What claims and plots may name. */
export interface Named {
  readonly problems: readonly ProblemEntry[]
  readonly optimizers: readonly OptimizerEntry[]
  readonly measures: readonly MeasureEntry[]
  /** Names of all measures of the page, also of those that are in error; null if its measures could not be read at all. */
  readonly measureNames: readonly string[] | null
  /** What optimizers that could not be read are called; null if none could be. A name that is like one of these is no mistake of its own. */
  readonly lostOptimizers: readonly string[] | null
  /** Whether all entries could be read: only then are all settings known. */
  readonly allSettings: boolean
}

/** What an entry that could not be read is called by the rest of the page. */
export function namesGiven(entry: unknown): string[] {
  const { label, use, name } = (typeof entry === 'string' ? { use: entry } : (entry ?? {})) as Record<string, unknown>
  const base = typeof use === 'string' ? use.split('@')[0] : null
  return [label, use, base, name].filter((one) => typeof one === 'string')
}

interface Site {
  readonly path: Path
  readonly context: EntryContext
  readonly where?: 'key' | 'value'
}

/** Reports a name that is not among those known. */
function expectKnown(name: string, known: readonly string[], what: string, { path, context, where }: Site): void {
  const { page, sink } = context.reader
  if (known.includes(name) || name === STAND_IN) return
  page.report(sink, path, unknownPart(what, name, known), where)
}

export function expectOptimizer(
  name: string,
  known: readonly string[],
  { lostOptimizers: lost }: Named,
  site: Site,
): void {
  if (lost && !lost.includes(name) && nearest(name, lost) === undefined) expectKnown(name, known, 'optimizer', site)
}

export function expectMeasure(name: string, { measureNames }: Named, site: Site): void {
  if (measureNames) expectKnown(name, measureNames, 'measure', site)
}

export function expectSetting(name: string, named: Named, site: Site, more: readonly string[] = []): void {
  if (named.allSettings) expectKnown(name, [...settingNames(named), ...more], 'setting', site)
}

/** Names of everything that can be an axis or be restricted by `where`. */
export function settingNames({ problems, optimizers }: Named): string[] {
  const of = (entry: OptimizerEntry | ProblemEntry) => [
    ...Object.keys(entry.page.hyper),
    ...Object.keys(entry.settings),
  ]
  return [...new Set([...optimizers.flatMap(of), ...problems.flatMap(of)])]
}
