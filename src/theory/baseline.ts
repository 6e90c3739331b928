import { exactNumbers } from '../config/json-numbers.ts'
import { isMapping } from '../config/mapping.ts'
import type { Verdict } from '../run/verdict.ts'
import type { ClaimResult } from './ledger.ts'
import { isDecided } from './standing.ts'

const SCHEMA = 'adam-lab/baseline/1'

/** What a reviewed run found, to be compared with later ones. */
export interface Baseline {
  readonly schema: typeof SCHEMA
  readonly claims: Readonly<Record<string, BaselineClaim>>
}

export interface BaselineClaim {
  readonly file: string
  readonly points: readonly BaselinePoint[]
}

/** What is compared of a verdict. */
export type BaselinePoint = Pick<
  Verdict,
  'judge' | 'optimizer' | 'problem' | 'at' | 'status' | 'expect' | 'predicted' | 'measured' | 'interval' | 'slack'
>

/** A difference from the baseline, as a sentence about a claim. */
export interface Change {
  readonly claim: string
  /** Page of the claim; null if it is in no page that was checked. */
  readonly file: string | null
  readonly line: number
  readonly sentence: string
}

export interface BaselineComparison {
  /** What got worse: reasons to fail. */
  readonly worse: readonly Change[]
  /** Claims that are as expected now and were not. */
  readonly better: readonly string[]
  /** Claims that the baseline does not have. */
  readonly added: readonly string[]
}

/** Closed forms and sums may differ in their last bits between versions without any change of meaning: relative. */
const ROUNDING = 1e-9

/** The baseline of some results. Claims of `before` on pages that are not among `checked` are kept. */
export function baselineOf(
  rows: readonly ClaimResult[],
  before: Baseline | null,
  checked: readonly string[],
): Baseline {
  const kept = Object.entries(before?.claims ?? {}).filter(([, { file }]) => !checked.includes(file))
  const made = rows.map(({ claim, file, verdicts }) => [claim.id, { file, points: verdicts.map(pointOf) }] as const)
  const sorted = [...kept, ...made].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return { schema: SCHEMA, claims: Object.fromEntries(sorted) }
}

function pointOf(verdict: Verdict): BaselinePoint {
  const { judge, optimizer, problem, at, status, expect, predicted, measured, interval, slack } = verdict
  return { judge, optimizer, problem, at, status, expect, predicted, measured, interval, slack }
}

/**
 * What changed since the baseline. Worse is: a verdict that was as expected and is another now, even if the page expects
 * that one now; an undecided one that contradicts its expectation now; a measured value outside the interval that it had; for
 * a bound a slack outside its own; a claim, or a point of its grid, that is gone.
 *
 * @param checked files of the pages that were checked: claims of the baseline on others are not missed
 */
export function compareWithBaseline(
  rows: readonly ClaimResult[],
  baseline: Baseline,
  checked: readonly string[],
): BaselineComparison {
  const worse: Change[] = []
  const better: string[] = []
  const added: string[] = []
  for (const row of rows) {
    const before = Object.hasOwn(baseline.claims, row.claim.id) ? baseline.claims[row.claim.id] : undefined
    if (!before) {
      added.push(row.claim.id)
      continue
    }
    const found = before.points.flatMap((old) => {
      const now = row.verdicts.find((verdict) => placeOf(verdict) === placeOf(old))
      return changes(old, now).map((what) => `${words(old)}${what}`)
    })
    for (const sentence of found) worse.push({ claim: row.claim.id, file: row.file, line: row.line, sentence })
    const wasOff = before.points.some(({ status, expect }) => status !== expect)
    if (wasOff && row.verdicts.every(({ status, expect }) => status === expect)) better.push(row.claim.id)
  }
  const present = new Set(rows.map(({ claim }) => claim.id))
  for (const [claim, { file }] of Object.entries(baseline.claims)) {
    if (present.has(claim) || !checked.includes(file)) continue
    worse.push({ claim, file: null, line: 1, sentence: `was in ${file} and is gone` })
  }
  return { worse, better, added }
}

const placeOf = ({ optimizer, problem, at }: Pick<Verdict, 'optimizer' | 'problem' | 'at'>): string =>
  JSON.stringify([optimizer, problem, Object.entries(at).sort(([a], [b]) => (a < b ? -1 : 1))])

function words({ optimizer, at }: BaselinePoint): string {
  const values = Object.entries(at).map(([name, value]) => `${name}=${value}`)
  return `${optimizer}${values.length > 0 ? ` (${values.join(', ')})` : ''}: `
}

function changes(old: BaselinePoint, now: Verdict | undefined): string[] {
  if (!now) return ['was judged and is not any more']
  if (worsened(old, now))
    return [
      `was ${old.status}, is ${now.status}${now.status === now.expect ? ' (as the page expects now)' : ''}: ${now.reason}`,
    ]
  if (now.status !== old.status) return []
  if (old.measured !== null && old.interval !== null && !inside(now.measured, old.interval)) {
    return [`measured ${now.measured}, outside the interval ${ends(old.interval)} of the baseline`]
  }
  const room = slackInterval(old)
  return room !== null && !inside(now.slack, room)
    ? [`slack ${now.slack}, outside the interval ${ends(room)} of the baseline`]
    : []
}

/** As expected is better than undecided, which is better than contradicted. */
function worsened(old: BaselinePoint, now: Verdict): boolean {
  const asExpected = old.status === old.expect
  if (asExpected) return now.status !== old.status
  return rank(now) > rank(old)
}

const rank = ({ status, expect }: Pick<Verdict, 'status' | 'expect'>): number =>
  status === expect ? 0 : isDecided(status) ? 2 : 1

/**
 * The slack of a bound is bound / measured at the step where that is least, which need not be the step whose numbers a verdict shows; its
 * relative interval is that of what is measured, turned round.
 */
function slackInterval({ judge, measured, interval, slack }: BaselinePoint): readonly [number, number] | null {
  if (judge !== 'bound' || measured === null || interval === null || slack === null) return null
  const [a, b] = [(slack * measured) / interval[1], (slack * measured) / interval[0]]
  // A measured interval across 0 has no reciprocal; the slack may then be anything.
  return interval[0] > 0 || interval[1] < 0 ? [Math.min(a, b), Math.max(a, b)] : null
}

function inside(value: number | null, [low, high]: readonly [number, number]): boolean {
  if (value === null) return false
  const tolerance = ROUNDING * Math.max(Math.abs(low), Math.abs(high))
  // Infinity - Infinity is NaN, so equality comes first; a NaN fails either way.
  const above = value === low || value >= low - tolerance
  const below = value === high || value <= high + tolerance
  return above && below
}

const ends = ([low, high]: readonly [number, number]): string => (low === high ? `[${low}]` : `[${low}, ${high}]`)

/** JSON has no word for NaN, the infinities and -0: they are texts that `Number` reads. One line a claim's point, for diffs. */
export function writeBaseline({ schema, claims }: Baseline): string {
  const lines = Object.entries(claims).map(([id, { file, points }]) => {
    const rows = points.map((point) => `   ${JSON.stringify(point, exactNumbers)}`)
    return `  ${JSON.stringify(id)}: {"file": ${JSON.stringify(file)}, "points": [\n${rows.join(',\n')}\n  ]}`
  })
  return `{\n "schema": ${JSON.stringify(schema)},\n "claims": {\n${lines.join(',\n')}\n }\n}\n`
}

/** A baseline from its text; null if it is none. */
export function readBaseline(text: string): Baseline | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isMapping(value) || value.schema !== SCHEMA || !isMapping(value.claims)) return null
  const claims = new Map<string, BaselineClaim>()
  for (const [id, claim] of Object.entries(value.claims)) {
    if (!isMapping(claim) || typeof claim.file !== 'string' || !Array.isArray(claim.points)) return null
    const points = claim.points.map(readPoint)
    if (!points.every((point) => point !== null)) return null
    claims.set(id, { file: claim.file, points })
  }
  // Ids are free: as an own key, `__proto__` is one like any other.
  return { schema: SCHEMA, claims: Object.fromEntries(claims) }
}

/** Values that are texts become numbers again; what else is in a baseline was written by `writeBaseline`. */
function readPoint(value: unknown): BaselinePoint | null {
  if (!isMapping(value) || !isMapping(value.at)) return null
  if (
    ![value.judge, value.optimizer, value.problem, value.status, value.expect].every((one) => typeof one === 'string')
  )
    return null
  const number = (one: unknown): number | null => (one === null || one === undefined ? null : Number(one))
  const { interval } = value
  return {
    ...(value as unknown as BaselinePoint),
    predicted: number(value.predicted),
    measured: number(value.measured),
    slack: number(value.slack),
    interval: Array.isArray(interval) ? [Number(interval[0]), Number(interval[1])] : null,
  }
}
