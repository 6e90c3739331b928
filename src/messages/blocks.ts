import { quote } from '../text/clip.ts'
import { experiment, rule } from './example.ts'
import { message } from './message.ts'

/** AL32..: statements of a rule. */

export const noStatements = message(
  'AL3201',
  {
    title: 'a block without statements',
    means: 'A `step` or an `init` has no statements.',
    why: 'It would change nothing. What is to do nothing is left out.',
    example: rule('# nothing'),
    mend: ['# nothing', 'x = x - lr * g'],
  },
  () => ({ message: 'there are no statements here', hint: 'write `name = formula`' }),
)

export const nameExpected = message(
  'AL3202',
  {
    title: 'a name is expected',
    means: 'A statement gives a value to something that is no name.',
    why: 'A statement gives a name its value.',
    example: rule('2 = x\nx = x - lr * g'),
    mend: ['2 = x', 'u = x'],
  },
  () => ({ message: 'a name is expected here', hint: 'write `name = formula`' }),
)

export const notAssignable = message(
  'AL3203',
  {
    title: 'a word that cannot be assigned',
    means: 'A statement gives a value to a word of the language or to a constant, such as `pi` or `end`.',
    why: 'Such a word has one meaning wherever it stands.',
    example: rule('pi = 3\nx = x - lr * g'),
    mend: ['pi = 3', 'u = 3'],
  },
  (name: string) => `${quote(name)} cannot be assigned`,
)

export const functionAssigned = message(
  'AL3204',
  {
    title: 'a function that is assigned',
    means: 'A statement gives a value to the name of a function.',
    why: 'What is called with the name would no longer be certain.',
    example: rule('norm = 3\nx = x - lr * g'),
    mend: ['norm = 3', 'u = 3'],
  },
  (name: string) => `${quote(name)} is a function and cannot be assigned`,
)

export const noStatement = message(
  'AL3205',
  {
    title: 'a line that is no statement',
    means: 'A line of a block gives no name a value.',
    why: 'Its value would be lost.',
    example: rule('lr * g\nx = x - lr * g'),
    mend: ['      lr * g\n', '      u = lr * g\n'],
  },
  () => ({ message: 'this is not a statement', hint: 'a line of a block is `name = formula`' }),
)

export const compoundAssignment = message(
  'AL3206',
  {
    title: 'an assignment that computes',
    means: 'A statement has an operator such as `-=`.',
    why: 'A rule stands in a page as a paper prints it: the value of each name is written out.',
    example: rule('x -= lr * g'),
    mend: ['x -= lr * g', 'x = x - lr * g'],
  },
  (operator: string, name: string) => ({
    message: `\`${operator}=\` is not an operator`,
    hint: `write \`${name} = ${name} ${operator} ...\``,
  }),
)

export const functionDefined = message(
  'AL3207',
  {
    title: 'a function that is defined in a block',
    means: 'A statement has parameters on its left, as in `f(a) = ...`.',
    why: 'A block has values only. A formula with parameters is a prediction, and those are for claims.',
    example: rule('f(g) = 2 * g\nx = x - lr * g'),
    mend: ['f(g) = 2 * g', 'u = 2 * g'],
  },
  () => ({ message: 'functions cannot be defined in a page', hint: 'write the formula where it is used' }),
)

export const oddTarget = message(
  'AL3208',
  {
    title: 'something that cannot be assigned',
    means: 'What stands left of the `=` is neither a name nor a name with one index.',
    why: 'A statement gives one name, or one of its stages, a value.',
    example: rule('x + 1 = x - lr * g'),
    mend: ['x + 1 =', 'x ='],
  },
  () => 'only a name or a stage `m[j]` can be assigned',
)

export const oddRepeat = message(
  'AL3209',
  {
    title: 'a `repeat` that cannot be read',
    means: 'A line begins with `repeat` and names no variable with a range.',
    why: 'A `repeat` is written out before the run, so it has a first turn and a last.',
    example: rule('repeat 2\n  x = x - lr * g\nend'),
    mend: ['repeat 2', 'repeat j = 1:2'],
  },
  () => ({ message: 'this is not a `repeat`', hint: 'write `repeat j = 1:k`' }),
)

export const endOnLine = message(
  'AL3210',
  {
    title: 'something behind `end`',
    means: 'A line begins with `end` and goes on.',
    why: 'What is inside a `repeat` and what is behind it has to be seen.',
    example: rule('repeat j = 1:2\n  x = x - lr * g\nend x = 2 * x'),
    mend: ['end x', 'end\n      x'],
  },
  () => '`end` stands on a line of its own',
)

export const endAlone = message(
  'AL3211',
  {
    title: '`end` without a `repeat`',
    means: 'A block has more `end`s than it has `repeat`s.',
    why: 'Either a `repeat` is missing, or the `end` is too much.',
    example: rule('x = x - lr * g\nend'),
    mend: ['\n      end', ''],
  },
  () => '`end` without a `repeat`',
)

export const repeatOpen = message(
  'AL3212',
  {
    title: 'a `repeat` without an `end`',
    means: 'A block ends inside a `repeat`.',
    why: 'Which statements are repeated is not said.',
    example: rule('repeat j = 1:2\nx = x - lr * g'),
    mend: ['lr * g', 'lr * g\n      end'],
  },
  () => '`repeat` has no `end`',
)

export const loopVariableAssigned = message(
  'AL3213',
  {
    title: 'a loop variable that is assigned',
    means: 'A statement gives a value to the variable of the `repeat` around it.',
    why: 'The turns of a `repeat` are known before the run.',
    example: rule('repeat j = 1:2\n  j = 2\n  x = x - lr * g\nend'),
    mend: ['  j = 2', '  u = 2'],
  },
  (name: string) => `${quote(name)} is a loop variable and cannot be assigned`,
)

export const inputAssigned = message(
  'AL3214',
  {
    title: 'an input that is assigned',
    means: 'A statement gives a value to something that the rule is given, such as `g`, `t` or a hyperparameter.',
    why: 'A rule changes its own states and `x`. What a problem or a setting gives it stays what it is.',
    example: rule('g = 2 * g\nx = x - lr * g'),
    mend: ['      g = 2 * g', '      u = 2 * g'],
  },
  (name: string) => `${quote(name)} is an input and cannot be assigned`,
)

export const coordinateAssigned = message(
  'AL3215',
  {
    title: 'one coordinate that is assigned',
    means: 'A statement gives a value to one coordinate of a vector.',
    why: 'Statements work on all coordinates at once; stages, which have an index too, are declared as `m[k]`.',
    example: rule('x[1] = 0'),
    mend: ['x[1] = 0', 'x = i == 1 ? 0 : x - lr * g'],
  },
  (name: string) => ({
    message: `${quote(name)} has no stages: its coordinates cannot be assigned`,
    hint: `assign all of it: \`${name} = ...\``,
  }),
)

export const meaningTaken = message(
  'AL3216',
  {
    title: 'a name that has a meaning already',
    means: 'The variable of a `repeat`, or the index of a sum, has the name of something else.',
    why: 'A name that means two things at one place is read wrongly sooner or later.',
    example: experiment('measures:\n  value: sum(t = 1:2, t)'),
    mend: ['sum(t = 1:2, t)', 'sum(j = 1:2, j)'],
  },
  (name: string, what: 'index' | 'loop variable') => ({
    message: `${quote(name)} already has a meaning`,
    hint: `choose another ${what}`,
  }),
)

export const neverMoves = message(
  'AL3217',
  {
    title: 'a rule that moves nothing',
    means: 'No statement of a `step` gives `x` a value.',
    why: 'The run would stay where it begins.',
    example: rule('u = x - lr * g'),
    mend: ['u =', 'x ='],
  },
  (label: string) => ({ message: `the step of ${quote(label)} never assigns x`, hint: 'x = x - lr * g' }),
)
