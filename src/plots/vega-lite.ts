import type { TopLevelSpec } from 'vega-lite'
import { isMapping } from '../config/mapping.ts'
import type { VegaLitePlot } from '../config/plot.ts'
import { runColumns } from '../run/table.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import type { PlotContext } from './context.ts'
import { type Chart, frame } from './frame.ts'
import { evenlyMany } from './series.ts'
import { HEIGHT, WIDTH } from './theme.ts'
import { thin } from './thin.ts'

/** The name by which a page's own chart refers to its data. */
const TABLE = 'traces'
/** Rows of the table that a chart carries, and the fewest recorded steps of a run. */
const MAX_ROWS = 20_000
const FEWEST_STEPS = 2

type Row = Readonly<Record<string, string | number | null>>

/** A chart of the page's own over the table of traces; title, size and look are the laboratory's where it has none. */
export function vegaLiteSpec(plot: VegaLitePlot, traces: Traces, { experiment }: PlotContext): Chart {
  const { rows, notes } = table(plot, traces, experiment)
  const own = plot.spec
  const { title, ...common } = frame(plot.title ?? textOf(own.title) ?? plot.name, notes)
  const spec = {
    ...common,
    ...('mark' in own || 'layer' in own ? { width: WIDTH, height: HEIGHT } : {}),
    ...own,
    title: { ...(isMapping(own.title) ? own.title : {}), ...title },
    config: { ...common.config, ...(isMapping(own.config) ? own.config : {}) },
    data: { name: TABLE, values: rows },
  }
  return { spec: spec as unknown as TopLevelSpec, notes }
}

/** The long table of the run directory, thinned to what a chart can carry. Runs of mutants are left out. */
function table(plot: VegaLitePlot, traces: Traces, experiment: PlotContext['experiment']) {
  const wanted = traces.measures.flatMap((name, k) =>
    plot.measures.length === 0 || plot.measures.includes(name) ? [{ name, k }] : [],
  )
  const all = traces.runs.flatMap((run, index) => (run.mutantOf === null ? [{ run, index }] : []))
  const columns = runColumns(experiment, traces)
  const each = Math.max(1, wanted.length)
  const most = Math.max(1, Math.floor(MAX_ROWS / (each * FEWEST_STEPS)))
  const { shown } = evenlyMany(all, most)
  const steps = Math.max(FEWEST_STEPS, Math.floor(MAX_ROWS / (each * Math.max(1, shown.length))))
  let [recorded, kept] = [0, 0]
  const rows = shown.flatMap(({ run, index }): Row[] => {
    const times = traces.times(index)
    const chosen = thin(times, steps, experiment.record.scale)
    recorded += times.length
    kept += chosen.length
    const head = Object.fromEntries(columns.map((column) => [column.name, column.of(run)]))
    return chosen.flatMap((k) =>
      wanted.map(({ name, k: measure }) => ({
        ...head,
        t: times[k] ?? null,
        measure: name,
        value: finite(traces.values(index, measure)[k]),
      })),
    )
  })
  const notes = [
    ...(shown.length < all.length
      ? [`${shown.length} of ${plural(all.length, 'run')} are in its data, evenly chosen.`]
      : []),
    ...(kept < recorded ? [`${kept} of ${plural(recorded, 'recorded step')} are in its data.`] : []),
  ]
  return { rows, notes }
}

/** The text of a title, in one of the forms that Vega-Lite has for it. */
function textOf(title: unknown): string | null {
  const text = isMapping(title) ? title.text : title
  return typeof text === 'string' ? text : Array.isArray(text) ? text.join(' ') : null
}

/** JSON knows no other numbers. */
const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null
