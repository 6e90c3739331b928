import type { TopLevelSpec } from 'vega-lite'
import { runConstants } from '../compose/constants.ts'
import { objectiveAt } from '../compose/objective.ts'
import type { Experiment, Plot } from '../config/experiment.ts'
import { SPENT } from '../drawing/budget.ts'
import { draughtsman } from '../drawing/draughtsman.ts'
import { PNG_UNAVAILABLE } from '../drawing/png.ts'
import { namesUsed } from '../lang/build.ts'
import { evaluateFormula } from '../lang/formula-value.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { PlotOptions } from '../plots/plot.ts'
import type { Figure } from '../report/model.ts'
import type { Traces } from '../run/traces.ts'
import { clip } from '../text/clip.ts'
import type { Evaluator } from '../theory/evaluator.ts'

/** Characters of what Vega says of a chart; it may repeat whole values. */
const LONGEST_REASON = 300

/** What plots are drawn from. */
export interface Drawing {
  readonly experiment: Experiment
  readonly traces: Traces
  readonly sink: Diagnostics
  readonly formulas: Evaluator
  readonly signal?: AbortSignal
}

export interface Drawn {
  readonly figures: readonly Figure[]
  /** Contents by path in the run directory: charts as Vega-Lite, SVG and PNG. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** Sentences on what is missing on this machine. */
  readonly warnings: readonly string[]
  /** Sentences on charts that could not be drawn. */
  readonly undrawn: readonly string[]
}

/**
 * Draws the plots of a page. One chart that cannot be drawn, within the budget of a chart, takes no other, and no verdict, with it.
 *
 * @throws the reason of the signal, as soon as it is aborted
 */
export async function draw(drawing: Drawing): Promise<Drawn> {
  const { experiment, traces, signal } = drawing
  const files: Record<string, string | Uint8Array> = {}
  const figures: Figure[] = []
  const undrawn: string[] = []
  if (experiment.plots.length === 0) return { figures, files, warnings: [], undrawn }
  draughtsman.start()
  const { plotSpec } = await import('../plots/plot.ts')
  let missing = false
  for (const plot of experiment.plots) {
    const { spec, notes } = plotSpec(plot, experiment, traces, optionsOf(plot, drawing))
    const answer = await draughtsman.ask({ kind: 'picture', spec }, signal)
    if (!('svg' in answer)) {
      const reason = 'spent' in answer ? SPENT[answer.spent] : answer.fault
      undrawn.push(`plot '${plot.name}' cannot be drawn: ${clip(reason, LONGEST_REASON)}`)
      continue
    }
    const { svg, png } = answer
    figures.push({ name: plot.name, title: plot.title ?? titleOf(spec) ?? plot.name, svg, notes, spec })
    files[`plots/${plot.name}.vl.json`] = `${JSON.stringify(spec, null, 1)}\n`
    files[`plots/${plot.name}.svg`] = svg
    if (png) files[`plots/${plot.name}.png`] = png
    else missing = true
  }
  return { figures, files, warnings: missing ? [PNG_UNAVAILABLE] : [], undrawn }
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
    if (used.every((name) => names[name] !== undefined)) return evaluateFormula(formula, names, sink)
    const place = (settings: typeof run.hyper) =>
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, names[name] ?? value]))
    const constants = runConstants(experiment, { ...run, hyper: place(run.hyper), given: place(run.given) })
    return evaluateFormula(formula, { ...constants, ...names }, sink)
  }
  return { evaluator, boundary }
}
