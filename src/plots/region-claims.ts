import type { RegionClaim } from '../config/claim.ts'
import type { RegionPlot } from '../config/plot.ts'
import type { Formula } from '../lang/syntax.ts'
import { cellOf } from '../theory/region-cells.ts'
import type { DrawnCell, Panel } from './cells.ts'
import type { ClaimOnGroup } from './claims.ts'
import type { RunGroup } from './groups.ts'

/** What is predicted of one map. */
export interface ClaimedMap {
  /** Zero on the predicted boundary: the plot's own formula, else that of the claim. */
  readonly boundary: Formula | null
  /** Number of cells that the claim speaks of. */
  readonly judged: number
  /** The claims by which they are judged. */
  readonly ids: readonly string[]
  /** Those of them that are not as predicted. */
  readonly disagreeing: readonly DrawnCell[]
}

/** The boundary of a map, and the cells in which the judge of a region claim over its axes finds another outcome. */
export function claimedMap(
  plot: RegionPlot,
  panel: Panel,
  claims: (group: RunGroup) => readonly ClaimOnGroup<RegionClaim>[],
  measure: number,
): ClaimedMap | null {
  const axes: readonly (string | null)[] = [plot.x, plot.y, null]
  let boundary = plot.boundary
  let judged = 0
  const ids = new Set<string>()
  const disagreeing = panel.cells.filter((_, k) => {
    const group = panel.members[k]
    const matter = group && claims(group).find(({ claim }) => axes.includes(claim.x) && axes.includes(claim.y))
    if (!matter) return false
    boundary ??= matter.claim.inside
    const cell = cellOf(matter.claim, matter.context.sample, measure, matter.context)
    if (typeof cell === 'string' || cell.left !== null) return false
    judged++
    ids.add(matter.claim.id)
    return !cell.agrees
  })
  return boundary === null && judged === 0 ? null : { boundary, judged, ids: [...ids], disagreeing }
}
