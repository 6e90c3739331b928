import * as vega from 'vega'
import { type Loader, type LoggerInterface, parse, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import type { TopLevelSpec } from 'vega-lite'
import { clip } from '../text/clip.ts'
import { legalXml } from '../text/xml.ts'
import { compileChart } from './compile.ts'
import { renameIds } from './svg-ids.ts'
import { reachesOut } from './svg-wall.ts'

/** Largest picture: units of a side, and square units in all. A PNG has four pixels for each. */
const MOST_SIDE = 10_000
const MOST_AREA = 16_000_000

/** Random numbers of charts start here: the same chart is the same picture. */
const SEED = 1
/** Missing in the types of Vega. */
const random = vega as unknown as { setRandom(source: unknown): void; randomLCG(seed: number): unknown }

/** What is said where only the engine, which does not know the chart, has words. */
const UNTOLD = 'its parts do not fit together, or do not fit the data, and Vega does not say which'

/**
 * A chart cannot be drawn; the message says why. Vega's warnings are errors here: what it warns of is drawn wrongly or not at
 * all.
 */
export class PlotWarning extends Error {
  override readonly name = 'PlotWarning'
}

/** Vega's own errors are plain ones; any other kind comes from code that ran into what it did not expect. */
const said = (error: unknown): string =>
  error instanceof Error && (error.constructor === Error || error instanceof PlotWarning) ? error.message : UNTOLD

/** A logger that keeps warnings and errors. */
function collector(errors: Set<string>, warnings: Set<string>): LoggerInterface {
  const keep =
    (messages: Set<string>) =>
    (...args: readonly unknown[]) => {
      messages.add(args.map((arg) => (arg instanceof Error ? said(arg) : String(arg))).join(' '))
      return logger
    }
  const silent = () => logger
  function level(): number
  function level(value: number): LoggerInterface
  function level(value?: number): number | LoggerInterface {
    return value === undefined ? 2 : logger
  }
  const logger: LoggerInterface = { level, error: keep(errors), warn: keep(warnings), info: silent, debug: silent }
  return logger
}

/** Loads nothing; lets pictures pass that are in the chart itself. */
function loader(errors: Set<string>): Loader {
  const refusal = (uri: string) => `a chart may not load '${clip(uri)}'`
  const refuse = (uri: string): Promise<never> => Promise.reject(new PlotWarning(refusal(uri)))
  const sanitize = (uri: string) => {
    if (/^data:image\/png;base64,[A-Za-z0-9+/=]*$/.test(uri)) return Promise.resolve({ href: uri })
    // Vega does not expect a refusal here: it would end the process.
    errors.add(refusal(uri))
    return Promise.resolve({ href: '' })
  }
  return { load: refuse, http: refuse, file: refuse, sanitize }
}

/** What Vega said of a chart, each thing once, by how grave it is. */
export interface Said {
  /** What Vega-Lite said, which knows no data. */
  readonly compiled: readonly string[]
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * Draws a chart without a browser, a network or a file.
 * @returns SVG text, the same bytes for the same chart, with ids `id0`, `id1`, ...
 * @throws PlotWarning with everything Vega warned of, or if the picture would be more than a picture, or too large
 */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const { svg, compiled, errors, warnings } = await tryChart(spec)
  const messages = [...new Set([...compiled, ...errors, ...warnings])]
  if (messages.length > 0 || svg === null) throw new PlotWarning(messages.join('; '))
  return svg
}

/** Draws a chart as far as it can be drawn; null, and a reason, where it cannot. */
export async function tryChart(spec: TopLevelSpec): Promise<Said & { readonly svg: string | null }> {
  const [compiled, errors, warnings] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const logger = collector(errors, warnings)
  let svg: string | null = null
  try {
    random.setRandom(random.randomLCG(SEED))
    // A page may bring expressions along: they are interpreted, and never become code.
    const program = parse(compileChart(spec, collector(compiled, compiled)), {}, { ast: true })
    const view = new View(program, { renderer: 'none', logger, loader: loader(errors), expr: expressionInterpreter })
    // Expressions of a chart can make any text, whatever its page may hold.
    svg = legalXml(renameIds(await view.toSVG(), 'id'))
    view.finalize()
    refuseLarge(svg)
    const wrong = reachesOut(svg)
    if (wrong !== null) throw new PlotWarning(`a chart only draws, and ${wrong}`)
  } catch (error) {
    svg = null
    // An error often follows from another that Vega has told before.
    if (errors.size === 0 || said(error) !== UNTOLD) errors.add(said(error))
  }
  return { svg, compiled: [...compiled], errors: [...errors], warnings: [...warnings] }
}

function refuseLarge(svg: string): void {
  const [, width = 0, height = 0] = (/^<svg [^>]*?\bwidth="([^"]*)" height="([^"]*)"/.exec(svg) ?? []).map(Number)
  if (width <= MOST_SIDE && height <= MOST_SIDE && width * height <= MOST_AREA) return
  throw new PlotWarning(
    `it is ${width} by ${height} units large, more than ${MOST_SIDE} a side, or ${MOST_AREA} in all`,
  )
}
