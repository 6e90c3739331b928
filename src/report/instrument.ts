import type { TopLevelSpec } from 'vega-lite'
import { compileChart } from '../plots/compile.ts'
import { type Columns, packRows, type Row } from './browser/columns.ts'
import {
  type Axis,
  BAND_SIGNAL,
  CLIP_SIGNAL,
  type FigureProgram,
  isJson,
  type Json,
  marksOf,
  members,
  type PlotFrame,
  type SeriesGroup,
  updateOf,
} from './browser/program.ts'

/** Scales along which a reader may move. */
const CONTINUOUS = new Set(['linear', 'log', 'symlog', 'pow', 'sqrt'])

/**
 * A chart as a page can run it: compiled, its data apart and by columns, with signals for what a reader may change. Nothing
 * that the signals do is visible until one is set, so the running chart begins as the picture that it replaces.
 */
export function instrument(name: string, chart: TopLevelSpec): FigureProgram {
  const spec = structuredClone(compileChart(chart)) as unknown as Json
  const signals: Json[] = []
  const tables = takeTables(spec)
  const axes = freeAxes(spec, signals)
  const marks = marksOf(spec)
  const frames = plotFrames(marks, axes)
  const series = hideByName(spec, marks, signals)
  const bands = marks.filter(({ mark }) => mark.type === 'area')
  signals.push({ name: CLIP_SIGNAL, value: false })
  for (const { mark } of marks) if (places(mark) && mark.clip !== true) mark.clip = { signal: CLIP_SIGNAL }
  if (bands.length > 0) {
    signals.push({ name: BAND_SIGNAL, value: true })
    for (const { mark } of bands) hideWhere(updateOf(mark), `!${BAND_SIGNAL}`, 0)
  }
  spec.signals = [...members(spec, 'signals'), ...signals]
  return { name, spec, tables, axes, series, frames, band: bands.length > 0, switches: switchable(spec, marks, axes) }
}

/** Takes the rows out of the specification; the page puts them back. */
function takeTables(spec: Json): Record<string, Columns> {
  const tables: Record<string, Columns> = {}
  for (const data of members(spec, 'data')) {
    if (!Array.isArray(data.values) || typeof data.name !== 'string' || !data.values.every(isJson)) continue
    tables[data.name] = packRows(data.values as Row[])
    delete data.values
  }
  return tables
}

/** Axes at any depth: those of facets stand in groups of their own. */
const axesOf = (spec: Json): Json[] => [...members(spec, 'axes'), ...members(spec, 'marks').flatMap(axesOf)]

/** Gives each position scale a signal for its domain, and its axes one for their ticks. */
function freeAxes(spec: Json, signals: Json[]): Axis[] {
  const drawn = axesOf(spec)
  return members(spec, 'scales').flatMap((scale) => {
    const own = drawn.filter((axis) => axis.scale === scale.name)
    const [first] = own
    if (!first || typeof scale.name !== 'string' || !CONTINUOUS.has(String(scale.type))) return []
    const number = signals.length
    const domain = `reader_domain_${number}`
    signals.push({ name: domain, value: null })
    scale.domainRaw = { signal: domain }
    const fixed = own.find((axis) => Array.isArray(axis.values))?.values
    const ticks = fixed === undefined ? null : `reader_ticks_${number}`
    if (ticks !== null) {
      signals.push({ name: ticks, value: fixed })
      for (const axis of own) if (Array.isArray(axis.values)) axis.values = { signal: ticks }
    }
    const along = first.orient === 'left' || first.orient === 'right' ? 'y' : 'x'
    const title = own.map((axis) => axis.title).find((text) => typeof text === 'string')
    // Maps draw an axis of values near 1 over their distance from 1, and label it with the values.
    const complement = own.some((axis) => JSON.stringify(axis.encode ?? null).includes('(1 - datum.value'))
    return [{ scale: scale.name, along, title: String(title ?? along), domain, ticks, complement } as const]
  })
}

type Placed = ReturnType<typeof marksOf>[number]

/** The position scales that a mark is drawn on. */
function places(mark: Json): { x: string; y: string } | null {
  const update = updateOf(mark)
  const scaleOf = (channel: unknown) => (isJson(channel) && typeof channel.scale === 'string' ? channel.scale : null)
  const [x, y] = [scaleOf(update.x), scaleOf(update.y)]
  return x === null || y === null ? null : { x, y }
}

function plotFrames(marks: readonly Placed[], axes: readonly Axis[]): PlotFrame[] {
  const free = new Set(axes.map((axis) => axis.scale))
  const frames = new Map<string | null, PlotFrame>()
  for (const { mark, frame } of marks) {
    const at = places(mark)
    if (at && free.has(at.x) && free.has(at.y) && !frames.has(frame)) frames.set(frame, { group: frame, ...at })
  }
  return [...frames.values()]
}

/** Makes the marks of each name in a legend, and its entry in the legend, depend on a list of hidden names. */
function hideByName(spec: Json, marks: readonly Placed[], signals: Json[]): SeriesGroup[] {
  const nominal = new Map(members(spec, 'scales').flatMap((s) => (s.type === 'ordinal' ? [[s.name, s] as const] : [])))
  const legends = members(spec, 'legends')
  const groups = new Map<string, SeriesGroup>()
  for (const { mark } of marks) {
    const update = updateOf(mark)
    const fields = new Set<string>()
    for (const channel of [update.stroke, update.fill, update.strokeDash, update.shape]) {
      if (!isJson(channel) || typeof channel.field !== 'string') continue
      const scale = nominal.get(channel.scale)
      const legend = legends.find((one) => [one.stroke, one.fill, one.strokeDash, one.shape].includes(channel.scale))
      if (!scale || !legend || !Array.isArray(scale.domain)) continue
      fields.add(channel.field)
      if (groups.has(channel.field)) continue
      const signal = `reader_hidden_${signals.length}`
      signals.push({ name: signal, value: [] })
      const colours = Array.isArray(scale.range) ? scale.range.map(String) : []
      groups.set(channel.field, { field: channel.field, signal, names: scale.domain.map(String), colours })
      fadeEntries(legend, signal)
    }
    for (const field of fields)
      hideWhere(update, `indexof(${groups.get(field)?.signal}, datum[${JSON.stringify(field)}]) >= 0`, 0)
  }
  return [...groups.values()]
}

/** Entries of the legend answer to the pointer, and those of hidden names are pale. */
function fadeEntries(legend: Json, signal: string): void {
  if (!isJson(legend.encode)) legend.encode = {}
  const encode = legend.encode as Json
  for (const part of ['labels', 'symbols']) {
    const own: Json = isJson(encode[part]) ? encode[part] : {}
    const update: Json = isJson(own.update) ? own.update : {}
    hideWhere(update, `indexof(${signal}, datum.value) >= 0`, 0.25)
    encode[part] = { ...own, interactive: true, update }
  }
}

/** Adds a case to the opacity, before all others. */
function hideWhere(update: Json, test: string, value: number): void {
  const others = update.opacity ?? { value: 1 }
  update.opacity = [{ test, value }, ...(Array.isArray(others) ? others : [others])]
}

/** Lines and points may be drawn on either scale; cells and pictures fill the one they were made for. */
function switchable(spec: Json, marks: readonly Placed[], axes: readonly Axis[]): FigureProgram['switches'] {
  if (marks.some(({ mark }) => mark.type === 'image' || mark.type === 'rect')) return {}
  const types = (along: 'x' | 'y') =>
    new Set(
      axes
        .filter((axis) => axis.along === along)
        .map((axis) => members(spec, 'scales').find((scale) => scale.name === axis.scale)?.type),
    )
  const switches: Partial<Record<'x' | 'y', 'log' | 'linear'>> = {}
  for (const along of ['x', 'y'] as const) {
    const [only, ...more] = types(along)
    if (more.length === 0 && (only === 'log' || only === 'linear')) switches[along] = only
  }
  return switches
}
