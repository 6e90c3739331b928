import { logTicks } from '../../plots/axes.ts'
import type { Columns, DataColumn } from './columns.ts'
import { type Axis, type FigureProgram, isJson, type Json, marksOf, members, updateOf } from './program.ts'

/** Ticks that Vega aims at on a linear axis. */
const LINEAR_TICKS = 8

/**
 * The figure with the scales of one direction of another type; null where a logarithmic scale has nothing to show. What is
 * not positive is not drawn on a logarithmic scale.
 */
export function switchScale(program: FigureProgram, along: 'x' | 'y', type: 'log' | 'linear'): FigureProgram | null {
  const spec = structuredClone(program.spec)
  const axes: Axis[] = []
  for (const axis of program.axes) {
    const scale = members(spec, 'scales').find(({ name }) => name === axis.scale)
    if (axis.along !== along || !scale) {
      axes.push(axis)
      continue
    }
    scale.type = type
    scale.nice = false
    delete scale.zero
    if (type === 'linear') scale.zero = false
    const extent = type === 'log' ? logExtent(scale, spec, program.tables) : null
    if (type === 'log') {
      if (!extent) return null
      scale.domain = extent
      keepPositive(spec, axis.scale)
    }
    axes.push({ ...axis, ticks: retick(spec, axis, extent) })
  }
  return { ...program, spec, axes, switches: { ...program.switches, [along]: type } }
}

/** Ticks at powers of ten on a logarithmic axis, Vega's own on a linear one. */
function retick(spec: Json, { scale, domain, ticks }: Axis, extent: readonly [number, number] | null): string | null {
  const own = axesOf(spec).filter((axis) => axis.scale === scale)
  if (extent === null) {
    for (const axis of own) {
      delete axis.values
      axis.tickCount = LINEAR_TICKS
    }
    return null
  }
  const signal = ticks ?? `${domain}_ticks`
  const places = logTicks(...extent)
  const value = places.length > 1 ? places : null
  const known = members(spec, 'signals').find(({ name }) => name === signal)
  if (known) known.value = value
  else spec.signals = [...members(spec, 'signals'), { name: signal, value }]
  for (const axis of own) axis.values = { signal }
  return signal
}

const axesOf = (spec: Json): Json[] => [...members(spec, 'axes'), ...members(spec, 'marks').flatMap(axesOf)]

/** The smallest and the largest positive value that a scale spans, from the tables it refers to. */
export function positiveExtent(
  domain: unknown,
  spec: Json,
  tables: FigureProgram['tables'],
): readonly [number, number] | null {
  const positive = domainValues(domain, spec, tables).filter((value) => value > 0 && value < Number.POSITIVE_INFINITY)
  if (positive.length === 0) return null
  const [low, high] = positive.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [
    Number.POSITIVE_INFINITY,
    0,
  ] as [number, number])
  return low < high ? [low, high] : [low / 2, high * 2]
}

/** Ends of a scale that becomes logarithmic: its own where they are positive, else the positive values that are drawn between them. */
function logExtent(scale: Json, spec: Json, tables: FigureProgram['tables']): readonly [number, number] | null {
  const [low, high] = Array.isArray(scale.domain) ? scale.domain : []
  if (typeof low !== 'number' || typeof high !== 'number') return positiveExtent(scale.domain, spec, tables)
  if (low > 0) return [low, high]
  const fields = new Set(marksOf(spec).flatMap(({ mark }) => fieldsOn(mark, scale.name)))
  const drawn = Object.values(tables).flatMap(({ columns }) =>
    Object.entries(columns).flatMap(([name, column]) => (fields.has(name) ? numbersOf(column) : [])),
  )
  return positiveExtent(
    drawn.filter((value) => value <= high),
    spec,
    tables,
  )
}

/** Fields by which a mark is placed on a scale. */
function fieldsOn(mark: Json, scale: unknown): string[] {
  const { x, x2, y, y2 } = updateOf(mark)
  return [x, x2, y, y2].flatMap((channel) =>
    isJson(channel) && channel.scale === scale && typeof channel.field === 'string' ? [channel.field] : [],
  )
}

const numbersOf = (column: DataColumn | undefined): number[] =>
  column && 'numbers' in column ? column.numbers.flatMap((v) => (v === null ? [] : [Number(v)])) : []

function domainValues(domain: unknown, spec: Json, tables: FigureProgram['tables']): number[] {
  if (Array.isArray(domain)) return domain.filter((value) => typeof value === 'number')
  if (!isJson(domain)) return []
  const fields = Array.isArray(domain.fields) ? domain.fields : [domain.field]
  return fields.flatMap((field) => {
    if (isJson(field) || Array.isArray(field)) return domainValues(field, spec, tables)
    const table = typeof domain.data === 'string' ? tableOf(domain.data, spec, tables) : undefined
    return typeof field === 'string' ? numbersOf(table?.columns[field]) : []
  })
}

/** The table that a data set is made from. */
function tableOf(name: string, spec: Json, tables: FigureProgram['tables']): Columns | undefined {
  const source = members(spec, 'data').find((data) => data.name === name)?.source
  return tables[name] ?? (typeof source === 'string' ? tableOf(source, spec, tables) : undefined)
}

/** Lines have a gap, and points are not seen, where a value has no place on the scale. */
function keepPositive(spec: Json, scale: string): void {
  for (const { mark } of marksOf(spec)) {
    const update = updateOf(mark)
    const fields = fieldsOn(mark, scale)
    if (fields.length === 0) continue
    const test = fields.map((field) => `datum[${JSON.stringify(field)}] > 0`).join(' && ')
    if (mark.type === 'line' || mark.type === 'area') {
      const defined =
        isJson(update.defined) && typeof update.defined.signal === 'string' ? update.defined.signal : 'true'
      update.defined = { signal: `(${defined}) && ${test}` }
    } else {
      const others = update.opacity ?? { value: 1 }
      update.opacity = [{ test: `!(${test})`, value: 0 }, ...(Array.isArray(others) ? others : [others])]
    }
  }
}
