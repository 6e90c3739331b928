import { afterTheEnd, againstItself, beforeTheStart, noHorizon, notOfAll, offGrid } from '../messages/claims.ts'
import { quote } from '../text/clip.ts'
import type { Claim } from './claim.ts'
import type { Path } from './document.ts'
import type { OptimizerEntry, ProblemEntry } from './entry.ts'
import { reportFlatAxis } from './flat-axis.ts'
import type { FormulaReader } from './formulas.ts'
import type { Named } from './named.ts'
import { valuesOf } from './setting-values.ts'
import { type Condition, conditionOn, HORIZON, meets, meetsHorizon, onSettings } from './where.ts'

type Entry = OptimizerEntry | ProblemEntry

/** Values of a setting that a message lists. */
const LISTED = 8

/**
 * Reports a claim that is about nothing of what runs: no point of the grid has the values of `where`, or its first step comes
 * after the last.
 *
 * @param horizons null if they are not the page's own
 */
export function checkReach(
  claim: Claim,
  path: Path,
  named: Named,
  horizons: readonly number[] | null,
  { page, sink }: FormulaReader,
): void {
  const judged = named.optimizers.filter(({ label }) => claim.optimizers.includes(label))
  const wanted = onSettings(claim.where)
  const pairs = judged.flatMap((optimizer) => named.problems.map((problem) => [optimizer, problem] as const))
  const values = (name: string, [optimizer, problem]: readonly [Entry, Entry]) =>
    valuesOf(optimizer, name) ?? valuesOf(problem, name) ?? []
  const fits = ([name, condition]: readonly [string, Condition], pair: readonly [Entry, Entry]) =>
    values(name, pair).some((value) => meets(value, condition))
  const absent = wanted.filter(([name]) => reportAbsent(name, judged, path, named, sink, page))
  if (absent.length === 0 && pairs.length > 0 && !pairs.some((pair) => wanted.every((one) => fits(one, pair)))) {
    const off = wanted.filter((one) => !pairs.some((pair) => fits(one, pair)))
    for (const [name, condition] of off) {
      const known = [...new Set(pairs.flatMap((pair) => values(name, pair)))]
      // A name that nothing has is reported as that.
      if (known.length === 0) continue
      const more = known.length > LISTED ? `, ... (${known.length} values)` : ''
      const hint = `${name} is ${known.slice(0, LISTED).map(shown).join(', ')}${more}`
      page.report(sink, [...path, 'where', name], offGrid(conditionOn(name, condition), hint))
    }
    if (off.length === 0) page.report(sink, [...path, 'where'], offGrid(null))
  }
  if (claim.judge === 'region')
    for (const axis of ['x', 'y'] as const)
      if (claim[axis] !== null) reportFlatAxis(claim[axis], judged, named, [...path, axis], { page, sink })
  if ('against' in claim) reportAgainstItself(claim, path, named, { page, sink })
  reportHorizons(claim, path, horizons, { page, sink })
  if (!('from' in claim)) return
  const [from, to] = [claim.from, claim.to].map(({ expr }) => (expr.kind === 'number' ? expr.value : null))
  const key = claim.from === claim.to ? 'at' : 'from'
  const longest = horizons === null ? Number.POSITIVE_INFINITY : Math.max(...horizons)
  if (typeof from === 'number' && from > longest) page.report(sink, [...path, key], afterTheEnd(longest))
  if (typeof from === 'number' && typeof to === 'number' && to < from)
    page.report(sink, [...path, 'to'], beforeTheStart(from))
}

/** Reports a claim about horizons that are not among those of the page. */
function reportHorizons(
  { where }: Claim,
  path: Path,
  horizons: readonly number[] | null,
  { page, sink }: Pick<FormulaReader, 'page' | 'sink'>,
): void {
  const condition = where[HORIZON]
  if (condition === undefined || horizons === null || horizons.some((horizon) => meetsHorizon(where, horizon))) return
  const hint = `${HORIZON} is ${horizons.slice(0, LISTED).join(', ')}`
  page.report(sink, [...path, 'where', HORIZON], noHorizon(conditionOn(HORIZON, condition), hint))
}

/** Reports a claim that compares an optimizer with itself. */
function reportAgainstItself(
  claim: Extract<Claim, { against: unknown }>,
  path: Path,
  { optimizers }: Named,
  { page, sink }: Pick<FormulaReader, 'page' | 'sink'>,
): void {
  const against = [claim.against].flat()
  const same = against.find((label) => claim.optimizers.includes(label))
  if (same === undefined) return
  const others = optimizers.map(({ label }) => label).filter((label) => !against.includes(label))
  page.report(sink, [...path, 'against'], againstItself(same, others))
}

/** Reports a setting that some optimizers of the page have, and one that is judged has not. */
function reportAbsent(
  name: string,
  judged: readonly OptimizerEntry[],
  path: Path,
  { problems, optimizers }: Named,
  sink: FormulaReader['sink'],
  page: FormulaReader['page'],
): boolean {
  const has = (entry: Entry) => valuesOf(entry, name) !== null
  const without = judged.find((entry) => !has(entry))
  const having = optimizers.filter(has).map(({ label }) => label)
  if (!without || having.length === 0 || problems.some(has)) return false
  page.report(sink, [...path, 'where', name], notOfAll(without.label, name, having), 'key')
  return true
}

const shown = (value: number | string): string => (typeof value === 'number' ? String(value) : quote(value))
