import { suggest } from '../lang/suggest.ts'
import { enumerated, quote } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { refuseAddresses } from './chart-addresses.ts'
import { limitChart } from './chart-limits.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import { isMapping, type Mapping } from './mapping.ts'

/**
 * What Vega-Lite knows, as far as a page is checked for it: Vega-Lite itself passes over a misspelt key in silence, and then
 * draws something else. A test compares these lists with the schema that Vega-Lite ships.
 */
export const VIEW_KEYS =
  '$schema align autosize background bounds center columns concat config data datasets description encoding facet hconcat height layer mark name padding params projection repeat resolve spacing spec title transform usermeta vconcat view width'.split(
    ' ',
  )
export const CHANNELS =
  'angle color column description detail facet fill fillOpacity href key latitude latitude2 longitude longitude2 opacity order radius radius2 row shape size stroke strokeDash strokeOpacity strokeWidth text theta theta2 time tooltip url x x2 xError xError2 xOffset y y2 yError yError2 yOffset'.split(
    ' ',
  )
export const CHANNEL_KEYS =
  'aggregate align axis bandPosition bin bounds center columns condition datum field format formatType header impute legend rescale scale sort spacing stack timeUnit title type value'.split(
    ' ',
  )
export const TRANSFORM_KEYS =
  'aggregate as bandwidth bin calculate counts cumulative default density extent field filter flatten fold frame from groupby ignorePeers impute joinaggregate key keyvals limit loess lookup maxsteps method minsteps offset on op order param params pivot probs quantile regression resolve sample sort stack step steps timeUnit value window'.split(
    ' ',
  )
export const MARKS = [
  ...'arc area bar circle geoshape image line point rect rule square text tick trail'.split(' '),
  ...['boxplot', 'errorband', 'errorbar'],
]

/** What a view shows: exactly one of these. */
const CONTENTS = ['mark', 'layer', 'concat', 'hconcat', 'vconcat', 'facet', 'repeat']

/** Columns of the table of traces beside the settings. */
const COLUMNS = ['experiment', 'problem', 'optimizer', 'dialect', 'horizon', 'seed', 't', 'measure', 'value']

interface Check {
  readonly reader: FormulaReader
  /** Names that a `field` may have; null if transforms make names that only the data know. */
  readonly fields: readonly string[] | null
}

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
    const hint = 'leave `data` out; views and lookups may name it as `{name: traces}`'
    reader.page.report(reader.sink, [...path, 'data'], 'the data of a chart are the traces', hint, 'key')
  }
  if ('usermeta' in spec) {
    const message = 'a chart may not steer the program that shows it'
    reader.page.report(reader.sink, [...path, 'usermeta'], message, 'leave `usermeta` out', 'key')
  }
  refuseAddresses(spec, path, reader)
  limitChart(spec, path, reader)
  const made = namesMade(spec)
  const fields = made && settings && [...COLUMNS, ...settings, ...made]
  checkView(spec, path, { reader, fields })
}

/** Names of columns that transforms and inline data of a chart make; null if they depend on the traces. */
function namesMade(value: unknown): string[] | null {
  if (Array.isArray(value)) return joined(value.map(namesMade))
  if (!isMapping(value)) return []
  if ('pivot' in value) return null
  const own = [value.as].flat().filter((name): name is string => typeof name === 'string')
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

function checkView(view: unknown, path: Path, check: Check): void {
  const { reader } = check
  const report = (at: Path, message: string, hint?: string, where?: 'key') =>
    reader.page.report(reader.sink, at, message, hint, where)
  if (!isMapping(view)) {
    report(path, 'a view of a chart is a mapping')
    return
  }
  expectKeys(view, VIEW_KEYS, 'key', path, check)
  const contents = CONTENTS.filter((key) => Object.hasOwn(view, key))
  if (contents.length === 0) report(path, 'the view shows nothing', `one of ${enumerated(CONTENTS)}`)
  if (contents.length > 1) {
    report([...path, contents[1] ?? ''], `a view has either ${contents.join(' or ')}`, undefined, 'key')
  }
  for (const key of ['layer', 'concat', 'hconcat', 'vconcat']) {
    if (!Object.hasOwn(view, key)) continue
    const views = view[key]
    if (!Array.isArray(views) || views.length === 0) report([...path, key], 'a list of views is expected')
    else for (const [k, one] of views.entries()) checkView(one, [...path, key, k], check)
  }
  if ('facet' in view || 'repeat' in view) {
    if ('spec' in view) checkView(view.spec, [...path, 'spec'], check)
    else report(path, `'spec' is missing`, withYaml('the view that is repeated', yamlEntry('spec', { mark: 'point' })))
  }
  if ('mark' in view) checkMark(view.mark, [...path, 'mark'], check)
  if ('encoding' in view) checkEncoding(view.encoding, [...path, 'encoding'], check)
  if ('transform' in view) {
    const at = [...path, 'transform']
    if (!Array.isArray(view.transform)) report(at, 'a list of transforms is expected')
    else
      for (const [k, one] of view.transform.entries()) expectKeys(one, TRANSFORM_KEYS, 'transform', [...at, k], check)
  }
}

function checkMark(mark: unknown, path: Path, { reader }: Check): void {
  const type = isMapping(mark) ? mark.type : mark
  if (typeof type === 'string' && MARKS.includes(type)) return
  const hint = typeof type === 'string' ? suggest(type, MARKS) : undefined
  const found = typeof type === 'string' ? `unknown mark ${quote(type)}` : 'a mark is a name, or {type: name, ...}'
  reader.page.report(
    reader.sink,
    isMapping(mark) && 'type' in mark ? [...path, 'type'] : path,
    found,
    hint ?? `known: ${enumerated(MARKS)}`,
  )
}

function checkEncoding(encoding: unknown, path: Path, check: Check): void {
  const { reader, fields } = check
  if (!isMapping(encoding)) {
    reader.page.report(reader.sink, path, 'an encoding is a mapping of channels')
    return
  }
  expectKeys(encoding, CHANNELS, 'channel', path, check)
  for (const [channel, value] of Object.entries(encoding)) {
    for (const [k, one] of [value].flat().entries()) {
      const at = Array.isArray(value) ? [...path, channel, k] : [...path, channel]
      if (!isMapping(one)) {
        reader.page.report(reader.sink, at, 'a channel is a mapping such as {field: value}')
        continue
      }
      expectKeys(one, CHANNEL_KEYS, 'key', at, check)
      const { field } = one
      // A name with a dot or a bracket is a path into a value.
      if (typeof field !== 'string' || fields === null || fields.includes(field) || /[.[\\]/.test(field)) continue
      const known = [...new Set(fields)]
      const hint = suggest(field, known) ?? `known: ${enumerated(known)}`
      reader.page.report(reader.sink, [...at, 'field'], `the traces have no column ${quote(field)}`, hint)
    }
  }
}

function expectKeys(value: unknown, known: readonly string[], what: string, path: Path, { reader }: Check): void {
  if (!isMapping(value)) return
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    reader.page.report(reader.sink, [...path, key], `unknown ${what} ${quote(key)}`, suggest(key, known), 'key')
  }
}
