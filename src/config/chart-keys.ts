import type { Path } from './document.ts'
import { isMapping } from './mapping.ts'
import { PLACES } from './vega-lite-keys.ts'

/** What is told of a chart on a walk through it beside the schema of Vega-Lite. */
export interface ChartReader {
  /** A key that Vega-Lite has nowhere in what may stand here: it would pass over it in silence, and draw something else. */
  unknown(key: string, at: Path, known: readonly string[]): void
  /** A text that names a column. */
  field(text: string, at: Path): void
}

interface Place {
  readonly keys: ReadonlyMap<string, number>
  readonly others: number | undefined
  readonly items: number | undefined
  readonly field: boolean
}

/**
 * Walks through a chart, or what stands in it, and tells which of its keys are unknown and which of its texts name columns. The known keys are those of
 * all alternatives that the schema has for a place; where it allows any key, none is unknown.
 */
export function readChart(chart: unknown, path: Path, reader: ChartReader): void {
  visit(chart, 0, path, reader)
}

function visit(value: unknown, number: number | undefined, path: Path, reader: ChartReader): void {
  const place = number === undefined ? undefined : placeOf(number)
  if (!place) return
  const { keys, others, items, field } = place
  if (typeof value === 'string' && field) reader.field(value, path)
  if (Array.isArray(value)) for (const [k, item] of value.entries()) visit(item, items, [...path, k], reader)
  else if (isMapping(value) && (keys.size > 0 || others !== undefined)) {
    for (const [key, inner] of Object.entries(value)) {
      const next = keys.get(key) ?? others
      if (next === undefined) reader.unknown(key, [...path, key], [...keys.keys()])
      else visit(inner, next, [...path, key], reader)
    }
  }
}

const read = new Map<number, Place>()

/** A line of the table: the places to which keys lead, `*` those of other keys, `[]` those of items; `=` where a text names a column. */
function placeOf(number: number): Place {
  const known = read.get(number)
  if (known) return known
  const words = (PLACES[number] ?? '').split(' ').filter((word) => word !== '' && word !== '=')
  const all = new Map(words.map((word) => word.split(':')).map(([name = '', next]) => [name, Number(next)]))
  const [others, items] = [all.get('*'), all.get('[]')]
  const keys = new Map([...all].filter(([name]) => name !== '*' && name !== '[]'))
  const place = { keys, others, items, field: (PLACES[number] ?? '').startsWith('=') }
  read.set(number, place)
  return place
}
