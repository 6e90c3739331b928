import type { Traces } from '../run/traces.ts'
import { quantile } from '../stats/quantile.ts'
import { bucket, groupRuns, type RunGroup } from './groups.ts'
import { groupLabels } from './labels.ts'
import { type CellAxis, cellAxis } from './spacing.ts'

/** One cell of a map: the median over the seeds, null where most of them did not end finite. */
export interface DrawnCell {
  readonly column: number
  readonly row: number
  readonly value: number | null
}

/** One map: everything but the two axes is fixed. */
export interface Panel {
  readonly title: string
  readonly x: CellAxis
  readonly y: CellAxis
  readonly cells: readonly DrawnCell[]
  /** Names a boundary formula may use, but for the axes: the numbers among the settings, and T. */
  readonly fixed: Readonly<Record<string, number>>
  /** One group of runs a cell, in the order of the cells. */
  readonly members: readonly RunGroup[]
}

/** What the cells without a value are: most of their seeds diverged, or ended without a finite number, or some of both. */
export function lostWords(panels: readonly Panel[]): string {
  const lost = panels.flatMap(({ cells, members }) => members.filter((_, k) => cells[k]?.value === null))
  const diverged = lost.filter(({ finished, runs }) => 2 * finished.length <= runs.length).length
  return diverged === lost.length ? 'diverged' : diverged === 0 ? 'not finite' : 'diverged or not finite'
}

/** What the panels were made of. */
export interface Maps {
  readonly panels: readonly Panel[]
  /** What they were made of, and groups that have no place on any. */
  readonly groups: readonly RunGroup[]
  /** Cells of which some, but not most, seeds did not end finite. */
  readonly partly: number
}

/** A setting by name: the optimizer's, else the problem's; `T` is the horizon. */
export const settingOf = (
  group: Pick<RunGroup, 'horizon' | 'hyper' | 'given'>,
  name: string,
): number | string | undefined => (name === 'T' ? group.horizon : (group.hyper[name] ?? group.given[name]))

/** Sorts the final values of a measure into maps over the settings `xName` and `yName`. */
export function collectMaps(traces: Traces, measure: number, xName: string, yName: string): Maps {
  const groups = groupRuns(traces)
  const place = (group: RunGroup): [number, number] | null => {
    const [x, y] = [settingOf(group, xName), settingOf(group, yName)]
    return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null
  }
  const placed = groups.filter((g) => place(g) !== null)
  const labels = groupLabels(placed, new Set([xName, yName]))
  let partly = 0
  const titles = new Map(placed.map((g, k) => [g, labels[k]?.full ?? '']))
  const panels = [...bucket(placed, (g) => titles.get(g) ?? '')].map(([title, members]) => {
    const [x, y] = [0, 1].map((k) =>
      cellAxis(
        k === 0 ? xName : yName,
        members.map((g) => place(g)?.[k] ?? 0),
      ),
    ) as [CellAxis, CellAxis]
    const columns = new Map(x.values.map((v, k) => [v, k]))
    const rows = new Map(y.values.map((v, k) => [v, k]))
    const cells = members.map((g) => {
      const [vx, vy] = place(g) ?? [0, 0]
      const values = g.finished.map((run) => traces.runs.at(run)?.final[measure] ?? Number.NaN).filter(Number.isFinite)
      const most = values.length * 2 > g.runs.length
      if (most && values.length < g.runs.length) partly++
      return {
        column: columns.get(vx) ?? 0,
        row: rows.get(vy) ?? 0,
        value: most
          ? quantile(
              values.sort((a, b) => a - b),
              0.5,
            )
          : null,
      }
    })
    return { title, x, y, cells, fixed: numbersOf(members[0], [xName, yName]), members }
  })
  return { panels, groups, partly }
}

function numbersOf(group: RunGroup | undefined, without: readonly string[]): Record<string, number> {
  if (!group) return {}
  const all = { ...group.given, ...group.hyper, T: group.horizon }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, v]) => (typeof v === 'number' && !without.includes(name) ? [[name, v]] : [])),
  )
}
