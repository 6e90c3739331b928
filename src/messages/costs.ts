import { bytes, count, LIMITS } from '../budget/limits.ts'
import { quote } from '../text/clip.ts'
import { plural } from '../text/plural.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { experiment, page, rule } from './example.ts'
import { message } from './message.ts'

/** AL71..: pages that cost too much. */

const LIMITED = 'What a page costs is limited, and counted before it is done, so that no page can take a machine down.'

export const longPage = message(
  'AL7101',
  {
    title: 'a page that is too long',
    means: 'A page has more characters than are read.',
    why: LIMITED,
    example: experiment(`description: ${'a'.repeat(LIMITS.page)}`),
    mend: ['a'.repeat(LIMITS.page), 'short'],
  },
  (length: number) => `a page has at most ${count(LIMITS.page)} characters, this has ${count(length)}`,
)

export const deepPage = message(
  'AL7102',
  {
    title: 'a page that is nested too deep',
    means: 'Lists and mappings stand inside each other in more levels than are read.',
    why: LIMITED,
    example: page('['.repeat(100)),
    mend: ['['.repeat(100), 'name: example\nproblem: saddle\noptimizers: sgd\nsteps: 10\nmeasures: {far: norm(x)}'],
  },
  (most: number) => `a page is nested at most ${most} deep`,
)

export const manyRuns = message(
  'AL7103',
  {
    title: 'too many runs',
    means: 'The points of the grids, times horizons and seeds, are more runs than a page may have.',
    why: LIMITED,
    example: experiment('optimizers: {use: sgd, lr: {from: 0.1, to: 1, count: 2000}}\nseeds: 1000'),
    mend: ['count: 2000', 'count: 20'],
  },
  (runs: number, inWords: string) => ({
    message: `this page asks for ${count(runs)} runs, at most ${count(LIMITS.runs)}: ${inWords}`,
    hint: 'make a grid smaller, or take fewer seeds',
  }),
)

export const manyValues = message(
  'AL7104',
  {
    title: 'too many recorded numbers',
    means: 'Runs, measures and recorded steps together are more numbers than a page may record.',
    why: LIMITED,
    example: experiment('seeds: 50000\nsteps: 1e4\nrecord: 1e4'),
    mend: ['record: 1e4', 'record: 50'],
  },
  (values: number, runs: number, measures: number) => ({
    message:
      `this page would record up to ${count(values)} values (${bytes(8 * values)}), at most ${count(LIMITS.values)}: ` +
      `${count(runs)} runs, ${plural(measures, 'measure')} and up to ${count(values / runs / measures)} recorded steps each`,
    hint: withYaml('a smaller grid, or fewer recorded steps', yamlEntry('record', 50)),
  }),
)

export const manyPrograms = message(
  'AL7105',
  {
    title: 'too many programs',
    means:
      'A setting that decides an index, a length or the dimension has many values, and each needs a program of its own.',
    why: LIMITED,
    example: experiment('problem: {use: ill-scaled-quadratic, d: {from: 1, to: 2000, count: 2000}}'),
    mend: ['to: 2000, count: 2000', 'to: 4, count: 4'],
  },
  (values: string, programs: number) => ({
    message: `a program is made for each of ${values}: ${count(programs)}, at most ${count(LIMITS.programs)}`,
    hint: 'numbers that decide no index, no length and no dimension can have as many values as there may be runs',
  }),
)

export const manyOperations = message(
  'AL7106',
  {
    title: 'a step with too many operations',
    means: 'One step of a program, with everything that is written out, has more operations than a step may have.',
    why: LIMITED,
    example: rule('repeat k = 1:5000\n  x = x - lr * sin(x * k)\nend'),
    mend: ['1:5000', '1:5'],
  },
  (part: { readonly text: string; readonly parts: number; readonly what: string } | null, operations: number) => ({
    message: `${part ? `${part.text} is written out as ${count(part.parts)} ${part.what}; ` : ''}one step then has ${count(operations)} operations, at most ${count(LIMITS.operations)}`,
    hint: part?.what === 'terms' ? 'a sum over the coordinates, such as sum(x^2), is not written out' : undefined,
  }),
)

export const muchMemory = message(
  'AL7107',
  {
    title: 'states that take too much memory',
    means: 'The states of a rule, or the past that it keeps, take more memory at this dimension than a run may.',
    why: LIMITED,
    example: experiment(
      'problem: {name: bowl, d: 1e5, objective: sum(x^2)}\noptimizers: {name: mine, hyper: {lr: 0.1}, step: "x = x - lr * past(g, 1000)"}',
    ),
    mend: ['1000)', '10)'],
  },
  (said: string, hint: string) => ({ message: said, hint }),
)

export const muchData = message(
  'AL7108',
  {
    title: 'data with too many numbers',
    means: 'The rows of the data of a problem, times its dimension, are more numbers than a program may have.',
    why: LIMITED,
    example: experiment(`problem:
  name: mine
  d: 1000
  data: {A: {law: gaussian, rows: 2000}}
  objective: sum(A[1] * x)^2`),
    mend: ['rows: 2000', 'rows: 2'],
  },
  (name: string, numbers: number) =>
    `${quote(name)} would have ${count(numbers)} numbers, more than ${count(LIMITS.data)}`,
)

export const costlyFormulas = message(
  'AL7109',
  {
    title: 'formulas that cost too much together',
    means: 'Predictions that claims call at all points of the grid take more operations than a page may spend on them.',
    why: LIMITED,
    example: experiment(`optimizers: {use: adam, lr: {from: 0.001, to: 0.1, count: 5000}}
claims:
  - {id: c, judge: limit, measure: far, predict: "critical_beta2_adam(20000, 20000, 0.9)", within: 1}`),
    mend: ['20000, 20000', '10, 10'],
  },
  (each: number, places: number, total: number) => ({
    message: `this takes about ${count(each)} operations at each of ${count(places)} places: ${count(total)}, at most ${count(LIMITS.predictions)} for all formulas of the page`,
    hint: 'make the grid smaller, or the arguments',
  }),
)
