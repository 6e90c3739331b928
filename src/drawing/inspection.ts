import { parse, parseExpression } from 'vega'
import type { TopLevelSpec } from 'vega-lite'
import { chartUndrawn } from '../messages/charts.ts'
import type { Message } from '../messages/message.ts'
import { compileChart } from '../plots/compile.ts'
import { tryChart } from '../plots/render.ts'
import { clip } from '../text/clip.ts'
import { type Offence, offences } from './expressions.ts'

/** What Vega says may repeat a whole expression. */
const LONGEST = 270

type Path = readonly (string | number)[]

/** Something wrong with a chart of the page's own. */
export interface ChartFinding {
  /** Where in the chart, from its top. */
  readonly path: Path
  /** The first character of the text there that is meant; null for all of it. */
  readonly from: number | null
  readonly told: Message
}

/**
 * What can be said of a chart before there are data: what its expressions may not do, and why it cannot be drawn whatever the data
 * are.
 *
 * @param own the chart as the page states it
 * @param charts the chart with a few invented rows, and with none: what goes wrong with both is no matter of data
 */
export async function inspect(own: unknown, charts: readonly TopLevelSpec[]): Promise<ChartFinding[]> {
  const [first] = charts
  const forbidden = first ? inExpressions(first) : []
  // What is forbidden is not tried.
  if (forbidden.length > 0) return forbidden.map((offence) => placed(offence, own))
  const tried: Awaited<ReturnType<typeof tryChart>>[] = []
  for (const chart of charts) tried.push(await tryChart(chart))
  const [one, ...others] = tried.map(({ compiled, errors }) => [...compiled, ...errors])
  const always = (one ?? []).filter((message) => others.every((other) => other.includes(message)))
  return always.map((message) => ({
    path: pathTo(own, (text, key) => isMeant(message, text, key)) ?? [],
    from: null,
    told: chartUndrawn(clip(message, LONGEST)),
  }))
}

/** Offences in any expression of what the chart becomes: Vega-Lite has many places for them, and moves them. */
function inExpressions(chart: TopLevelSpec): Offence[] {
  try {
    return [
      ...new Map(trees(parse(compileChart(chart, SILENT), {}, { ast: true })).map((o) => [o.told.message, o])).values(),
    ]
  } catch {
    // Trying it says why.
    return []
  }
}

const SILENT = {
  level: () => SILENT,
  error: () => SILENT,
  warn: () => SILENT,
  info: () => SILENT,
  debug: () => SILENT,
} as never

function trees(value: unknown): Offence[] {
  if (Array.isArray(value)) return value.flatMap(trees)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'ast' ? offences(inner) : trees(inner)))
}

/** The text of the page that has this offence, if read as an expression. */
function placed({ told, quote }: Offence, own: unknown): ChartFinding {
  const path = pathTo(
    own,
    (text) => text.includes(quote) && offending(text).some((one) => one.told.message === told.message),
  )
  const text = path && textAt(own, path)
  return { path: path ?? [], from: text ? Math.max(0, text.indexOf(quote)) : null, told }
}

function offending(text: string): Offence[] {
  try {
    return offences(parseExpression(text))
  } catch {
    return []
  }
}

/** The first text in a chart that fits. */
function pathTo(value: unknown, fits: (text: string, key: string) => boolean, path: Path = []): Path | null {
  if (typeof value === 'string') return fits(value, String(path.at(-1))) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = pathTo(inner, fits, [...path, Array.isArray(value) ? Number(key) : key])
    if (found) return found
  }
  return null
}

function textAt(value: unknown, path: Path): string | null {
  const inner = path.reduce((at: unknown, key) => (at as Record<string | number, unknown>)[key], value)
  return typeof inner === 'string' ? inner : null
}

/** Keys of Vega-Lite under which a text is an expression. */
const EXPRESSIONS = ['calculate', 'filter', 'test', 'expr', 'labelExpr', 'signal', 'update', 'init', 'and', 'or', 'not']

/** Whether a message speaks of a text: it repeats it, or a name in it, or it is what reading it as an expression says. */
function isMeant(message: string, text: string, key: string): boolean {
  if (text.length > 1 && hasWord(message, text)) return true
  if (!EXPRESSIONS.includes(key)) return false
  const name = /^Unrecognized [a-z ]+: "?(\w+)/.exec(message)?.[1]
  if (name !== undefined) return hasWord(text, name)
  try {
    parseExpression(text)
    return false
  } catch (error) {
    return error instanceof Error && message.includes(error.message)
  }
}

function hasWord(text: string, word: string): boolean {
  const at = text.indexOf(word)
  return at >= 0 && !/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + word.length] ?? '')
}
