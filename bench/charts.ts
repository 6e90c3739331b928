import type { TopLevelSpec } from 'vega-lite'
import { frame } from '../src/plots/frame.ts'
import type { Results } from './results.ts'

/** How many times longer other programs take than this project, one panel for each workload. */
export function speedChart({ workloads }: Results): TopLevelSpec {
  const values = workloads.flatMap(({ id, timings }) =>
    timings.flatMap(({ name, ratio }) =>
      name.startsWith('adam-lab') ? [] : [{ workload: id, name, ratio, least: 1 }],
    ),
  )
  const exponents = values.map(({ ratio }) => Math.log10(ratio))
  const [low, high] = [Math.floor(Math.min(0, ...exponents)), Math.ceil(Math.max(0, ...exponents))]
  const decades = Array.from({ length: high - low + 1 }, (_, k) => 10 ** (low + k))
  const title = 'Times that other programs take, in multiples of adam-lab’s'
  const x = {
    field: 'ratio',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [10 ** low, 10 ** high] },
    axis: { values: decades, format: '~g' },
    title: 'time / time of adam-lab',
  }
  const y = { field: 'name', type: 'nominal' as const, title: null, sort: null }
  return {
    ...frame(title, ['medians; right of the line adam-lab is faster']),
    data: { values },
    facet: { row: { field: 'workload', type: 'nominal', title: 'workload', sort: null } },
    resolve: { scale: { y: 'independent' } },
    spec: {
      width: 460,
      height: { step: 16 },
      layer: [
        { mark: { type: 'rule', strokeDash: [4, 4] }, encoding: { x: { ...x, field: 'least' } } },
        { mark: { type: 'point', filled: true, size: 60 }, encoding: { x, y } },
      ],
    },
  }
}

/** What a step costs as the number of runs, the dimension or the horizon grows. */
export function scalingChart({ scaling }: Results): TopLevelSpec {
  const values = (scaling ?? []).flatMap(({ size, points, exponent }) =>
    points.map(({ at, ns }) => ({ size: `${size}: exponent ${exponent.toFixed(3)}`, at, ns })),
  )
  const log = { type: 'quantitative' as const, scale: { type: 'log' as const } }
  return {
    ...frame('Cost as one size grows', ['ns of a step of all runs; against T, of the whole run']),
    data: { values },
    facet: { field: 'size', type: 'nominal', title: null, sort: null },
    columns: 3,
    resolve: { scale: { x: 'independent', y: 'independent' } },
    spec: {
      width: 190,
      height: 190,
      mark: { type: 'line', point: true },
      encoding: {
        x: { ...log, field: 'at', title: null, axis: { tickCount: 4, format: '~s' } },
        y: { ...log, field: 'ns', title: 'ns', axis: { tickCount: 5, format: '~s' } },
      },
    },
  }
}
