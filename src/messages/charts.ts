import { enumerated, quote } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { experiment } from './example.ts'
import { message } from './message.ts'

/** AL61..: charts that a page brings along, in Vega-Lite. */

const chart = (spec: string) =>
  experiment(`plots:
  - kind: vega-lite
    measures: [far]
    spec: ${spec}`)

export const ownData = message(
  'AL6101',
  {
    title: 'a chart with data of its own',
    means: 'A chart of a page has a key `data` at its top.',
    why: 'Its data are the traces of the page; what it shows is what ran.',
    example: chart('{data: {values: []}, mark: point}'),
    mend: ['data: {values: []}, ', ''],
  },
  () => ({
    message: 'the data of a chart are the traces',
    hint: 'leave `data` out; views and lookups may name it as `{name: traces}`',
  }),
)

export const steersViewer = message(
  'AL6102',
  {
    title: 'a chart that steers the program that shows it',
    means: 'A chart of a page has a key `usermeta`.',
    why: 'By it a chart tells viewers what to do, such as to load something.',
    example: chart('{usermeta: {}, mark: point}'),
    mend: ['usermeta: {}, ', ''],
  },
  () => ({ message: 'a chart may not steer the program that shows it', hint: 'leave `usermeta` out' }),
)

export const unknownChartKey = message(
  'AL6103',
  {
    title: 'an unknown key of a chart',
    means: 'A chart has a key, a channel, a transform or a mark that Vega-Lite does not know there.',
    why: 'Vega-Lite passes over what it does not know, and draws another chart than was meant.',
    example: chart('{mark: {type: point, sise: 3}}'),
    mend: ['sise', 'size'],
  },
  (what: string, key: string, known: readonly string[]) => ({
    message: `unknown ${what} ${quote(key)}`,
    hint: suggest(key, known) ?? `known: ${enumerated(known)}`,
  }),
)

export const pathNoColumn = message(
  'AL6104',
  {
    title: 'a column with a dot in its name',
    means: 'A chart names a column whose name has a dot or a bracket, without a backslash before it.',
    why: 'Vega-Lite takes it for a path into a value, and finds nothing.',
    example: experiment(`problem: {use: saddle, noise: {use: gaussian, sigma: [1, 2]}}
plots:
  - kind: vega-lite
    measures: [far]
    spec: {mark: point, encoding: {x: {field: noise.sigma}}}`),
    mend: ['field: noise.sigma', 'field: noise\\.sigma'],
  },
  (text: string) => ({
    message: `${quote(text)} as a field is a path into a value, not this column`,
    hint: withYaml('a backslash makes it part of a name', yamlEntry(null, text.replaceAll(/[.[\]]/g, '\\$&'))),
  }),
)

export const unknownColumn = message(
  'AL6105',
  {
    title: 'an unknown column',
    means: 'A chart names a column that neither the traces have nor one of its transforms makes.',
    why: 'It would be drawn empty.',
    example: chart('{mark: point, encoding: {y: {field: valeu}}}'),
    mend: ['valeu', 'value'],
  },
  (text: string, shown: readonly string[]) => ({
    message: `the traces have no column ${quote(text)}`,
    hint: suggest(text, shown) ?? `known: ${enumerated(shown)}`,
  }),
)

export const oddView = message(
  'AL6106',
  {
    title: 'a view that shows nothing, or two things',
    means:
      'A view of a chart has none of `mark`, `layer`, `concat`, `facet` and the like, or several, or is no mapping.',
    why: 'A view shows exactly one of these.',
    example: chart('{encoding: {y: {field: value}}}'),
    mend: ['{encoding', '{mark: point, encoding'],
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const oddChartList = message(
  'AL6107',
  {
    title: 'a list of a chart that is none',
    means: 'The views of a layer, or the transforms of a view, are no list.',
    why: 'They are drawn, or done, in their order.',
    example: chart('{layer: {mark: point}}'),
    mend: ['{mark: point}', '[{mark: point}]'],
  },
  (what: 'views' | 'transforms') => `a list of ${what} is expected`,
)

export const specNeeded = message(
  'AL6108',
  {
    title: 'a repeated view without the view',
    means: 'A view is repeated, or divided into facets, and does not say which view.',
    why: 'What is repeated is its `spec`.',
    example: chart('{repeat: [t, value]}'),
    mend: ['value]', 'value], spec: {mark: point}'],
  },
  () => ({
    message: "'spec' is missing",
    hint: withYaml('the view that is repeated', yamlEntry('spec', { mark: 'point' })),
  }),
)

export const oddMark = message(
  'AL6109',
  {
    title: 'no mark',
    means: 'The mark of a view is neither a name nor a mapping with `type`.',
    why: 'A mark is one of those that Vega-Lite draws.',
    example: chart('{mark: 3}'),
    mend: ['mark: 3', 'mark: point'],
  },
  (known: readonly string[]) => ({
    message: 'a mark is a name, or {type: name, ...}',
    hint: `known: ${enumerated(known)}`,
  }),
)

export const oddEncoding = message(
  'AL6110',
  {
    title: 'no encoding',
    means: 'The encoding of a view, or one of its channels, is no mapping.',
    why: 'It says for each channel which column it shows.',
    example: chart('{mark: point, encoding: {y: value}}'),
    mend: ['y: value', 'y: {field: value}'],
  },
  (what: 'encoding' | 'channel') =>
    what === 'encoding' ? 'an encoding is a mapping of channels' : 'a channel is a mapping such as {field: value}',
)

export const chartAddress = message(
  'AL6111',
  {
    title: 'an address in a chart',
    means: 'A chart would load something, lead somewhere, or has a text that could be an address of CSS.',
    why: 'A report works without a network, and tells nobody that it was opened.',
    example: chart('{mark: image, encoding: {url: {value: "https://example.org/a.png"}}}'),
    mend: ['{mark: image, encoding: {url: {value: "https://example.org/a.png"}}}', '{mark: point}'],
  },
  (what: string, hint: string) => ({ message: `a chart may not ${what}`, hint }),
)

export const costlyChart = message(
  'AL6112',
  {
    title: 'a chart that costs too much',
    means: 'A number in a chart asks for more views, rows, ticks or pixels than a chart may have.',
    why: 'What a page costs is limited: a chart that nobody could read would exhaust a machine.',
    example: chart('{mark: point, width: 100000}'),
    mend: ['100000', '400'],
  },
  (said: string) => said,
)

export const chartUndrawn = message(
  'AL6113',
  {
    title: 'a chart that cannot be drawn',
    means: 'A chart was tried on a few invented runs, and Vega cannot draw it whatever the runs are.',
    why: 'That is found before the runs, and not after.',
    example: chart('{mark: point, transform: [{calculate: "datum.value +", as: twice}]}'),
    mend: ['datum.value +', 'datum.value + 1'],
  },
  (said: string, hint?: string) => ({ message: `the chart cannot be drawn: ${said}`, hint }),
)

export const forbiddenExpression = message(
  'AL6114',
  {
    title: 'an expression that a chart may not have',
    means:
      'An expression of a chart calls a function that does more than compute, or asks for an enormous number of things.',
    why: 'A chart may only compute, and within bounds.',
    example: chart('{mark: point, transform: [{calculate: "now()", as: clock}]}'),
    mend: ['now()', 'datum.t'],
  },
  (said: string, hint?: string | null) => ({ message: said, hint }),
)
