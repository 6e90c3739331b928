import { quote } from '../text/clip.ts'
import { formula } from './example.ts'
import { message } from './message.ts'

/** AL31..: formulas that cannot be read. */

export const formulaMissing = message(
  'AL3101',
  {
    title: 'a formula is missing',
    means: 'There is nothing where a formula belongs, such as behind the `=` of a statement.',
    why: 'No value is taken for granted.',
    example: formula('# nothing'),
    mend: ["'# nothing'", 'norm(x)'],
  },
  () => 'a formula is missing here',
)

export const assignmentInside = message(
  'AL3102',
  {
    title: 'an assignment inside a formula',
    means: 'A formula has a single `=`.',
    why: 'A formula has a value and changes none; statements are for blocks such as `step`.',
    example: formula('norm(x) = 1'),
    mend: ['= 1', '== 1'],
  },
  () => ({ message: 'an assignment cannot stand here', hint: 'to compare, write `==`' }),
)

export const semicolonInside = message(
  'AL3103',
  {
    title: 'a semicolon inside a formula',
    means: 'A formula has a `;`, which other languages put between the rows of a matrix.',
    why: 'The language has numbers and vectors. A matrix is written as one list.',
    example: formula('sum(x * [1; 2])'),
    mend: [';', ','],
  },
  () => ({
    message: '`;` cannot stand here',
    hint: 'a list is flat, and a matrix one list, row by row: `[1, 2, 3]`',
  }),
)

export const reservedWord = message(
  'AL3104',
  {
    title: 'a word that formulas cannot use',
    means: 'A formula has a word such as `true`, `NaN` or `end`, which has a meaning elsewhere and none in formulas.',
    why: 'A formula has a number as its value, at every step.',
    example: formula('true'),
    mend: ["'true'", '1'],
  },
  (word: string, hint?: string) => ({ message: `${quote(word)} cannot be used in a formula`, hint }),
)

export const choosingWord = message(
  'AL3105',
  {
    title: '`if` in a formula',
    means: 'A formula chooses between two values with a word, such as `if` or `else`.',
    why: 'The language chooses with `test ? yes : no`, as mathjs does.',
    example: formula('1 if norm(x) > 1'),
    mend: ['1 if norm(x) > 1', '"norm(x) > 1 ? 1 : 0"'],
  },
  (word: string) => ({ message: `\`${word}\` is no word of the language`, hint: 'write `a > b ? yes : no`' }),
)

export const modBetween = message(
  'AL3106',
  {
    title: '`mod` between its operands',
    means: 'A formula has `mod` between two values, as an operator.',
    why: 'The sign of a remainder and its precedence differ from language to language: as a function it has neither question.',
    example: formula('t mod 2'),
    mend: ['t mod 2', 'mod(t, 2)'],
  },
  () => ({ message: '`mod` is a function', hint: 'write `mod(a, b)`' }),
)

export const valueMissingBefore = message(
  'AL3107',
  {
    title: 'a value is missing before a word',
    means: 'A formula has `and` or `or` with nothing before it.',
    why: 'Both join two values.',
    example: formula('or norm(x) > 1'),
    mend: ['or norm', 'norm'],
  },
  (word: string) => `a value is missing before \`${word}\``,
)

export const indexedValue = message(
  'AL3108',
  {
    title: 'an index behind something that is no name',
    means: 'A formula has an index behind a parenthesis or a number.',
    why: 'An index chooses a coordinate or a stage of what has a name.',
    example: formula('(2 * x)[1]'),
    mend: ['(2 * x)[1]', '2 * x[1]'],
  },
  () => ({ message: 'only a name can have an index', hint: 'give the value a name first' }),
)

export const operatorMissing = message(
  'AL3109',
  {
    title: 'an operator is missing before `not`',
    means: 'A formula has `not` directly behind a value.',
    why: 'What joins the two is not written.',
    example: formula('norm(x) > 1 not norm(x) > 2'),
    mend: ['1 not norm(x) > 2', '1 and not (norm(x) > 2)'],
  },
  () => 'an operator is missing before `not`',
)

export const productUnwritten = message(
  'AL3110',
  {
    title: 'a product without its sign',
    means: 'Two values stand beside each other, as in `2x`.',
    why: '`a(b)` may be a product or a call, and `1/2x` has two readings.',
    example: formula('2 norm(x)'),
    mend: ['2 norm', '2 * norm'],
  },
  (product: string) => `multiplication has to be written: \`${product}\``,
)

export const valueMissingAfterComma = message(
  'AL3111',
  {
    title: 'a value is missing behind a comma',
    means: 'A list or the arguments of a call end with a comma.',
    why: 'Either the comma is too much, or the last value is forgotten.',
    example: formula('max(norm(x), )'),
    mend: [', )', ', 1)'],
  },
  () => 'a value is missing after `,`',
)

export const closedTwice = message(
  'AL3112',
  {
    title: 'a bracket that closes nothing',
    means: 'A formula closes a bracket that was not opened.',
    why: 'Where it was meant to be open decides what is computed.',
    example: formula('norm(x))'),
    mend: ['norm(x))', 'norm(x)'],
  },
  (bracket: string) => `\`${bracket}\` has no opening bracket`,
)

export const otherBracket = message(
  'AL3113',
  {
    title: 'a bracket of the other kind',
    means: 'A parenthesis is closed by `]`, or a square bracket by `)`.',
    why: 'One of both is a slip, and which one is not known.',
    example: formula('norm(x]'),
    mend: ['x]', 'x)'],
  },
  (expected: string, found: string) => `\`${expected}\` is expected here, not \`${found}\``,
)

export const neverClosed = message(
  'AL3114',
  {
    title: 'a bracket that is never closed',
    means: 'A formula opens a bracket and ends before it is closed.',
    why: 'Where it was meant to be closed decides what is computed.',
    example: formula('2 * (1 + norm(x)'),
    mend: ['norm(x)', 'norm(x))'],
  },
  (bracket: string) => `\`${bracket}\` is not closed`,
)

export const valueExpected = message(
  'AL3115',
  {
    title: 'a value is expected',
    means: 'A formula has an operator or an end where a value belongs.',
    why: 'An operand is missing, or an operator is too much.',
    example: formula('norm(x) +'),
    mend: [' +', ' + 1'],
  },
  (said: string) => said,
)

export const unreadable = message(
  'AL3116',
  {
    title: 'a formula that cannot be read',
    means: 'The signs of a formula are all known, and in this order they are no formula of the language.',
    why: 'What cannot be read in one way is not read in any.',
    example: formula('(norm(x), 2)'),
    mend: ['(norm(x), 2)', 'norm(x) / 2'],
  },
  (said: string = 'this cannot be read') => said,
)

export const oneIndex = message(
  'AL3117',
  {
    title: 'several indices',
    means: 'A name has no index between its brackets, or more than one.',
    why: 'Values are numbers and vectors: one index chooses a coordinate. A matrix is one list, row by row.',
    example: formula('x[1, 2]'),
    mend: ['1, 2', '1'],
  },
  (name: string) => ({ message: 'an index is one number', hint: `write \`${name}[1]\`` }),
)

export const rangeInFormula = message(
  'AL3118',
  {
    title: 'a range inside a formula',
    means: 'A formula has a range such as `1:2` where a value belongs.',
    why: 'A range says over what `repeat` or `sum(j = 1:n, ...)` go; it has no value itself.',
    example: formula('x[1:2]'),
    mend: ['1:2', '1'],
  },
  () => ({ message: 'a range cannot stand here', hint: 'ranges are for `repeat j = 1:k`' }),
)

export const noDouble = message(
  'AL3119',
  {
    title: 'a number that no double can hold',
    means: 'A number is larger than 1.8e308, or closer to 0 than 5e-324.',
    why: 'It would become infinite or 0, which is not what is written.',
    example: formula('norm(x) + 1e400'),
    mend: ['1e400', '1e300'],
  },
  (text: string, lost: 'small' | 'large') => ({
    message: `${text} is too ${lost} for a double`,
    hint: 'numbers go from 5e-324 to 1.8e308',
  }),
)

export const looseNot = message(
  'AL3120',
  {
    title: '`not` without parentheses',
    means: 'A formula has `not` before a comparison.',
    why: 'It would be read as `(not a) > b`, which nobody means.',
    example: formula('not norm(x) > 1'),
    mend: ['not norm(x) > 1', 'not (norm(x) > 1)'],
  },
  () => ({ message: '`not` needs parentheses here', hint: 'write `not (a > b)` or `(not a) > b`' }),
)

export const matrix = message(
  'AL3121',
  {
    title: 'a list in a list',
    means: 'A list has a list among its numbers.',
    why: 'A vector has a number for each coordinate; there are no matrices.',
    example: formula('sum(x * [[1, 2]])'),
    mend: ['[[1, 2]]', '[1, 2]'],
  },
  () => ({
    message: 'a list is flat: `[1, 2, 3]`',
    hint: 'a matrix is one list, row by row, and d the number of its entries',
  }),
)

export const emptyVector = message(
  'AL3122',
  {
    title: 'a list without numbers',
    means: 'A formula has `[]`.',
    why: 'A vector has a number for each coordinate, and there is at least one.',
    example: formula('sum(x * [])'),
    mend: ['[]', '[1, 2]'],
  },
  () => 'a list needs at least one number',
)
