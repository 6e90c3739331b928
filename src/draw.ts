import type { TopLevelSpec } from 'vega-lite'
import { runConstants } from './compose/constants.ts'
import { objectiveAt } from './compose/objective.ts'
import type { Experiment, Plot } from './config/experiment.ts'
import { namesUsed } from './lang/build.ts'
import { evaluateFormula } from './lang/evaluate.ts'
import type { Diagnostics } from './lang/source.ts'
import type { PlotOptions } from './plots/plot.ts'
import { PNG_UNAVAILABLE, pngRenderer } from './png.ts'
import type { Figure } from './report/model.ts'
import type { Traces } from './run/traces.ts'
import type { Evaluator } from './theory/evaluator.ts'
import { PREDICTIONS } from './theory/predictions.ts'

/** What plots are drawn from. */
export interface Drawing {
  readonly experiment: Experiment
  readonly traces: Traces
  readonly sink: Diagnostics
  readonly formulas: Evaluator
}

export interface Drawn {
  readonly figures: readonly Figure[]
  /** Contents by path in the run directory: charts as Vega-Lite, SVG and PNG. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** Sentences on charts that could not be drawn. */
  readonly warnings: readonly string[]
}

/** Draws the plots of a page. One chart that cannot be drawn takes no other, and no verdict, with it. */
export async function draw(drawing: Drawing): Promise<Drawn> {
  const { experiment, traces } = drawing
  const files: Record<string, string | Uint8Array> = {}
  const figures: Figure[] = []
  const warnings: string[] = []
  if (experiment.plots.length === 0) return { figures, files, warnings }
  const { plotSpec } = await import('./plots/plot.ts')
  const { PlotWarning, renderSvg } = await import('./plots/render.ts')
  const png = await pngRenderer()
  if (!png) warnings.push(PNG_UNAVAILABLE)
  for (const plot of experiment.plots) {
    const { spec, notes } = plotSpec(plot, experiment, traces, optionsOf(plot, drawing))
    files[`plots/${plot.name}.vl.json`] = `${JSON.stringify(spec, null, 1)}\n`
    try {
      const svg = await renderSvg(spec)
      figures.push({ name: plot.name, title: plot.title ?? titleOf(spec) ?? plot.name, svg, notes, spec })
      files[`plots/${plot.name}.svg`] = svg
      if (png) files[`plots/${plot.name}.png`] = png(svg)
    } catch (error) {
      // Of a chart that the page brought along, anything may be wrong; of the others, that would be a fault of this program.
      if (!(error instanceof PlotWarning || (plot.kind === 'vega-lite' && error instanceof Error))) throw error
      warnings.push(`plot '${plot.name}' cannot be drawn: ${error.message}`)
    }
  }
  return { figures, files, warnings }
}

/** The title that a chart gave itself. */
function titleOf({ title }: TopLevelSpec): string | null {
  const text = typeof title === 'object' && 'text' in title ? title.text : title
  return Array.isArray(text) ? text.join(' ') : typeof text === 'string' ? text : null
}

function optionsOf(plot: Plot, { experiment, traces, sink, formulas }: Drawing): PlotOptions {
  const evaluator = formulas
  if (plot.kind === 'landscape') {
    const problem = (label: string) => experiment.problems.find((entry) => entry.label === label)
    return {
      evaluator,
      objective: (label, given) => {
        const entry = problem(label)
        const objective = entry && objectiveAt(entry, given, 2)
        return objective ? (x, y) => objective(Float64Array.of(x, y)) : null
      },
    }
  }
  const run = traces.runs.find(({ mutantOf }) => mutantOf === null)
  if (plot.kind !== 'region' || !run) return { evaluator }
  // Facts are worked out at each point where the formula refers to any.
  const boundary: PlotOptions['boundary'] = (names, formula) => {
    const used = [...namesUsed(formula)]
    if (used.every((name) => names[name] !== undefined)) return evaluateFormula(formula, names, sink, PREDICTIONS)
    const place = (settings: typeof run.hyper) =>
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, names[name] ?? value]))
    const constants = runConstants(experiment, { ...run, hyper: place(run.hyper), given: place(run.given) })
    return evaluateFormula(formula, { ...constants, ...names }, sink, PREDICTIONS)
  }
  return { evaluator, boundary }
}
