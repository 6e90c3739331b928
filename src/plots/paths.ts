import type { Traces } from '../run/traces.ts'
import { quantile } from '../stats/quantile.ts'
import type { RunGroup } from './groups.ts'
import type { AxisRange } from './range.ts'
import { MAX_POINTS, thin } from './thin.ts'

/** A recorded point of a run in the plane of two measures. */
export interface PathPoint {
  readonly t: number
  readonly x: number
  readonly y: number
  readonly z: number
}

/** The path of the first run of a group: its finite points, at most 500 of them. `z` is NaN where no third measure is asked for. */
export function pathOf(traces: Traces, group: RunGroup, x: number, y: number, z: number | null): PathPoint[] {
  const [run] = group.runs
  if (run === undefined) return []
  const times = traces.times(run)
  const [xs, ys, zs] = [x, y, z ?? -1].map((measure) => traces.values(run, measure))
  return thin(times, MAX_POINTS, 'log')
    .map((k) => ({
      t: times[k] ?? 0,
      x: xs?.[k] ?? Number.NaN,
      y: ys?.[k] ?? Number.NaN,
      z: z === null ? Number.NaN : (zs?.[k] ?? Number.NaN),
    }))
    .filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y))
}

/** Where paths lie along one axis, with a margin. One that ended early is followed as far as the others go. */
export function rangeOf(
  paths: readonly { readonly points: readonly PathPoint[]; readonly finished: boolean }[],
  axis: 'x' | 'y',
): AxisRange {
  const along = (points: readonly PathPoint[]) => points.map((point) => point[axis])
  const finished = paths.flatMap((path) => (path.finished ? along(path.points) : []))
  const first = paths.flatMap((path) => along(path.points.slice(0, 1)))
  const all = paths.flatMap((path) => along(path.points)).sort((a, b) => a - b)
  // What diverges grows like a power of the step: most of its points are near its beginning, on a log scale of the steps.
  const middle = finished.length > 0 ? [] : [quantile(all, 0.3) ?? 0, quantile(all, 0.7) ?? 0]
  const ascending = [...finished, ...first, ...middle].sort((a, b) => a - b)
  let [low, high] = [ascending[0] ?? 0, ascending.at(-1) ?? 0]
  const [a, b] = [quantile(ascending, 0.05) ?? 0, quantile(ascending, 0.95) ?? 0]
  if (b > a && high - low > 20 * (b - a)) [low, high] = [a - (b - a), b + (b - a)]
  const margin = (high - low) * 0.12 || Math.abs(low) * 0.5 || 1
  return [low - margin, high + margin]
}

/** The first and the last point of a path, as rows that say which they are. */
export const endsOf = <P>(path: readonly P[]): (P & { end: 'first' | 'last' })[] => {
  const [first, last] = [path[0], path.at(-1)]
  return first === undefined || last === undefined
    ? []
    : [
        { ...first, end: 'first' },
        { ...last, end: 'last' },
      ]
}

/** Which seed the paths are of. */
export function seedNote(traces: Traces, groups: readonly RunGroup[]): string {
  const seeds = new Set(groups.map(({ runs }) => traces.runs.at(runs[0] ?? 0)?.seed))
  const [only] = seeds
  const most = Math.max(1, ...groups.map(({ runs }) => runs.length))
  return most > 1 && seeds.size === 1 ? `seed ${only} of ${most}` : most > 1 ? `the first of ${most} seeds` : 'one seed'
}
