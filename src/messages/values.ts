import { quote } from '../text/clip.ts'
import { plural } from '../text/plural.ts'
import { suggest } from '../text/suggest.ts'
import { yamlEntry } from '../text/yaml-entry.ts'
import { experiment, formula, rule } from './example.ts'
import { message } from './message.ts'

/** AL33..: names of formulas, and values of the wrong kind. */

export const unknownName = message(
  'AL3301',
  {
    title: 'an unknown name',
    means: 'A formula uses a name that has no value where the formula stands.',
    why: 'A misspelt name has no value that could be taken for granted.',
    example: experiment('optimizers: {use: sgd, lr: 0.1 / sqrt(n)}'),
    mend: ['sqrt(n)', 'sqrt(t)'],
  },
  (
    name: string,
    known: Iterable<string>,
    otherwise?: { readonly sure?: string | undefined; readonly hint?: string | undefined },
  ) => ({
    message: `unknown name ${quote(name)}`,
    hint: otherwise?.sure ?? suggest(name, known) ?? otherwise?.hint,
  }),
)

export const functionUncalled = message(
  'AL3302',
  {
    title: 'a function without arguments',
    means: 'The name of a function stands where a value belongs.',
    why: 'Functions are called, and are no values themselves.',
    example: formula('2 * norm'),
    mend: ['norm', 'norm(x)'],
  },
  (name: string) => ({ message: `${quote(name)} is a function`, hint: `write \`${name}(...)\`` }),
)

export const unavailable = message(
  'AL3303',
  {
    title: 'a name that is not available here',
    means: 'A formula uses a name that has a value elsewhere, and none where the formula stands.',
    why: 'What is not there yet, or only for some problems, cannot be used.',
    example: experiment('problem: {name: online, loss: sum(x^2)}\nmeasures:\n  value: objective'),
    mend: ['loss: sum', 'objective: sum'],
  },
  (name: string, reason: string) => ({ message: `${quote(name)} is not available here`, hint: reason }),
)

export const severalStages = message(
  'AL3304',
  {
    title: 'a state with stages, without its index',
    means: 'A formula or a statement names a state that has several stages, and no stage of it.',
    why: 'Which of its values is meant is not said.',
    example: rule('m[1] = g\nx = x - lr * m', 'state: {"m[2]": 0}'),
    mend: ['lr * m', 'lr * m[1]'],
  },
  (name: string, count: number, use: 'choose' | 'assign') => ({
    message: `${quote(name)} has ${count} stages`,
    hint: use === 'choose' ? `choose one: \`${name}[1]\`` : `assign one: \`${name}[1] = ...\``,
  }),
)

export const scalarIndexed = message(
  'AL3305',
  {
    title: 'a coordinate of a scalar',
    means: 'A formula has an index behind a name whose value is one number.',
    why: 'Only vectors have coordinates. Of a grid a run has one value, and no list.',
    example: experiment('optimizers: {use: sgd, lr: "0.1 * t[1]"}'),
    mend: ['t[1]', 't'],
  },
  (name: string) => ({
    message: `${quote(name)} is a scalar: it has no coordinates`,
    hint: 'leave out the index; a list of values is a grid, and a run has one of them',
  }),
)

export const vectorGiven = message(
  'AL3306',
  {
    title: 'a vector where a number is needed',
    means: 'A formula gives a number for each coordinate where one number is needed, as a measure is.',
    why: 'Which number is meant, a norm, a sum or one coordinate, is not said.',
    example: formula('x'),
    mend: ['value: x', 'value: norm(x)'],
  },
  () => ({ message: 'a scalar is needed here, this is a vector', hint: 'reduce it with sum, norm, or x[1]' }),
)

export const scalarGiven = message(
  'AL3307',
  {
    title: 'a scalar that is reduced',
    means: 'A function that makes a number of a vector is given a number.',
    why: 'A sum over the coordinates of something that has none is most likely a slip.',
    example: formula('sum(norm(x))'),
    mend: ['sum(norm(x))', 'norm(x)'],
  },
  (fn: string) => ({ message: 'this is already a scalar', hint: `${quote(fn)} reduces a vector to a scalar` }),
)

export const knownTooLate = message(
  'AL3308',
  {
    title: 'a number that is not known before the run',
    means: 'An index, a length or a bound depends on something that changes in the run.',
    why: 'It decides what is computed: the program is made before it runs.',
    example: formula('sum(j = 1:t, j)'),
    mend: ['1:t', '1:3'],
  },
  (what: string) => ({
    message: `${what} has to be known before the run`,
    hint: 'it may use numbers, the loop variable of a `repeat`, `d` and hyperparameters',
  }),
)

export const listKnownTooLate = message(
  'AL3309',
  {
    title: 'a list with numbers that are not known before the run',
    means: 'An entry of a list in a formula changes in the run.',
    why: 'A list is a constant of the program, which is made before it runs.',
    example: formula('sum(x * [1, t])'),
    mend: ['[1, t]', '[1, 2]'],
  },
  () => 'the numbers of a list have to be known before the run',
)

export const notWhole = message(
  'AL3310',
  {
    title: 'a number that is not whole',
    means: 'An index, a length or a bound is no whole number.',
    why: 'There is no coordinate between two coordinates, and rounding would choose one unasked.',
    example: formula('x[1.5]'),
    mend: ['1.5', '1'],
  },
  (what: string, value: number) => `${what} has to be a whole number, this is ${value}`,
)

export const outOfReach = message(
  'AL3311',
  {
    title: 'a number beyond its range',
    means: 'An index, a length or a bound is below the least or above the largest that is possible.',
    why: 'There is nothing there. Coordinates and stages are counted from 1.',
    example: formula('x[0]'),
    mend: ['x[0]', 'x[1]'],
  },
  (what: string, low: number, high: number, value: number) =>
    `${what} has to lie in ${low} ... ${high}, this is ${value}`,
)

export const listLength = message(
  'AL3312',
  {
    title: 'a list of the wrong length',
    means: 'A list has more or fewer numbers than the problem has coordinates.',
    why: 'A vector has one number for each coordinate.',
    example: formula('sum(x * [1, 2, 3])'),
    mend: ['[1, 2, 3]', '[1, 2]'],
  },
  (d: number, found: number) => ({
    message: `a list has one number a coordinate: ${d} ${d === 1 ? 'is' : 'are'} needed, here ${found === 1 ? 'is 1' : `are ${found}`}`,
    hint: `the problem has d = ${d}: write ${plural(d, 'number')}, or ${yamlEntry('d', found)}`,
  }),
)

export const emptyMean = message(
  'AL3313',
  {
    title: 'a mean without terms',
    means: 'A mean goes over a range that ends before it begins.',
    why: 'A mean of nothing has no value; a sum of nothing is 0, and a product 1.',
    example: formula('mean(j = 2:1, j)'),
    mend: ['2:1', '1:2'],
  },
  () => 'this mean has no terms',
)

export const definedByItself = message(
  'AL3314',
  {
    title: 'something that is defined by itself',
    means: 'The formula of a name needs the value of that name.',
    why: 'There is no first value to begin with.',
    example: experiment('problem: {name: mine, hyper: {a: b, b: a}, objective: a * sum(x^2)}'),
    mend: ['b: a}', 'b: 1}'],
  },
  (name: string) => `${quote(name)} is defined by itself`,
)
