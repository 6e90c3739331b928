import { composeVariants } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import type { VegaLitePlot } from '../config/plot.ts'
import { readDocument } from '../config/read.ts'
import { type Diagnostic, Diagnostics } from '../lang/source.ts'
import { chartUndrawn } from '../messages/charts.ts'
import type { Progress } from '../run/execute.ts'
import type { Run, Traces } from '../run/traces.ts'
import { SPENT } from './budget.ts'
import { draughtsman } from './draughtsman.ts'

/** Runs of each rule that are invented for a chart to be tried on: points of the grid, and seeds. */
const POINTS = 3
const SEEDS = 2

/**
 * What can be said, without running anything, of the charts that a page brings along: each is compiled, its expressions are looked at,
 * and it is drawn from a few invented runs and from none.
 *
 * @param page of the experiment, without a mistake
 * @param onProgress is told before each chart how many are tried
 */
export async function checkOwnCharts(
  page: { readonly file: string; readonly text: string },
  experiment: Experiment,
  onProgress?: (progress: Progress) => void,
): Promise<readonly Diagnostic[]> {
  const own = experiment.plots.flatMap((plot, k) => (plot.kind === 'vega-lite' ? [{ plot, k }] : []))
  const sink = new Diagnostics()
  const document = own.length > 0 ? readDocument(page.file, page.text, sink) : null
  if (!document) return []
  const { vegaLiteSpec } = await import('../plots/vega-lite.ts')
  const [few, none] = [invented(experiment), invented({ ...experiment, seeds: [] })]
  for (const [done, { plot, k }] of own.entries()) {
    onProgress?.({ done, total: own.length })
    const charts = [few, none].map((traces) => vegaLiteSpec(plot, traces, { experiment }).spec)
    const at = ['plots', k, 'spec']
    const found = await draughtsman.ask({ kind: 'inspection', own: statedIn(plot), charts })
    if ('spent' in found) {
      document.report(sink, at, chartUndrawn(SPENT[found.spent], 'it was tried on a few invented runs'))
    } else {
      for (const { path, from, told } of found) {
        const text = from === null ? null : textAt(plot.spec, path)
        if (text === null || from === null) document.report(sink, [...at, ...path], told)
        else sink.report(document.source([...at, ...path], text), { start: from, end: text.length }, told)
      }
    }
  }
  return sink.list
}

/** Without the title, which is drawn as it is. */
const statedIn = ({ spec }: VegaLitePlot) => Object.fromEntries(Object.entries(spec).filter(([key]) => key !== 'title'))

function textAt(value: unknown, path: readonly (string | number)[]): string | null {
  const inner = path.reduce((at: unknown, key) => (at as Record<string | number, unknown>)[key], value)
  return typeof inner === 'string' ? inner : null
}

/** Runs with the settings of the experiment's, and values of no meaning, all positive. */
function invented(experiment: Experiment): Traces {
  const runs = composeVariants(experiment, new Diagnostics()).flatMap(({ problem, optimizer, points }) =>
    points.slice(0, POINTS).flatMap(({ hyper, given, index }) =>
      experiment.horizons.flatMap((horizon) =>
        experiment.seeds.slice(0, SEEDS).map(
          (seed): Run => ({
            unit: '',
            problem: problem.label,
            optimizer: optimizer.label,
            rule: optimizer.page.name,
            dialect: optimizer.page.dialect,
            hyper,
            given,
            point: index,
            horizon,
            seed,
            status: 'finished',
            steps: horizon,
            final: [],
            x: null,
            mutantOf: optimizer.mutantOf,
          }),
        ),
      ),
    ),
  )
  const measures = experiment.measures.map(({ name }) => name)
  return {
    measures,
    runs,
    times: (run) => [...new Set([1, runs[run]?.horizon ?? 1])],
    values: (run, measure) => Float64Array.of(1 / (1 + run + measure), 1 / (2 + run + measure)),
  }
}
