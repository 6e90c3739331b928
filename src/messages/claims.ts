import { enumerated, quote } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { experiment } from './example.ts'
import { message } from './message.ts'

/** AL50..: claims. */

const claim = (own: string, optimizers = 'sgd') => experiment(`optimizers: ${optimizers}\nclaims:\n  - {id: c, ${own}}`)
const limit = (more: string, optimizers?: string) =>
  claim(`judge: limit, measure: far, predict: 0, within: 9${more}`, optimizers)

export const idTwice = message(
  'AL5001',
  {
    title: 'two claims with one id',
    means: 'Two claims of a page have the same id.',
    why: 'Verdicts are looked up by the ids of claims.',
    example: experiment(`claims:
  - {id: c, judge: limit, measure: far, predict: 0, within: 9}
  - {id: c, judge: limit, measure: far, predict: 1, within: 9}`),
    mend: ['{id: c, judge: limit, measure: far, predict: 1', '{id: other, judge: limit, measure: far, predict: 1'],
  },
  (id: string) => `there is another claim ${quote(id)}`,
)

export const severalMeant = message(
  'AL5002',
  {
    title: 'a name that several optimizers have',
    means: 'A claim that two rules are the same names several optimizers as the other rule.',
    why: 'It compares with one.',
    example: claim(
      'judge: identity, optimizer: adam, against: sgd, measure: far, within: 9',
      '[adam, {use: sgd, lr: 0.1}, {use: sgd, lr: 0.2}]',
    ),
    mend: ['{use: sgd, lr: 0.2}', '{use: sgd, lr: 0.2, label: faster}'],
  },
  (name: string, labels: readonly string[]) => ({
    message: `${quote(name)} is ${labels.length} optimizers`,
    hint: `give each a label; here they are ${labels.map((label) => quote(label)).join(', ')}`,
  }),
)

export const offGrid = message(
  'AL5003',
  {
    title: 'a claim about a point that does not run',
    means: 'No point of the grid has the values that a claim asks for under `where`.',
    why: 'It would be a claim about nothing, which nothing refutes.',
    example: limit(', where: {lr: 0.3}', '{use: sgd, lr: [0.1, 0.2]}'),
    mend: ['{lr: 0.3}', '{lr: 0.2}'],
  },
  (condition: string | null, hint?: string) => ({
    message:
      condition === null
        ? 'no point of the grid has all of these values at once'
        : `no point of the grid has ${condition}`,
    hint,
  }),
)

export const noHorizon = message(
  'AL5004',
  {
    title: 'a claim about a horizon that does not run',
    means: 'No run has the horizon that a claim asks for under `where`.',
    why: 'It would be a claim about nothing, which nothing refutes.',
    example: limit(', where: {T: 20}'),
    mend: ['{T: 20}', '{T: 10}'],
  },
  (condition: string, hint: string) => ({ message: `no run has ${condition}`, hint }),
)

export const afterTheEnd = message(
  'AL5005',
  {
    title: 'a claim about steps after the end',
    means: 'The first step that a claim is about comes after the last step of all runs.',
    why: 'It would be a claim about nothing, which nothing refutes.',
    example: claim('judge: bound, measure: far, bound: 9, from: 20'),
    mend: ['from: 20', 'from: 2'],
  },
  (longest: number) => `the run ends before this step, at t = ${longest}`,
)

export const beforeTheStart = message(
  'AL5006',
  {
    title: 'a claim that ends before it begins',
    means: 'The last step that a claim is about comes before the first one.',
    why: 'It would be a claim about nothing, which nothing refutes.',
    example: claim('judge: bound, measure: far, bound: 9, from: 5, to: 2'),
    mend: ['to: 2', 'to: 8'],
  },
  (from: number) => `this is before t = ${from}`,
)

export const againstItself = message(
  'AL5007',
  {
    title: 'an optimizer that is compared with itself',
    means: 'A claim compares an optimizer with the same optimizer.',
    why: 'Whatever it claims of the two is true, or false, without any run.',
    example: claim('judge: order, optimizer: adam, against: adam, measure: far, better: lower', '[adam, sgd]'),
    mend: ['against: adam', 'against: sgd'],
  },
  (same: string, others: readonly string[]) => {
    const [only, ...more] = others
    return {
      message: `${quote(same)} would be compared with itself`,
      hint:
        only === undefined ? null : withYaml('another one', yamlEntry('optimizer', more.length === 0 ? only : others)),
    }
  },
)

export const notOfAll = message(
  'AL5008',
  {
    title: 'a condition on a setting that not all optimizers have',
    means: 'A claim is about several optimizers, and asks under `where` for a setting that one of them has not.',
    why: 'Of that optimizer no point would be judged.',
    example: limit(', where: {beta2: 0.999}', '[adam, sgd]'),
    mend: ['{id: c,', '{id: c, optimizer: adam,'],
  },
  (label: string, name: string, having: readonly string[]) => {
    const [only, ...others] = having
    return {
      message: `${quote(label)} has no setting ${quote(name)}`,
      hint: withYaml(
        `${enumerated(having)} ${others.length === 0 ? 'has' : 'have'} it`,
        yamlEntry('optimizer', others.length === 0 ? only : having),
      ),
    }
  },
)

export const flatAxis = message(
  'AL5009',
  {
    title: 'a map along something that does not vary',
    means: 'An axis of a map, or of a claim on a region, is a setting that has one value.',
    why: 'A map of one point shows, and proves, no boundary.',
    example: claim('judge: region, measure: far, x: lr, inside: lr < 1, outcome: value < 1', '{use: sgd, lr: 0.1}'),
    mend: ['lr: 0.1}', 'lr: [0.05, 0.1]}'],
  },
  (name: string, hint: string) => ({ message: `a map needs several values of ${quote(name)}, here is one`, hint }),
)

export const oneStep = message(
  'AL5010',
  {
    title: 'a claim about one step that is also a range',
    means: 'A claim has `at`, which is one step, and `from` or `to` beside it.',
    why: 'Which steps are meant is said twice, and differently.',
    example: claim('judge: bound, measure: far, bound: 9, at: 5, to: 8'),
    mend: [', to: 8', ''],
  },
  (key: string) => ({ message: `'at' is one step: nothing is left for '${key}'`, hint: `leave '${key}' out` }),
)

export const emptyTolerance = message(
  'AL5011',
  {
    title: 'a tolerance that no run could fail, or meet',
    means: 'A tolerance is infinite or negative, or an advantage infinite.',
    why: 'With such a one the claim says nothing.',
    example: claim('judge: limit, measure: far, predict: 0, within: -1'),
    mend: ['within: -1', 'within: 1'],
  },
  (what: 'an advantage' | 'a tolerance', found: string | null) =>
    found === null
      ? `${what} is finite: with this one the claim says nothing`
      : `${what} is at least 0, this is ${found}`,
)

export const ofMeanOnly = message(
  'AL5012',
  {
    title: 'what is known of a law, where no mean is asked for',
    means: 'A bound on a median, or on every seed, states the range or the tail of the measure.',
    why: 'These decide means; nothing else would look at them.',
    example: claim('judge: bound, measure: far, bound: 9, statistic: median, range: [0, 9]'),
    mend: [', range: [0, 9]', ''],
  },
  (key: 'range' | 'tail', statistic: string) => ({
    message: `'${key}' is of a mean, and this bound is on ${statistic === 'every' ? 'every seed' : `the ${statistic}`}`,
    hint: `leave '${key}' out`,
  }),
)
