import { LIMITS } from '../budget/limits.ts'
import { quote } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { experiment } from './example.ts'
import { message } from './message.ts'

/** AL60..: plots. */

const plot = (own: string) => experiment(`plots: [{${own}}]`)
const longest = 'm'.repeat(LIMITS.name)

export const longPlotName = message(
  'AL6001',
  {
    title: 'a plot whose name becomes too long',
    means: 'A plot without a name is named for its kind and its measures, which together are too long.',
    why: 'The name becomes that of a file.',
    example: experiment(`measures: {${longest}: norm(x)}\nplots: [{kind: trajectory, measure: ${longest}}]`),
    mend: ['{kind: trajectory,', '{kind: trajectory, name: far,'],
  },
  (length: number, most: number, kind: string) => ({
    message: `the name that this plot is given for its measures has ${length} characters, more than ${most}`,
    hint: yamlEntry('name', kind),
  }),
)

export const oddBand = message(
  'AL6002',
  {
    title: 'a band from high to low',
    means: 'The two quantiles of a band do not ascend.',
    why: 'A band goes from a lower quantile to a higher one.',
    example: plot('kind: trajectory, measure: far, band: [0.75, 0.25]'),
    mend: ['[0.75, 0.25]', '[0.25, 0.75]'],
  },
  ([low, high]: readonly [number, number]) => ({
    message: 'the quantiles of a band ascend',
    hint: withYaml('from low to high', yamlEntry('band', low === high ? [0.25, 0.75] : [high, low])),
  }),
)

export const noBound = message(
  'AL6003',
  {
    title: 'a chart of a bound that nobody claims',
    means: 'A plot of kind `bound` is about a measure that no claim of the page bounds.',
    why: 'It draws what is measured beside what is claimed.',
    example: plot('kind: bound, measure: far'),
    mend: ['plots:', 'claims: [{id: c, judge: bound, measure: far, bound: 9}]\nplots:'],
  },
  (measure: string) => ({
    message: `no claim bounds ${quote(measure)}`,
    hint: 'a claim with `judge: bound` on this measure states one',
  }),
)

export const plotTwice = message(
  'AL6004',
  {
    title: 'two plots with one name',
    means: 'Two plots of a page have the same name, or names that differ in the case of letters alone.',
    why: 'Plots are files, and to some file systems such names are the same.',
    example: experiment('plots: [{kind: trajectory, measure: far, name: a}, {kind: growth, measure: far, name: a}]'),
    mend: ['growth, measure: far, name: a', 'growth, measure: far, name: b'],
  },
  (before: string, wanted: string) => ({
    message: `there is another plot named ${quote(before)}`,
    hint: before === wanted ? undefined : 'plots are files, and to some file systems names of other case are the same',
  }),
)

export const oddEnds = message(
  'AL6005',
  {
    title: 'ends of an axis from high to low',
    means: 'The two ends of an axis do not ascend.',
    why: 'All axes go from low to high, so that charts can be compared.',
    example: plot('kind: trajectory, measure: far, y-domain: [1, 0]'),
    mend: ['[1, 0]', '[0, 1]'],
  },
  (key: string, [low, high]: readonly [number, number]) => ({
    message: 'the ends of an axis ascend',
    hint: low === high ? 'two numbers that differ' : withYaml('from low to high', yamlEntry(key, [high, low])),
  }),
)

export const noLogarithm = message(
  'AL6006',
  {
    title: 'ends that a logarithmic axis does not have',
    means: 'An axis is logarithmic, and one of its ends is 0 or below.',
    why: 'There is no logarithm of it.',
    example: plot('kind: trajectory, measure: far, y: log, y-domain: [0, 1]'),
    mend: ['[0, 1]', '[0.001, 1]'],
  },
  (key: string, high: number) => ({
    message: 'this axis is logarithmic: its ends are positive',
    hint: withYaml('such as', yamlEntry(key, high > 1e-6 ? [1e-6, high] : [1e-6, 1])),
  }),
)
