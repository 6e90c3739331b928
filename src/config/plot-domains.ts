import type { Message } from '../messages/message.ts'
import { noLogarithm, oddEnds } from '../messages/plots.ts'
import type { Path } from './document.ts'
import type { EntryContext } from './entries.ts'
import type { Ends, Plot, PlotDomains } from './plot.ts'
import type { PlotInput } from './schema.ts'

/** The ends of axes that a plot of a page asks for. */
export function domainsOf(input: PlotInput): PlotDomains {
  const asked = input as { readonly 'x-domain'?: Ends; readonly 'y-domain'?: Ends }
  const { 'x-domain': x, 'y-domain': y } = asked
  return { ...(x ? { xDomain: x } : {}), ...(y ? { yDomain: y } : {}) }
}

/** Reports ends that are the wrong way round, or have no place on a logarithmic axis. */
export function checkDomains(plot: Plot, at: Path, { reader }: EntryContext): void {
  const logarithmic = logarithmicAxes(plot)
  for (const along of ['x', 'y'] as const) {
    const ends = plot[`${along}Domain`]
    if (!ends) continue
    const [low, high] = ends
    const key = `${along}-domain`
    const wrong = (message: Message) => reader.page.report(reader.sink, [...at, key], message)
    if (!(low < high)) wrong(oddEnds(key, ends))
    else if (logarithmic[along] && low <= 0) wrong(noLogarithm(key, high))
  }
}

/** Directions in which a plot has a logarithmic axis; a map finds the scale of its axes from the grid. */
function logarithmicAxes(plot: Plot): { readonly x: boolean; readonly y: boolean } {
  switch (plot.kind) {
    case 'trajectory':
    case 'bound':
      return { x: plot.x === 'log', y: plot.y === 'log' }
    case 'rate':
      return { x: true, y: true }
    case 'growth':
      return { x: false, y: true }
    case 'phase':
      return { x: plot.xScale === 'log', y: plot.yScale === 'log' }
    case 'distribution':
      return { x: plot.scale === 'log', y: false }
    case 'comparison':
      return { x: true, y: false }
    case 'heterogeneity':
      return { x: false, y: plot.scale === 'log' }
    default:
      return { x: false, y: false }
  }
}
