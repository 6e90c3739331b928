import { enumerated, quote } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { experiment } from './example.ts'
import { message } from './message.ts'

/** AL42..: predictions of a page. */

const orbit = (of: string, more = '') =>
  experiment(`predictions:
  drift_mine:
    parameters: {beta2: {above: 0, below: 1}}
    orbit: ${of}
    formula: sum(step)${more}`)

export const twoEnds = message(
  'AL4201',
  {
    title: 'a range with two ends on one side',
    means: 'The range of a parameter has both `from` and `above`, or both `to` and `below`.',
    why: 'Whether the end is in the range is not said.',
    example: experiment('predictions: {twice: {parameters: {a: {from: 0, above: 0}}, formula: 2 * a}}'),
    mend: ['from: 0, ', ''],
  },
  (name: string, side: 'lower' | 'upper') => ({
    message: `${quote(name)} has two ${side} ends`,
    hint: side === 'lower' ? '`from` is in the range, `above` is not' : '`to` is in the range, `below` is not',
  }),
)

export const emptyRange = message(
  'AL4202',
  {
    title: 'a range without numbers',
    means: 'The range of a parameter ends before it begins.',
    why: 'The prediction could never be called.',
    example: experiment('predictions: {twice: {parameters: {a: {from: 1, to: 0}}, formula: 2 * a}}'),
    mend: ['to: 0', 'to: 2'],
  },
  (range: string) => `no number is in ${range}`,
)

export const defaultOutside = message(
  'AL4203',
  {
    title: 'a default outside of its range',
    means: 'The default of a parameter is not in the range of the parameter.',
    why: 'A call without it would have no value.',
    example: experiment('predictions: {twice: {parameters: {a: {from: 1, default: 0}}, formula: 2 * a}}'),
    mend: ['default: 0', 'default: 1'],
  },
  (value: number, range: string) => `the default ${value} is not in ${range}`,
)

export const defaultsLast = message(
  'AL4204',
  {
    title: 'a parameter without a default behind one with it',
    means: 'A parameter has no default, and one before it has.',
    why: 'Arguments are given in order: the default could never be left out.',
    example: experiment('predictions: {both: {parameters: {a: {default: 1}, b: {}}, formula: a + b}}'),
    mend: ['b: {}', 'b: {default: 1}'],
  },
  () => 'after a default all have one',
)

export const noParameter = message(
  'AL4205',
  {
    title: 'a name that is no parameter',
    means: 'The formula of a prediction uses a name that is not among its parameters.',
    why: 'A prediction sees nothing but its arguments.',
    example: experiment('predictions: {twice: {parameters: {a: {}}, formula: 2 * b}}'),
    mend: ['2 * b', '2 * a'],
  },
  (name: string, known: readonly string[]) => ({
    message: `${quote(name)} is no parameter of the prediction`,
    hint: suggest(name, known) ?? `it knows ${enumerated(known) || 'no names'}`,
  }),
)

export const twoWays = message(
  'AL4206',
  {
    title: 'a prediction that is told in two ways',
    means:
      'A prediction has two of `orbit`, `threshold`, `least` and `code`, or a formula beside one that says it all.',
    why: 'Which of the two is its value is not said.',
    example: experiment(`predictions:
  half:
    least: {name: n, from: 1, to: 9, where: n > 4}
    formula: 1`),
    mend: ['\n    formula: 1', ''],
  },
  (way: string, second: string) =>
    second === 'formula'
      ? `\`${way}\` says it all: a formula has no place here`
      : `a prediction has either \`${way}\` or \`${second}\``,
)

export const formulaNeeded = message(
  'AL4207',
  {
    title: 'a prediction without a formula',
    means: 'A prediction says nowhere what its value is.',
    why: 'There is no value that could be taken for granted.',
    example: experiment('predictions: {twice: {parameters: {a: {}}}}'),
    mend: ['{a: {}}', '{a: {}}, formula: 2 * a'],
  },
  (ofOrbit: boolean) => ({
    message: 'a prediction needs a formula',
    hint: yamlEntry('formula', ofOrbit ? 'sum(step)' : 'beta1 / sqrt(beta2)'),
  }),
)

export const callsInCircle = message(
  'AL4208',
  {
    title: 'predictions that are defined by themselves',
    means: 'A prediction calls itself, or one that it calls does.',
    why: 'There is no value to begin with.',
    example: experiment('predictions: {a: {formula: b()}, b: {formula: a()}}'),
    mend: ['b: {formula: a()}', 'b: {formula: 1}'],
  },
  (names: readonly string[]) =>
    `${quote(names[0] ?? '')} is defined by itself${names.length > 2 ? ` (${names.join(', ')})` : ''}`,
)

export const builtInName = message(
  'AL4209',
  {
    title: 'a prediction with the name of a built-in one',
    means: 'A prediction of the page is called as one of the catalog is.',
    why: 'A claim would mean another prediction than its reader thinks.',
    example: experiment('predictions: {drift_adam: {formula: 1}}'),
    mend: ['{drift_adam:', '{drift_mine:'],
  },
  (name: string) => ({
    message: `there is a built-in prediction ${quote(name)}`,
    hint: `adam-lab show ${name} prints it; choose another name`,
  }),
)

export const gridInOrbit = message(
  'AL4210',
  {
    title: 'the orbit of a rule with a grid',
    means: 'An orbit is that of a rule of the page, which has several values of a setting.',
    why: 'An orbit is that of one rule.',
    example: experiment(`optimizers: {name: mine, hyper: {lr: [0.1, 1]}, step: x = x - lr * g}
predictions:
  drift_mine:
    orbit: {rule: mine, period: 2, gradient: "i == 1 ? 2 : -1"}
    formula: sum(step)`),
    mend: ['rule: mine', 'rule: {use: mine, lr: 1}'],
  },
  (name: string, use: string) => ({
    message: `${quote(name)} is a grid in ${quote(use)}`,
    hint: withYaml('say which of its values, a number or a formula', yamlEntry('rule', { use, [name]: name })),
  }),
)

export const settingOfOrbit = message(
  'AL4211',
  {
    title: 'a grid as a setting of an orbit',
    means: 'A setting of the rule of an orbit is a list or a range.',
    why: 'An orbit is that of one rule.',
    example: orbit('{rule: {use: sgd, lr: [0.1, 1]}, period: 2, gradient: "i == 1 ? 2 : -1"}'),
    mend: ['lr: [0.1, 1]', 'lr: 0.1'],
  },
  () => 'a setting of an orbit is one number or formula',
)

export const callExpected = message(
  'AL4212',
  {
    title: 'a threshold of something that is no call',
    means: 'The `of` of a threshold is no call of a prediction.',
    why: 'A threshold is where a prediction changes its sign.',
    example: experiment('predictions: {critical: {threshold: {of: 2 * b, in: b, end: high}}}'),
    mend: ['of: 2 * b,', 'of: "drift_adam(10, 10, 0.9, b)",'],
  },
  () => ({ message: 'a call of a prediction is expected', hint: yamlEntry('of', 'drift_adam(P, P, beta1, beta2)') }),
)

export const noSum = message(
  'AL4213',
  {
    title: 'a threshold of something that is no sum over a period',
    means: 'The prediction whose threshold is asked for is no sum over the steps of an orbit.',
    why: 'Where such a sum changes its sign is found with a proof of its rounding errors; of others it is not.',
    example: experiment('predictions: {critical: {threshold: {of: "expm1(b)", in: b, end: high}}}'),
    mend: ['expm1(b)', 'drift_adam(10, 10, 0.9, b)'],
  },
  (name: string) => ({
    message: `${quote(name)} is no sum over a period`,
    hint: 'its formula has to be sum(...) on an orbit, as that of drift_adam is',
  }),
)

export const noOrbit = message(
  'AL4214',
  {
    title: 'a rule that has no orbit',
    means: 'The steps of a rule on gradients that repeat themselves do not repeat themselves, by the form of the rule.',
    why: 'A rule that draws random numbers, whose step depends on where it is, or which adds up without end, has no orbit.',
    example: orbit('{rule: {use: adamw, wd: 0.1, beta2: beta2}, period: 2, gradient: "i == 1 ? 2 : -1"}'),
    mend: ['wd: 0.1', 'wd: 0'],
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const oddPeriod = message(
  'AL4215',
  {
    title: 'a period that is none',
    means: 'The period of an orbit is no whole number from 1 to a million.',
    why: 'An orbit has as many steps as there are gradients.',
    example: orbit(
      '{rule: sgd, period: 2.5, gradient: "i == 1 ? 2 : -1"}',
      `
claims:
  - {id: drifts, judge: limit, measure: far, predict: drift_mine(0.9), within: 1}`,
    ),
    mend: ['2.5', '2'],
  },
  (period: number, most: string) => `the period is ${period}, a whole number from 1 to ${most} is expected`,
)
