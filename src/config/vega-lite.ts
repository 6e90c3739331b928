import {
  oddChartList,
  oddEncoding,
  oddMark,
  oddView,
  ownData,
  pathNoColumn,
  specNeeded,
  steersViewer,
  unknownChartKey,
  unknownColumn,
} from '../messages/charts.ts'
import type { Message } from '../messages/message.ts'
import { enumerated } from '../text/clip.ts'
import { refuseAddresses } from './chart-addresses.ts'
import { readChart } from './chart-keys.ts'
import { limitChart } from './chart-limits.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import { isMapping, type Mapping } from './mapping.ts'

/** What a view may be drawn with. A test compares the list with the schema of Vega-Lite. */
export const MARKS = [
  ...'arc area bar circle geoshape image line point rect rule square text tick trail'.split(' '),
  ...['boxplot', 'errorband', 'errorbar'],
]

/** What a view shows: exactly one of these. */
const CONTENTS = ['mark', 'layer', 'concat', 'hconcat', 'vconcat', 'facet', 'repeat']

/** Columns of the table of traces beside the settings. */
const COLUMNS = ['experiment', 'problem', 'optimizer', 'dialect', 'horizon', 'seed', 't', 'measure', 'value']

/**
 * Reports what is wrong with a chart that a page brings along: unknown keys, unknown columns, and all that would reach out.
 *
 * @param settings names of the page's settings; null if not all of them are known
 */
export function checkVegaLite(
  spec: Mapping,
  path: Path,
  settings: readonly string[] | null,
  reader: FormulaReader,
): void {
  if ('data' in spec) {
    reader.page.report(reader.sink, [...path, 'data'], ownData(), 'key')
  }
  if ('usermeta' in spec) {
    reader.page.report(reader.sink, [...path, 'usermeta'], steersViewer(), 'key')
  }
  refuseAddresses(spec, path, reader)
  limitChart(spec, path, reader)
  checkView(spec, path, reader)
  const made = namesMade(spec)
  const columns = made && settings && new Set([...COLUMNS, ...settings, ...settings.flatMap(prefixed), ...made])
  readChart(spec, path, {
    unknown: (key, at, known) => {
      const what = at.at(-2) === 'encoding' ? 'channel' : at.at(-3) === 'transform' ? 'transform' : 'key'
      reader.page.report(reader.sink, at, unknownChartKey(what, key, known), 'key')
    },
    field: (text, at) => {
      if (columns) checkField(text, at, columns, reader)
    },
  })
}

/** What a setting of the same name as another column is called. */
const prefixed = (name: string) => [`optimizer.${name}`, `problem.${name}`]

/** Reports a name that no column has. One with a dot or a bracket is a path into a value, which only columns of the chart's own have. */
function checkField(text: string, at: Path, columns: ReadonlySet<string>, reader: FormulaReader): void {
  const path = /(?<!\\)[.[]/.test(text)
  if (path && columns.has(text)) {
    reader.page.report(reader.sink, at, pathNoColumn(text))
  }
  if (path || text === '*' || columns.has(text.replaceAll(/\\(.)/g, '$1'))) return
  const shown = [...columns].filter((name) => !/[.[\]]/.test(name))
  reader.page.report(reader.sink, at, unknownColumn(text, shown))
}

/** Names of columns that transforms and inline data of a chart make; null if they depend on the traces. */
function namesMade(value: unknown): string[] | null {
  if (Array.isArray(value)) return joined(value.map(namesMade))
  if (!isMapping(value)) return []
  // Of these, and of rows in a text or below a key, only drawing knows the names.
  const hidden = typeof value.values === 'string' || isMapping(value.values)
  if ('pivot' in value || 'datasets' in value || hidden) return null
  const own = [value.as].flat().filter((name): name is string => typeof name === 'string')
  if ('bin' in value || 'timeUnit' in value || 'stack' in value) own.push(...own.map((name) => `${name}_end`))
  if ('fold' in value && !('as' in value)) own.push('key', 'value')
  if ('density' in value && !('as' in value)) own.push('value', 'density')
  if ('quantile' in value && !('as' in value)) own.push('prob', 'value')
  if ('sequence' in value) own.push('data')
  if (Array.isArray(value.values))
    own.push(...value.values.flatMap((row) => (isMapping(row) ? Object.keys(row) : ['data'])))
  const inner = joined(Object.values(value).map(namesMade))
  return inner && [...own, ...inner]
}

const joined = (lists: readonly (string[] | null)[]): string[] | null =>
  lists.some((list) => list === null) ? null : lists.flatMap((list) => list ?? [])

function checkView(view: unknown, path: Path, reader: FormulaReader): void {
  const report = (at: Path, message: Message, where?: 'key') => reader.page.report(reader.sink, at, message, where)
  if (!isMapping(view)) {
    report(path, oddView('a view of a chart is a mapping'))
    return
  }
  const contents = CONTENTS.filter((key) => Object.hasOwn(view, key))
  if (contents.length === 0) report(path, oddView('the view shows nothing', `one of ${enumerated(CONTENTS)}`))
  if (contents.length > 1) {
    report([...path, contents[1] ?? ''], oddView(`a view has either ${contents.join(' or ')}`), 'key')
  }
  for (const key of ['layer', 'concat', 'hconcat', 'vconcat']) {
    if (!Object.hasOwn(view, key)) continue
    const views = view[key]
    if (!Array.isArray(views) || views.length === 0) report([...path, key], oddChartList('views'))
    else for (const [k, one] of views.entries()) checkView(one, [...path, key, k], reader)
  }
  if ('facet' in view || 'repeat' in view) {
    if ('spec' in view) checkView(view.spec, [...path, 'spec'], reader)
    else report(path, specNeeded())
  }
  if ('mark' in view) checkMark(view.mark, [...path, 'mark'], reader)
  if ('encoding' in view) checkEncoding(view.encoding, [...path, 'encoding'], reader)
  if ('transform' in view && !Array.isArray(view.transform)) report([...path, 'transform'], oddChartList('transforms'))
}

function checkMark(mark: unknown, path: Path, reader: FormulaReader): void {
  const type = isMapping(mark) ? mark.type : mark
  if (typeof type === 'string' && MARKS.includes(type)) return
  reader.page.report(
    reader.sink,
    isMapping(mark) && 'type' in mark ? [...path, 'type'] : path,
    typeof type === 'string' ? unknownChartKey('mark', type, MARKS) : oddMark(MARKS),
  )
}

function checkEncoding(encoding: unknown, path: Path, reader: FormulaReader): void {
  if (!isMapping(encoding)) {
    reader.page.report(reader.sink, path, oddEncoding('encoding'))
    return
  }
  for (const [channel, value] of Object.entries(encoding)) {
    for (const [k, one] of [value].flat().entries()) {
      const at = Array.isArray(value) ? [...path, channel, k] : [...path, channel]
      if (!isMapping(one)) reader.page.report(reader.sink, at, oddEncoding('channel'))
    }
  }
}
