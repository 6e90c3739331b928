import { count } from '../budget/limits.ts'
import { enumerated, quote } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { experiment, rule } from './example.ts'
import { message } from './message.ts'

/** AL40..: problems, optimizers, measures, and their settings. */

export const unknownPart = message(
  'AL4001',
  {
    title: 'an unknown name',
    means:
      'A page names an optimizer, a problem, a noise, a measure or a setting that does not exist, or not in this page.',
    why: 'What is not there cannot be run, drawn or judged.',
    example: experiment('optimizers: amd'),
    mend: ['amd', 'adam'],
  },
  (what: string, name: string, known: readonly string[]) => ({
    message: `unknown ${what} ${quote(name)}`,
    hint: suggest(name, known) ?? `known: ${enumerated(known)}`,
  }),
)

export const unknownDialect = message(
  'AL4002',
  {
    title: 'an unknown dialect',
    means: 'A page names a dialect that the optimizer does not have.',
    why: 'Dialects of a rule differ in what they compute.',
    example: experiment('optimizers: adam@optx'),
    mend: ['adam@optx', 'adam@optax'],
  },
  (name: string, dialect: string, all: readonly string[], proper: readonly string[]) => ({
    message: `${quote(name)} has no dialect ${quote(dialect)}`,
    hint: suggest(dialect, all) ?? (proper.length > 0 ? `it has ${enumerated(proper)}` : 'it has none'),
  }),
)

export const unknownSetting = message(
  'AL4003',
  {
    title: 'an unknown setting',
    means: 'An entry has a setting that its page has not.',
    why: 'A misspelt setting that is passed over leaves a default in force, and results that look right.',
    example: experiment('optimizers: {use: adam, betta1: 0.5}'),
    mend: ['betta1', 'beta1'],
  },
  (what: string, name: string, hint?: string) => ({ message: `${what} has no ${quote(name)}`, hint }),
)

export const settingNeeded = message(
  'AL4004',
  {
    title: 'a setting is needed',
    means: 'A measure is used without a setting that has no default.',
    why: 'What it measures is not said.',
    example: experiment('measures: {gap: {use: running-max}}'),
    mend: ['{use: running-max}', '{use: running-max, of: norm(x)}'],
  },
  (use: string, key: string, example?: string | null) => ({
    message: `measure ${quote(use)} needs ${quote(key)}`,
    hint: example,
  }),
)

export const oddAverage = message(
  'AL4005',
  {
    title: 'no average',
    means: 'An average is neither a name nor a mapping with `use`.',
    why: 'An average of the iterates is named, with its settings.',
    example: experiment('average: 0.99'),
    mend: ['0.99', '{use: model-ema, decay: 0.99}'],
  },
  () => ({
    message: 'an average is a name, or {use: name, ...}',
    hint: yamlEntry('average', { use: 'model-ema', decay: 0.99 }),
  }),
)

export const matrixGiven = message(
  'AL4006',
  {
    title: 'a list of lists as a setting',
    means: 'A setting has a list whose entries are lists.',
    why: 'A list is a grid, and its entries are values; a matrix is a formula of one list.',
    example: experiment('optimizers: {use: sgd, lr: [[0.1, 0.2]]}'),
    mend: ['[[0.1, 0.2]]', '[0.1, 0.2]'],
  },
  (hint?: string) => ({ message: 'a list of lists is no setting', hint }),
)

export const rangeEnds = message(
  'AL4007',
  {
    title: 'ends that a scale does not have',
    means: 'A range on a logarithmic scale has an end at or below 0, or one on `log1m` an end at or above 1.',
    why: 'There is no logarithm of it.',
    example: experiment('optimizers: {use: sgd, lr: {from: 0, to: 1, count: 5, scale: log}}'),
    mend: ['from: 0,', 'from: 0.01,'],
  },
  (scale: string) => `a ${scale} range needs ends ${scale === 'log' ? 'above 0' : 'below 1'}`,
)

export const fewNumbers = message(
  'AL4008',
  {
    title: 'a range with the same number twice',
    means: 'A range asks for more numbers than there are between its ends.',
    why: 'Runs that differ in nothing are no points of a grid.',
    example: experiment('optimizers: {use: sgd, lr: {from: 1, to: 1, count: 5}}'),
    mend: ['to: 1,', 'to: 2,'],
  },
  (from: number, to: number, needed: number) => `between ${from} and ${to} there are no ${needed} different numbers`,
)

export const valueTwice = message(
  'AL4009',
  {
    title: 'a value that is in a grid twice',
    means: 'Two values of a grid are the same at all of its points and at every step, however they are written.',
    why: 'Runs that differ in nothing are no replicates: they would only seem to make an interval smaller.',
    example: experiment('optimizers: {use: sgd, lr: [0.1, 1/10]}'),
    mend: ['1/10', '1/100'],
  },
  (text: string, other: string) => ({
    message: other === text ? `${quote(text)} is there twice` : `${quote(text)} is the same as ${quote(other)}`,
    hint: 'runs that differ in nothing are no replicates; for those there are `seeds`',
  }),
)

export const labelTwice = message(
  'AL4010',
  {
    title: 'two entries with one label',
    means: 'Two optimizers, or two problems, have the same label.',
    why: 'Claims, tables and legends refer to entries by their labels.',
    example: experiment('optimizers: [{use: sgd, label: a}, {use: adam, label: a}]'),
    mend: ['{use: adam, label: a}', '{use: adam, label: b}'],
  },
  (label: string) => `there is another entry labelled ${quote(label)}`,
)

export const requirement = message(
  'AL4011',
  {
    title: 'settings that a page excludes',
    means: 'The settings of an entry do not fulfil a condition that its page states under `require`.',
    why: 'Outside of it the rule, the law or the problem is not defined, or not what its source says.',
    example: experiment('problem: {use: saddle, noise: {use: student-t, nu: -1}}'),
    mend: ['nu: -1', 'nu: 3'],
  },
  (says: string, values: readonly string[]) => `${says}${values.length > 0 ? `, here ${values.join(', ')}` : ''}`,
)

export const needlessName = message(
  'AL4012',
  {
    title: 'a condition on something else than settings',
    means: 'A condition under `require` uses a name that is no hyperparameter of its page.',
    why: 'Nothing else has a value before the run.',
    example: experiment('optimizers: {name: mine, hyper: {lr: 0.1}, require: [l > 0], step: x = x - lr * g}'),
    mend: ['[l > 0]', '[lr > 0]'],
  },
  (name: string, known: Iterable<string>) => ({
    message: `${quote(name)} is no hyperparameter of the page`,
    hint: suggest(name, known) ?? 'a condition is about hyperparameters, `d` and `T`',
  }),
)

export const oddIdentifier = message(
  'AL4013',
  {
    title: 'a name that no formula could use',
    means: 'A hyperparameter, a state, a draw or a prediction is called something that is no name of formulas.',
    why: 'In a formula `a-b` is a difference.',
    example: experiment('optimizers: {name: mine, hyper: {step-size: 0.1}, step: x = x - 0.1 * g}'),
    mend: ['step-size', 'lr'],
  },
  (name: string, what: string) => ({
    message: `${quote(name)} cannot be the name of a ${what}`,
    hint: 'use letters, digits and `_`, a letter first',
  }),
)

export const meaningOfItsOwn = message(
  'AL4014',
  {
    title: 'a name that has a meaning of its own',
    means: 'A hyperparameter, a state, a draw or a prediction is called as a function, a constant or an input is.',
    why: 'It would hide what the name means in every formula.',
    example: experiment('optimizers: {name: mine, hyper: {g: 0.1}, step: x = x - 0.1 * g}'),
    mend: ['{g: 0.1}', '{lr: 0.1}'],
  },
  (name: string, what: string) => `${quote(name)} has a meaning of its own and cannot be the name of a ${what}`,
)

export const keyOfEntries = message(
  'AL4015',
  {
    title: 'a hyperparameter that could not be set',
    means: 'A hyperparameter is called as a key of entries is, such as `label`.',
    why: 'An entry that uses the page could not set it.',
    example: experiment('optimizers: {name: mine, hyper: {label: 0.1}, step: x = x - label * g}'),
    mend: ['label', 'lr'],
  },
  (name: string, what: string) => `${quote(name)} is a key of entries and cannot be the name of a ${what}`,
)

export const nameTwice = message(
  'AL4016',
  {
    title: 'a name that means two things',
    means: 'Two parts of a page, such as a hyperparameter and a state, have the same name.',
    why: 'All parts of a page share one scope.',
    example: rule('x = x - lr * g', 'state: {lr: 0}'),
    mend: ['{lr: 0}', '{m: 0}'],
  },
  (name: string, before: string) => ({
    message: `${quote(name)} is a ${before} already`,
    hint: 'each name has one meaning in a page',
  }),
)

export const lawNeeded = message(
  'AL4017',
  {
    title: 'a draw without a law',
    means: 'A draw says how often a number is drawn, and not by which law.',
    why: 'No law is taken for granted.',
    example: rule('x = x - lr * g * u', 'draw: {u: {per: step}}'),
    mend: ['{per: step}', '{use: gaussian, per: step}'],
  },
  (name: string, per: string) => ({
    message: 'this draw has no law',
    hint: withYaml('of a law such as gaussian or uniform', yamlEntry(name, { use: 'gaussian', per })),
  }),
)

export const objectiveNeeded = message(
  'AL4018',
  {
    title: 'a problem without an objective',
    means: 'A problem that is written in the page has neither an objective nor a loss.',
    why: 'There is nothing whose gradient an optimizer could be given.',
    example: experiment('problem: {name: mine, d: 2}'),
    mend: ['d: 2', 'd: 2, objective: 0.5 * sum(x^2)'],
  },
  () => ({
    message: 'a problem needs an objective or a loss',
    hint: yamlEntry('objective', '0.5 * sum(x^2)'),
  }),
)

export const oddDimension = message(
  'AL4019',
  {
    title: 'a dimension that is none',
    means: 'The number of coordinates of a problem is no whole number from 1 to the most there may be.',
    why: 'It decides how long vectors are, before anything runs.',
    example: experiment('problem: {use: saddle, d: 0}'),
    mend: ['d: 0', 'd: 2'],
  },
  (most: number) => `the dimension d must be a whole number from 1 to ${count(most)}`,
)

export const stageCount = message(
  'AL4020',
  {
    title: 'a number of stages that is none',
    means: 'The number of stages of a state is no whole number from 1 to the most there may be.',
    why: 'Each stage is a state of its own.',
    example: rule('m[1] = g\nx = x - lr * m[1]', 'state: {"m[0.5]": 0}'),
    mend: ['m[0.5]', 'm[2]'],
  },
  (most: number) => `the number of stages must be a whole number from 1 to ${most}`,
)

export const lateLaw = message(
  'AL4021',
  {
    title: 'data whose law changes',
    means: 'The law of the data of a problem depends on something that is not known before the run.',
    why: 'Data are drawn once, before the run, and are the same for all optimizers.',
    example: experiment(`problem:
  name: mine
  hyper: {s: 1}
  data: {A: {law: {use: gaussian, sigma: "1 / t"}, rows: 2}}
  objective: sum(A[1] * x^2)`),
    mend: ['"1 / t"', '1'],
  },
  (name: string) => `the law of ${quote(name)} has to be known before the run`,
)

export const dataCount = message(
  'AL4022',
  {
    title: 'a number of rows or columns that is none',
    means:
      'The number of rows or columns of the data of a problem is no whole number from 1 to the most there may be, or changes in the run.',
    why: 'Data are drawn once, before the run.',
    example: experiment(`problem:
  name: mine
  data: {A: {law: gaussian, rows: 0}}
  objective: sum(A[1] * x^2)`),
    mend: ['rows: 0', 'rows: 1'],
  },
  (what: string, most: number) => `${what} has to be a whole number from 1 to ${most}, known before the run`,
)
