import type { BoundClaim } from '../config/claim.ts'
import { meetsHorizon } from '../config/where.ts'
import type { Traces } from '../run/traces.ts'
import { speaksOf } from '../theory/span.ts'
import type { ClaimOnGroup } from './claims.ts'
import { bucket, type RunGroup } from './groups.ts'
import type { GuideRow } from './guides.ts'
import type { LawPoint } from './power-law.ts'
import { drawable } from './rate-series.ts'
import type { ChartLayout } from './series.ts'
import { thin } from './thin.ts'

/** Lines of bounds that a panel can carry; of more, the first are drawn and this is said. */
const MAX_LINES = 8
/** Points of the line of a bound. */
const MAX_POINTS = 120
/** Other guides count their lines from 0 on, upwards and downwards. */
const FIRST_LINE = 1000

/** What a claim bounds a measure by. */
export interface BoundLine {
  readonly id: string
  readonly points: readonly LawPoint[]
}

/** Bounds at the horizons of a family of groups that differ in nothing else, raised to the power that the chart draws. */
export function boundsOverHorizons(
  matters: readonly ClaimOnGroup<BoundClaim>[],
  family: readonly RunGroup[],
  traces: Traces,
  outer: number,
): BoundLine[] {
  return matters.map(({ claim, context: { evaluator } }) => ({
    id: claim.id,
    points: family.flatMap(({ horizon, runs }) => {
      const run = traces.runs.at(runs[0] ?? 0)
      if (!run || !meetsHorizon(claim.where, horizon)) return []
      const names = evaluator.constants(run)
      if (!speaksOf(claim, names, evaluator)(horizon)) return []
      return pointAt(horizon, evaluator.evaluate(claim.bound, { ...names, t: horizon }), outer)
    }),
  }))
}

/** Bounds along the runs of a group. */
export function boundsAlongRuns(
  matters: readonly ClaimOnGroup<BoundClaim>[],
  group: RunGroup,
  traces: Traces,
  outer: number,
): BoundLine[] {
  return matters.map(({ claim, context: { evaluator, names } }) => {
    const times = traces.times(group.runs[0] ?? 0).filter(speaksOf(claim, names, evaluator))
    const points = thin(times, MAX_POINTS, 'log').flatMap((k) => {
      const t = times[k] ?? 0
      return pointAt(t, evaluator.evaluate(claim.bound, { ...names, t }), outer)
    })
    return { id: claim.id, points }
  })
}

const pointAt = (at: number, bound: number | null, outer: number): LawPoint[] =>
  bound === null || bound < 0 ? [] : [{ at, value: bound ** outer }]

/** The rows of the bounds of all series, each line once in its panel, and a sentence if they are not all drawn. */
export function boundGuides(
  found: readonly { readonly group: RunGroup; readonly bounds: readonly BoundLine[] }[],
  panelOf: ChartLayout['panelOf'],
): { readonly rows: GuideRow[]; readonly notes: string[] } {
  const all = found.flatMap(({ group, bounds }) =>
    bounds.map(({ id, points }) => ({ id, points: drawable(points), panel: panelOf(group) })),
  )
  const distinct = [...bucket(all, (line) => JSON.stringify(line)).values()].flatMap((same) => same.slice(0, 1))
  const drawn = [...bucket(distinct, ({ panel }) => panel.panel ?? '').values()].flatMap((own) =>
    own.slice(0, MAX_LINES),
  )
  const rows = drawn.flatMap(({ id, points, panel }, k) =>
    points.map(({ at, value }) => ({ guide: `bound of ${id}`, line: FIRST_LINE + k, at, level: value, ...panel })),
  )
  const notes = drawn.length < distinct.length ? [`${drawn.length} of ${distinct.length} bounds are drawn.`] : []
  return { rows, notes }
}
