import { type LoggerInterface, parse, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import type { TopLevelSpec } from 'vega-lite'
import { compileChart } from './compile.ts'
import { renameIds } from './svg-ids.ts'

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

const refuse = (uri: string): Promise<never> => Promise.reject(new PlotWarning(`a chart may not load '${uri}'`))

/** Loads nothing; lets pictures pass that are in the chart itself. */
const loader = {
  load: refuse,
  http: refuse,
  file: refuse,
  sanitize: (uri: string) =>
    /^data:image\/png;base64,[A-Za-z0-9+/=]*$/.test(uri) ? Promise.resolve({ href: uri }) : refuse(uri),
}

/**
 * Draws a chart without a browser, a network or a file.
 * @returns SVG text, the same bytes for the same chart, with ids `id0`, `id1`, ...
 * @throws PlotWarning with everything Vega warned of
 */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const messages: string[] = []
  const logger = collector(messages)
  const vega = compileChart(spec, logger)
  // A page may bring expressions along: they are interpreted, and never become code.
  const program = parse(vega, {}, { ast: true })
  const view = new View(program, { renderer: 'none', logger, loader, expr: expressionInterpreter })
  const svg = await view.toSVG()
  view.finalize()
  if (messages.length > 0) throw new PlotWarning([...new Set(messages)].join('; '))
  return renameIds(svg, 'id')
}
