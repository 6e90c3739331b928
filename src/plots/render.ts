import { type Loader, type LoggerInterface, parse, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import type { TopLevelSpec } from 'vega-lite'
import { clip } from '../text/clip.ts'
import { compileChart } from './compile.ts'
import { renameIds } from './svg-ids.ts'
import { reachesOut } from './svg-wall.ts'

/** Vega had something to say about a chart. Its warnings are errors here: what it warns of is drawn wrongly or not at all. */
export class PlotWarning extends Error {
  override readonly name = 'PlotWarning'
}

/** A logger that keeps warnings and errors. */
function collector(messages: string[]): LoggerInterface {
  const keep = (...args: readonly unknown[]) => {
    messages.push(args.map((arg) => (arg instanceof Error ? arg.message : String(arg))).join(' '))
    return logger
  }
  const silent = () => logger
  function level(): number
  function level(value: number): LoggerInterface
  function level(value?: number): number | LoggerInterface {
    return value === undefined ? 2 : logger
  }
  const logger: LoggerInterface = { level, error: keep, warn: keep, info: silent, debug: silent }
  return logger
}

/** Loads nothing; lets pictures pass that are in the chart itself. */
function loader(messages: string[]): Loader {
  const refusal = (uri: string) => `a chart may not load '${clip(uri)}'`
  const refuse = (uri: string): Promise<never> => Promise.reject(new PlotWarning(refusal(uri)))
  const sanitize = (uri: string) => {
    if (/^data:image\/png;base64,[A-Za-z0-9+/=]*$/.test(uri)) return Promise.resolve({ href: uri })
    // Vega does not expect a refusal here: it would end the process.
    messages.push(refusal(uri))
    return Promise.resolve({ href: '' })
  }
  return { load: refuse, http: refuse, file: refuse, sanitize }
}

/**
 * Draws a chart without a browser, a network or a file.
 * @returns SVG text, the same bytes for the same chart, with ids `id0`, `id1`, ...
 * @throws PlotWarning with everything Vega warned of, or if the picture would be more than a picture
 */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const messages: string[] = []
  const logger = collector(messages)
  const vega = compileChart(spec, logger)
  // A page may bring expressions along: they are interpreted, and never become code.
  const program = parse(vega, {}, { ast: true })
  const view = new View(program, { renderer: 'none', logger, loader: loader(messages), expr: expressionInterpreter })
  const svg = await view.toSVG()
  view.finalize()
  if (messages.length > 0) throw new PlotWarning([...new Set(messages)].join('; '))
  const drawn = renameIds(svg, 'id')
  const wrong = reachesOut(drawn)
  if (wrong !== null) throw new PlotWarning(`a chart only draws, and ${wrong}`)
  return drawn
}
