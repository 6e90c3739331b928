import { LIMITS } from '../budget/limits.ts'
import { experiment } from './example.ts'
import { message } from './message.ts'

/** AL22..: what a value has to look like; the schemas of pages say these sentences. */

const long = 'a'.repeat(LIMITS.name + 1)

export const longName = message(
  'AL2201',
  {
    title: 'a name that is too long',
    means: 'A name has more characters than names may have.',
    why: 'With an ending it becomes the name of a file, which has at most 255.',
    example: experiment(`name: ${long}`),
    mend: [long, 'example'],
  },
  () => `a name has at most ${LIMITS.name} characters`,
)

export const oddName = message(
  'AL2202',
  {
    title: 'a name with other characters',
    means: 'A name has a blank, a slash or another character that names do not have.',
    why: 'Names become names of files and folders, on every system.',
    example: experiment('name: my example'),
    mend: ['my example', 'my-example'],
  },
  () => 'a name is letters, digits, `.`, `_` and `-`, and starts with a letter or digit',
)

export const oddLabel = message(
  'AL2203',
  {
    title: 'a label that cannot be read',
    means: 'A label, or the id of a claim, has a line break, a tab, or a character that is not shown.',
    why: 'Tables, legends and claims refer to it, so that two which look alike have to be the same.',
    example: experiment('optimizers: {use: sgd, label: "a\\nb"}'),
    mend: ['"a\\nb"', 'a b'],
  },
  () => 'a name is on one line, with no character that nobody sees',
)

export const noFormula = message(
  'AL2204',
  {
    title: 'neither a number nor a formula',
    means: 'A key takes a number or a formula, and has something else, such as a list.',
    why: 'A list is a grid, and only settings have grids. A list of numbers within a formula is in quotes.',
    example: experiment('problem: {use: saddle, start: [1, 2]}'),
    mend: ['[1, 2]', '"[1, 2]"'],
  },
  () => 'a number or a formula is expected',
)

export const noSetting = message(
  'AL2205',
  {
    title: 'no value of a setting',
    means: 'A setting has neither a number, nor a formula, nor a list of them, nor a range.',
    why: 'A setting is a value or a grid of values.',
    example: experiment('optimizers: {use: sgd, lr: true}'),
    mend: ['true', '0.1'],
  },
  () => 'a number, a formula, a list of them, or {from, to, count} is expected',
)

export const noNoise = message(
  'AL2206',
  {
    title: 'no noise',
    means: 'A noise is neither a name nor a mapping with `use`.',
    why: 'A law is named, with its settings.',
    example: experiment('problem: {use: saddle, noise: 3}'),
    mend: ['noise: 3', 'noise: gaussian'],
  },
  () => 'a noise is a name, or {use: name, ...}',
)

export const noDomain = message(
  'AL2207',
  {
    title: 'no domain',
    means: 'A domain is neither `none` nor a box nor a ball.',
    why: 'Onto other sets no projection is known.',
    example: experiment('problem: {use: saddle, domain: [-1, 1]}'),
    mend: ['[-1, 1]', '{box: [-1, 1]}'],
  },
  () => 'a domain is none, {box: [low, high]} or {ball: radius}',
)

export const noTraceName = message(
  'AL2208',
  {
    title: 'no recorded rule',
    means: 'An entry of `conforms` is not of the form `library.rule`.',
    why: 'It names a recorded trajectory of the tests.',
    example: experiment('optimizers: {name: mine, hyper: {lr: 0.1}, step: x = x - lr * g, conforms: [torch]}'),
    mend: ['[torch]', '[torch.sgd]'],
  },
  () => 'a recorded rule is `library.rule`',
)

export const noEnd = message(
  'AL2209',
  {
    title: 'no end of a range',
    means: 'An end of the range of a parameter is neither a number nor infinite.',
    why: 'The range says for which arguments a prediction is made.',
    example: experiment('predictions: {twice: {parameters: {a: {from: b}}, formula: 2 * a}}'),
    mend: ['from: b', 'from: 0'],
  },
  (infinite: string) => `a number or ${infinite} is expected`,
)

export const noIdentifier = message(
  'AL2210',
  {
    title: 'no name for a formula',
    means: 'A name that a formula uses has other characters than letters, digits and `_`.',
    why: 'In a formula `a-b` is a difference.',
    example: experiment(`predictions:
  half: {least: {name: n-1, from: 1, to: 9, where: n > 4}}`),
    mend: ['n-1', 'n'],
  },
  () => 'letters, digits and `_` are expected, a letter first',
)

export const noRule = message(
  'AL2211',
  {
    title: 'no rule of an orbit',
    means: 'The rule of an orbit is neither a name nor a mapping with `use`.',
    why: 'An orbit is that of an optimizer, which is named.',
    example: experiment('predictions: {drift: {orbit: {rule: 3, period: 2, gradient: 1}, formula: sum(step)}}'),
    mend: ['rule: 3', 'rule: sgd'],
  },
  () => 'a rule is a name, or {use: name, ...}',
)

export const oneOfFour = message(
  'AL2212',
  {
    title: 'several running measures in one',
    means: 'A measure in short form has none of `max`, `min`, `mean`, `sum`, or several.',
    why: 'A measure is one number at each step.',
    example: experiment('measures: {far: {max: norm(x), min: norm(x)}}'),
    mend: [', min: norm(x)', ''],
  },
  () => 'one of max, min, mean and sum is expected',
)

export const noMeasure = message(
  'AL2213',
  {
    title: 'no measure',
    means: 'A measure is neither a formula, nor the use of a page, nor one of the short forms.',
    why: 'A measure is one number at each step.',
    example: experiment('measures: {far: [norm(x)]}'),
    mend: ['[norm(x)]', 'norm(x)'],
  },
  () => 'a measure is a formula, {use: name, ...}, or {max | min | mean | sum: formula}',
)

export const noShare = message(
  'AL2214',
  {
    title: 'no share of cells',
    means: 'The `agreement` of a claim on a region is no part of 1.',
    why: 'It says which share of the cells has to be as predicted.',
    example: experiment(`optimizers: {use: sgd, lr: [0.1, 1]}
claims:
  - {id: c, judge: region, measure: far, x: lr, inside: lr < 1, outcome: value < 1, agreement: 95}`),
    mend: ['95', '0.95'],
  },
  () => 'a share of cells, above 0 and at most 1, is expected',
)

export const noInterval = message(
  'AL2215',
  {
    title: 'a range without an end',
    means: 'A condition under `where` is a mapping without `from`, `to`, `above` and `below`.',
    why: 'It would hold for every point of the grid.',
    example: experiment(`claims:
  - {id: c, judge: limit, measure: far, predict: 0, within: 9, where: {lr: {}}}`),
    mend: ['{}', '{above: 0}'],
  },
  () => 'one of from, to, above and below is expected',
)

export const noCondition = message(
  'AL2216',
  {
    title: 'no condition on a setting',
    means: 'A value under `where` is neither a number, nor a list of numbers, nor a range.',
    why: 'It chooses points of the grid, whose settings are numbers.',
    example: experiment(`claims:
  - {id: c, judge: limit, measure: far, predict: 0, within: 9, where: {lr: small}}`),
    mend: ['small', '{above: 0}'],
  },
  () => 'a number, a list of numbers, or a range such as {from: 0.1, below: 1} is expected',
)

export const noFinite = message(
  'AL2217',
  {
    title: 'no finite number',
    means: 'An end of an axis is no number.',
    why: 'An axis has two ends that can be drawn.',
    example: experiment('plots: [{kind: trajectory, measure: far, y-domain: [0, b]}]'),
    mend: ['[0, b]', '[0, 1]'],
  },
  () => 'a finite number is expected',
)

export const noEnds = message(
  'AL2218',
  {
    title: 'no ends of an axis',
    means: 'The domain of an axis is no list of two numbers.',
    why: 'An axis goes from one number to another.',
    example: experiment('plots: [{kind: trajectory, measure: far, y-domain: 1}]'),
    mend: ['y-domain: 1', 'y-domain: [0, 1]'],
  },
  () => 'the two ends of an axis are expected, such as [0, 1]',
)

export const noTarget = message(
  'AL2219',
  {
    title: 'no target',
    means: 'The targets of a comparison are neither a number nor a list of numbers.',
    why: 'A chart of this kind shows when a measure has come down to a number.',
    example: experiment('plots: [{kind: comparison, measure: far, targets: small}]'),
    mend: ['small', '0.1'],
  },
  () => 'a target is a number, or a list of numbers',
)

export const stepCount = message(
  'AL2220',
  {
    title: 'no number of steps',
    means: 'A number of steps is no whole number from 1 to 1e10.',
    why: 'A run has a first step and a last.',
    example: experiment('steps: 0'),
    mend: ['steps: 0', 'steps: 10'],
  },
  (said: 'at most 1e10 steps' | 'a whole number of steps is expected' | 'at least 1 step is needed') => said,
)

export const noSeed = message(
  'AL2221',
  {
    title: 'no seed',
    means: 'A seed is no whole number from 0 to 4294967295.',
    why: 'Random numbers are a function of it and of the step; it has 32 bits.',
    example: experiment('seeds: [-1]'),
    mend: ['[-1]', '[1]'],
  },
  () => 'a seed is a whole number from 0 to 4294967295',
)

export const noCount = message(
  'AL2222',
  {
    title: 'no number of seeds, or of recorded steps',
    means: 'A count is no whole number from 1 to the most there may be.',
    why: 'It says how many runs there are, or how many numbers each of them records.',
    example: experiment('seeds: 0'),
    mend: ['seeds: 0', 'seeds: 1'],
  },
  (what: string, most: number) => `${what}: a whole number from 1 to ${most} is expected`,
)

export const noSeeds = message(
  'AL2223',
  {
    title: 'neither a number of seeds nor a list',
    means: '`seeds` is neither a number, a list of numbers, nor `auto`.',
    why: 'It says how many runs differ in nothing but their random numbers, or which.',
    example: experiment('seeds: many'),
    mend: ['many', '8'],
  },
  () => 'a number of seeds, a list of seeds, or auto is expected',
)

export const partNeeded = message(
  'AL2224',
  {
    title: 'no problem, or no optimizer',
    means: 'A page has an empty `problem` or empty `optimizers`.',
    why: 'Without them nothing can be run.',
    example: experiment('problem:'),
    mend: ['problem:', 'problem: saddle'],
  },
  (said: 'a problem is needed' | 'at least one optimizer is needed') => said,
)

export const noValueRange = message(
  'AL2225',
  {
    title: 'no range of what a measure can be',
    means: 'The `range` of a claim is no list of two numbers.',
    why: 'It says between which values the measure lies, whatever happens: with that a mean can be bounded for certain.',
    example: experiment('claims: [{id: c, judge: bound, measure: far, bound: 9, range: 1}]'),
    mend: ['range: 1', 'range: [0, 9]'],
  },
  () => 'the least and the greatest value that the measure can have are expected: [0, 1]',
)

export const noTail = message(
  'AL2226',
  {
    title: 'a tail that cannot be stated',
    means: 'The `tail` of a claim is not `exponential`.',
    why: 'Of other tails no limit of a mean follows that a judge could use.',
    example: experiment('claims: [{id: c, judge: bound, measure: far, bound: 9, tail: heavy}]'),
    mend: ['heavy', 'exponential'],
  },
  () => 'exponential is the only tail that can be stated',
)

export const noHypothesis = message(
  'AL2227',
  {
    title: 'no hypothesis',
    means: 'A hypothesis of a claim is neither a formula nor a mapping with `always` or `share`.',
    why: 'It is asked of each point of the grid, or of the runs at it: nothing else can be true or false there.',
    example: experiment('claims: [{id: c, judge: limit, measure: far, predict: 0, within: 9, hypotheses: [true]}]'),
    mend: ['[true]', '[lr > 0]'],
  },
  () => 'a hypothesis is a formula, {always: formula}, or {share: formula, at-least: 0.99}',
)
