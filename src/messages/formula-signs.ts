import { quote } from '../text/clip.ts'
import { formula } from './example.ts'
import { message } from './message.ts'

/** AL30..: signs that no formula has. */

export const foreignOperator = message(
  'AL3001',
  {
    title: 'an operator of another language',
    means: 'A formula has an operator that other languages have and this one has not.',
    why: 'The same sign means different things in different languages (`%` is a remainder, or per cent), so none is guessed.',
    example: formula('10 % 3'),
    mend: ['10 % 3', 'mod(10, 3)'],
  },
  (sign: string, hint: string) => ({ message: `\`${sign}\` is not an operator`, hint }),
)

export const quotedText = message(
  'AL3002',
  {
    title: 'text in quotes in a formula',
    means: 'A formula has a text in quotes.',
    why: 'All values of formulas are numbers. A name stands without quotes.',
    example: formula('sum("x")'),
    mend: ['"x"', 'x'],
  },
  () => 'text in quotes is not part of the language',
)

export const dottedOperator = message(
  'AL3003',
  {
    title: 'an operator with a dot',
    means:
      'A formula has an operator such as `.*`, with which other languages say that it is meant for each coordinate.',
    why: 'Here all operators work coordinate by coordinate; what is meant by the other ones has names, such as `dot`.',
    example: formula('sum(x .* x)'),
    mend: ['.*', '*'],
  },
  () => ({
    message: 'operators with a dot are not needed: all operators work coordinate by coordinate',
    hint: 'drop the dot',
  }),
)

export const propertyAccess = message(
  'AL3004',
  {
    title: 'something after a dot',
    means: 'A formula asks for a part of something, as in `x.sum()` or `np.sqrt(x)`.',
    why: 'Names of formulas have no parts: a page can compute, and do nothing else.',
    example: formula('np.sqrt(norm(x))'),
    mend: ['np.sqrt', 'sqrt'],
  },
  (hint?: string) => ({ message: 'property access is not part of the language', hint }),
)

export const latexCommand = message(
  'AL3005',
  {
    title: 'a command of LaTeX',
    means: 'A formula has a command of LaTeX, such as `\\frac`.',
    why: 'Formulas are what is computed; their TeX is made from them.',
    example: formula('norm(x) \\cdot 2'),
    mend: ['\\cdot', '*'],
  },
  (hint: string) => ({ message: 'commands of LaTeX are not part of the language', hint }),
)

export const loneDecimalPoint = message(
  'AL3006',
  {
    title: 'a decimal point without a digit',
    means: 'A number ends with its decimal point.',
    why: '`1.` and what follows can be read in two ways: `1.e` may be a number that is not finished.',
    example: formula('1. + norm(x)'),
    mend: ['1.', '1.0'],
  },
  () => 'a decimal point needs a digit after it',
)

export const braces = message(
  'AL3007',
  {
    title: 'braces in a formula',
    means: 'A formula has `{` or `}`.',
    why: 'Only parentheses group what is in them.',
    example: formula('2 * {1 + norm(x)}'),
    mend: ['{1 + norm(x)}', '(1 + norm(x))'],
  },
  () => ({ message: 'braces are not part of the language', hint: 'use parentheses' }),
)

export const typographicSign = message(
  'AL3008',
  {
    title: 'a typographic sign',
    means:
      'A formula has a sign that looks like an operator and is another character, as papers and word processors write it.',
    why: 'Signs that look alike are easily taken for each other; the language has one for each operation.',
    example: formula('norm(x) \u2212 1'),
    mend: ['\u2212', '-'],
  },
  (what: string, hint: string) => ({ message: `this is a ${what}`, hint }),
)

export const mathematicalSign = message(
  'AL3009',
  {
    title: 'a mathematical sign',
    means:
      'A formula has a sign that papers use, such as `\u2264` or `\u221a`, for which the language has a word or other signs.',
    why: 'There is one way to write each operation, and it can be typed.',
    example: formula('norm(x) \u2264 1'),
    mend: ['\u2264', '<='],
  },
  (what: 'an operator' | 'a number', hint: string) => ({ message: `this sign is not ${what}`, hint }),
)

export const foreignLetters = message(
  'AL3010',
  {
    title: 'a name with other letters',
    means: 'A name in a formula has letters that are not among a-z and A-Z.',
    why: 'Letters of different alphabets look alike, and what is not seen cannot be found.',
    example: formula('2 * \u03b2'),
    mend: ['\u03b2', 't'],
  },
  () => ({
    message: 'names are made of the letters a-z, A-Z, digits and `_`',
    hint: 'write the name out: `beta`, `theta`',
  }),
)

export const unknownSign = message(
  'AL3011',
  {
    title: 'a sign that has no meaning',
    means: 'A formula has a sign that neither this language nor another one gives a meaning.',
    why: 'It may be a slip of the keyboard, or the rest of something that was deleted.',
    example: formula('norm(x) $ 2'),
    mend: ['$', '*'],
  },
  (sign: string) => `${quote(sign)} is not part of the language`,
)
