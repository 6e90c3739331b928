import type { TopLevelSpec } from 'vega-lite'
import type { ComparisonPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import { axis, cutAtFrame } from './axes.ts'
import { type Chart, emptyChart, frame, panels } from './frame.ts'
import { atLongest, bucket, groupRuns } from './groups.ts'
import { groupLabels } from './labels.ts'
import { shortNumber } from './numbers.ts'
import { type AxisRange, robustRange } from './range.ts'
import { layout, seriesEncoding } from './series.ts'

/** All shares, with room for lines at 0 and 1. */
const SHARES: AxisRange = [-0.02, 1.02]

/** One attempt: a rule with its settings, on an instance of a problem, towards a target; steps that it took, infinite if never. */
interface Attempt {
  readonly instance: string
  readonly steps: number
}

/**
 * Rules by the recorded step at which the measure is first at most a target, over all problems, seeds and targets. `ecdf`: the
 * share of attempts that are there after t steps (Hansen et al. 2021, COCO). `profile`: the share whose steps are within a
 * factor of the fewest that any rule took (Dolan and More 2002). A run that diverged before, or ended, was not there.
 */
export function comparisonSpec(plot: ComparisonPlot, traces: Traces): Chart {
  const profile = plot.form === 'profile'
  const goals =
    plot.targets.length === 1
      ? `${plot.measure} <= ${shortNumber(plot.targets[0] ?? 0)}`
      : `${plural(plot.targets.length, 'target')} of ${plot.measure}`
  const title = plot.title ?? `${profile ? 'Performance profile' : 'Steps'} to ${goals}`
  const measure = traces.measures.indexOf(plot.measure)
  // Rules are compared over all problems, so what tells the problems apart is none of their names.
  const groups = atLongest(groupRuns(traces))
  const longest = groups[0]?.horizon ?? 1
  const rules = [...bucket(groups, ({ optimizer, hyper }) => JSON.stringify([optimizer, hyper])).values()]
  const heads = rules.flatMap(([first]) => (first ? [{ ...first, problem: '', given: {} }] : []))
  const { series, facet, notes: chosen } = layout(heads, groupLabels(heads))
  const found = (measure < 0 ? [] : series).map((one) => {
    const members = rules[heads.indexOf(one.group as (typeof heads)[number])] ?? []
    const attempts = members.flatMap(({ problem, given, runs }) =>
      runs.flatMap((run) =>
        plot.targets.map((target): Attempt => {
          const seed = traces.runs.at(run)?.seed
          return {
            instance: JSON.stringify([problem, given, seed, target]),
            steps: firstAt(traces, run, measure, target),
          }
        }),
      ),
    )
    return { one, attempts }
  })
  const attempts = found.flatMap((rule) => rule.attempts)
  const missed = attempts.filter(({ steps }) => steps === Number.POSITIVE_INFINITY).length
  const best = fewest(attempts)
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...chosen,
    ...(missed > 0
      ? [
          `${missed} of ${plural(attempts.length, 'attempt')} did not get there: diverged, or not within ${longest} steps.`,
        ]
      : []),
  ]
  if (attempts.length === missed) return emptyChart(title, notes)

  const cost = ({ instance, steps }: Attempt) => (profile ? steps / (best.get(instance) ?? steps) : steps)
  const costs = found.map(({ one, attempts: own }) => ({
    one,
    of: own.length,
    // An instance that nobody solved has no factor: infinity over infinity.
    ascending: own
      .map(cost)
      .filter(Number.isFinite)
      .sort((a, b) => a - b),
  }))
  const most = Math.max(...costs.map(({ ascending }) => ascending.at(-1) ?? 1))
  const [begin, end] = profile ? [1, Math.max(most * 1.1, 2)] : [1, longest]
  const rows = costs.flatMap(({ one, of, ascending }) =>
    stairs(ascending, of, begin, end).map((step) => ({
      series: one.name,
      ...(facet ? { panel: one.panel } : {}),
      ...step,
    })),
  )
  const { color, strokeDash } = seriesEncoding(series)
  const what = profile ? 'factor of the fewest steps' : 't'
  const x = axis(what, 'log', plot.xDomain ?? robustRange('log', [rows.map(({ at }) => at)], 0))
  const y = {
    type: 'quantitative' as const,
    title: profile ? 'share of attempts within it' : 'share of attempts that got there',
    scale: { domain: [...(plot.yDomain ?? SHARES)], nice: false, zero: false },
    axis: { format: '.0%', ...(plot.yDomain ? { tickCount: 5 } : { values: [0, 0.2, 0.4, 0.6, 0.8, 1] }) },
  }
  const layer = [
    {
      mark: {
        type: 'line' as const,
        interpolate: 'step-after' as const,
        strokeWidth: 1.8,
        ...(begin === end ? { point: { size: 40, filled: true } } : {}),
      },
      encoding: { x: { field: 'at', ...x }, y: { field: 'share', ...y }, color, strokeDash },
    },
  ]
  const instances = plural(new Set(attempts.map(({ instance }) => instance)).size, 'attempt')
  const how = `${instances} a rule: each problem, seed and target; steps as recorded`
  const spec: TopLevelSpec = {
    ...frame(title, [how, ...notes]),
    data: { values: rows },
    ...panels(cutAtFrame(layer), facet),
  }
  return { spec, notes }
}

function firstAt(traces: Traces, run: number, measure: number, target: number): number {
  const values = traces.values(run, measure)
  const k = values.findIndex((value) => value <= target)
  return k < 0 ? Number.POSITIVE_INFINITY : Math.max(1, traces.times(run)[k] ?? 1)
}

function fewest(attempts: readonly Attempt[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>()
  for (const { instance, steps } of attempts) best.set(instance, Math.min(steps, best.get(instance) ?? steps))
  return best
}

/** The stairs of an empirical distribution function from `begin` to `end`. */
function stairs(ascending: readonly number[], of: number, begin: number, end: number) {
  const steps = new Map<number, number>([[begin, 0]])
  ascending.forEach((at, k) => {
    steps.set(at, (k + 1) / of)
  })
  return [...steps, [end, ascending.length / of] as const].map(([at, share]) => ({ at, share }))
}
