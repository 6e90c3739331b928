import { costlyChart } from '../messages/charts.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import { isMapping, type Mapping } from './mapping.ts'

/** Far above what a person reads off a chart; the budget of its drawing bounds what no number in it shows. */
const MOST = { pixels: 10_000, size: 1_000_000, rows: 100_000, views: 200, order: 20, width: 100 } as const

/** The most that a number with one of these names may be, wherever it stands in a chart. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...[
    ...'width height continuousWidth continuousHeight discreteWidth discreteHeight minWidth maxWidth'.split(' '),
    ...'padding spacing offset rowPadding columnPadding titlePadding labelPadding tickSize fontSize'.split(' '),
    ...'labelFontSize titleFontSize subtitleFontSize lineHeight strokeWidth cornerRadius thickness'.split(' '),
    ...'gradientLength gradientThickness'.split(' '),
  ].map((key) => [key, MOST.pixels] as const),
  ...['size', 'symbolSize', 'minSize', 'maxSize'].map((key) => [key, MOST.size] as const),
  ...['maxbins', 'steps', 'minsteps', 'maxsteps'].map((key) => [key, 10_000] as const),
  ['tickCount', 1_000],
])

/** The least that a number with one of these names may be within another: what it divides is drawn in as many pieces. */
const LEAST: readonly { readonly within: string; readonly key: string; readonly least: number }[] = [
  { within: 'graticule', key: 'step', least: 0.5 },
  { within: 'graticule', key: 'stepMinor', least: 0.5 },
  { within: 'graticule', key: 'stepMajor', least: 0.5 },
  { within: 'graticule', key: 'precision', least: 0.1 },
  { within: 'projection', key: 'precision', least: 0.01 },
]

type ReportAt = (at: Path, said: string) => void

/** Reports what in a chart would cost the earth to draw: numbers of rows, steps, ticks, bins and views, and sizes. */
export function limitChart(spec: Mapping, path: Path, reader: FormulaReader): void {
  const tell: ReportAt = (at, said) => reader.page.report(reader.sink, at, costlyChart(said))
  visit(spec, path, tell)
  const views = countViews(spec)
  if (views > MOST.views) tell(path, `the chart has ${shown(views)} views, more than ${MOST.views}`)
}

function visit(value: unknown, path: Path, tell: ReportAt): void {
  if (Array.isArray(value)) {
    for (const [k, item] of value.entries()) visit(item, [...path, k], tell)
  } else if (isMapping(value)) {
    if (isMapping(value.sequence)) limitRange(value.sequence, [...path, 'sequence'], tell)
    if (isMapping(value.keyvals)) limitRange(value.keyvals, [...path, 'keyvals'], tell)
    if ('quantile' in value) limitRange({ stop: 1, step: value.step ?? 0.01 }, [...path, 'step'], tell)
    if ('regression' in value) atMost(value.order, MOST.order, 'order', [...path, 'order'], tell)
    for (const [key, item] of Object.entries(value)) {
      // Rows are data, whatever their columns are called.
      if (key === 'values' && path.at(-1) === 'data') continue
      const at = [...path, key]
      const most = NUMBERS.get(key) ?? (key === 'step' && SIZED.has(String(path.at(-1))) ? MOST.pixels : undefined)
      if (most !== undefined) atMost(item, most, key, at, tell)
      for (const { within, key: own, least } of LEAST)
        if (own === key && path.at(-1) === within) atLeast(item, least, key, at, tell)
      if (/^(?:format|\w+Format)$/.test(key) && typeof item === 'string') limitFormat(item, at, tell)
      visit(item, at, tell)
    }
  }
}

/** Where a step is one of pixels. */
const SIZED: ReadonlySet<string> = new Set(['width', 'height', 'view', 'discreteWidth', 'discreteHeight'])

function atMost(value: unknown, most: number, name: string, at: Path, tell: ReportAt): void {
  if (typeof value === 'number' && !(value <= most)) tell(at, `${name} ${shown(value)} is more than ${shown(most)}`)
}

function atLeast(value: unknown, least: number, name: string, at: Path, tell: ReportAt): void {
  for (const one of [value].flat())
    if (typeof one === 'number' && !(one >= least)) tell(at, `${name} ${shown(one)} is less than ${shown(least)}`)
}

function limitRange({ start = 0, stop, step = 1 }: Mapping, at: Path, tell: ReportAt): void {
  if (![start, stop, step].every((part) => typeof part === 'number')) return
  const rows = Math.ceil((Number(stop) - Number(start)) / Number(step))
  if (!(rows <= MOST.rows)) tell(at, `${shown(rows)} rows are more than the ${shown(MOST.rows)} that a chart may make`)
}

/** A format pads a number to its width. */
function limitFormat(format: string, at: Path, tell: ReportAt): void {
  const widest = Math.max(0, ...(format.match(/\d+/g) ?? []).map(Number))
  atMost(widest, MOST.width, 'width', at, tell)
}

/** Views of a chart, as far as its text says how many there are: repeated ones and layers count each. */
function countViews(view: unknown): number {
  if (!isMapping(view)) return 1
  const lists = ['layer', 'concat', 'hconcat', 'vconcat'].flatMap((key) => (Array.isArray(view[key]) ? view[key] : []))
  const own = lists.length > 0 ? lists.reduce((sum: number, one) => sum + countViews(one), 0) : 1
  return own * times(view.repeat) * ('spec' in view ? countViews(view.spec) : 1)
}

const times = (repeat: unknown): number =>
  Array.isArray(repeat)
    ? repeat.length
    : isMapping(repeat)
      ? Object.values(repeat).reduce((product: number, list) => product * (Array.isArray(list) ? list.length : 1), 1)
      : 1

/** With all digits between 1e-6 and 1e12, else with an exponent. */
const shown = (value: number): string => {
  const size = Math.abs(value)
  return value === 0 || (size >= 1e-6 && size < 1e12) || size === Number.POSITIVE_INFINITY
    ? value.toLocaleString('en', { maximumSignificantDigits: 6 })
    : String(Number(value.toPrecision(6)))
}
