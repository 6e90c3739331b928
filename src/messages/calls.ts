import { count, LIMITS } from '../budget/limits.ts'
import { quote } from '../text/clip.ts'
import { experiment, formula, rule } from './example.ts'
import { message } from './message.ts'

/** AL34..: calls of functions and predictions. */

export const unknownFunction = message(
  'AL3401',
  {
    title: 'an unknown function',
    means: 'A formula calls a function that does not exist here.',
    why: 'The language has the functions that are compiled, differentiated and proved about.',
    example: formula('sqtr(norm(x))'),
    mend: ['sqtr', 'sqrt'],
  },
  (name: string, hint?: string) => ({ message: `unknown function ${quote(name)}`, hint }),
)

export const productAsCall = message(
  'AL3402',
  {
    title: 'a product that reads as a call',
    means: 'A name that is no function stands before a parenthesis.',
    why: '`a(1 - b)` is a call in all languages, so a product has its sign.',
    example: formula('t(1 - norm(x))'),
    mend: ['t(', 't * ('],
  },
  (name: string, product: string) =>
    `${quote(name)} is not a function; multiplication has to be written \`${product}\``,
)

export const argumentCount = message(
  'AL3403',
  {
    title: 'the wrong number of arguments',
    means: 'A call has more or fewer arguments than the function takes.',
    why: 'One is forgotten, or another function is meant.',
    example: formula('clamp(norm(x), 0)'),
    mend: ['x), 0)', 'x), 0, 1)'],
  },
  (fn: string, wanted: string, found: number) => ({
    message: `${quote(fn)} takes ${wanted} argument${/^(at least )?1$/.test(wanted) ? '' : 's'}, here are ${found}`,
    hint: fn === 'norm' ? '`norm1(a)` and `norminf(a)` are the other norms' : undefined,
  }),
)

export const pastOfValue = message(
  'AL3404',
  {
    title: 'the past of something that is no name',
    means: 'The first argument of `past` is no name.',
    why: 'Only what has a name is kept from step to step.',
    example: rule('x = x - lr * past(2 * g, 1)'),
    mend: ['past(2 * g, 1)', '2 * past(g, 1)'],
  },
  () => ({ message: 'the first argument of `past` is a name', hint: 'write `past(g, n)`' }),
)

export const pastElsewhere = message(
  'AL3405',
  {
    title: '`past` where nothing has a past',
    means: 'A formula outside of a rule calls `past`.',
    why: 'Only a rule keeps values from step to step.',
    example: experiment('optimizers: {use: sgd, lr: "0.1 * past(t, 1)"}'),
    mend: ['past(t, 1)', 'max(t - 1, 1)'],
  },
  () => ({ message: '`past` is not available here', hint: 'only the statements of a recurrence have a past' }),
)

export const noPast = message(
  'AL3406',
  {
    title: 'a name that has no past',
    means: 'A rule asks for an earlier value of something that is not kept.',
    why: 'Earlier gradients are kept; an earlier value of a state is a state of its own.',
    example: rule('x = x - lr * (g + past(x, 1))'),
    mend: ['past(x, 1)', 'past(g, 1)'],
  },
  (name: string) => ({ message: `${quote(name)} has no past here`, hint: 'write `past(g, n)`' }),
)

export const indexTaken = message(
  'AL3407',
  {
    title: 'a word that cannot be an index',
    means: 'A sum over an index calls its index as a function or a constant is called.',
    why: 'In the terms of the sum it would mean two things.',
    example: formula('sum(pi = 1:2, 3)'),
    mend: ['pi =', 'j ='],
  },
  (name: string) => `${quote(name)} cannot be an index`,
)

export const oddSeries = message(
  'AL3408',
  {
    title: 'a sum over an index that cannot be read',
    means: 'A sum, product, mean, minimum or maximum over an index has something else than a range and a formula.',
    why: 'It is written out before the run: a first term, a last one, and what each is.',
    example: formula('sum(j = 1:3)'),
    mend: ['1:3', '1:3, j'],
  },
  (fn: string) => ({
    message: `\`${fn}\` over an index takes a range and a formula`,
    hint: `write \`${fn}(j = 1:n, formula)\``,
  }),
)

export const notCallable = message(
  'AL3409',
  {
    title: 'a function that cannot be called here',
    means: 'A formula calls a function that exists elsewhere, such as `objective` where no problem is asked.',
    why: 'What it depends on is not there.',
    example: experiment('optimizers: {use: sgd, lr: objective(1)}'),
    mend: ['objective(1)', '0.1'],
  },
  (fn: string) => `${quote(fn)} cannot be called here`,
)

export const argumentRange = message(
  'AL3410',
  {
    title: 'an argument outside of its range',
    means: 'A call of a prediction has an argument for which the prediction says nothing.',
    why: 'A theorem with other hypotheses is another theorem.',
    example: experiment(`measures: {gap: norm(x)}
claims:
  - {id: bounded, judge: bound, measure: gap, bound: 'drift_adam(10, 10, 0.9, 2)'}`),
    mend: ['0.9, 2)', '0.9, 0.99)'],
  },
  (fn: string, parameter: string, range: string, found: number) =>
    `${quote(fn)} takes ${parameter} in ${range}, here is ${found}`,
)

export const argumentsTooLate = message(
  'AL3411',
  {
    title: 'arguments that are not known before the run',
    means: 'A prediction that is computed by code is called with something that changes in the run.',
    why: 'Such a prediction is evaluated once, before the run.',
    example: experiment('optimizers: {use: sgd, lr: "drift_adam(10, 10, 0.9, 1 - 0.5/t)"}'),
    mend: ['1 - 0.5/t', '0.98'],
  },
  (fn: string) => ({
    message: `the arguments of ${quote(fn)} have to be known before the run`,
    hint: 'they may use numbers, hyperparameters and facts, not the step, a state or a vector',
  }),
)

export const costlyCall = message(
  'AL3412',
  {
    title: 'a prediction that costs too much',
    means: 'A prediction would take more operations than one call may.',
    why: 'What a page costs is limited, and counted before it is done.',
    example: experiment(`claims:
  - {id: critical, judge: limit, measure: far, predict: "critical_beta2_adam(1e5, 1e5, 0.9)", within: 1}`),
    mend: ['1e5, 1e5', '10, 10'],
  },
  (call: string, cost: number) => ({
    message: `\`${call}\` takes at least ${count(cost)} operations, at most ${count(LIMITS.prediction)}`,
    hint: 'smaller arguments',
  }),
)
