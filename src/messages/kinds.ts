import { suggest } from '../text/suggest.ts'
import { experiment } from './example.ts'
import { message } from './message.ts'

/** AL21..: values of the wrong kind. */

export const otherType = message(
  'AL2101',
  {
    title: 'a value of another type',
    means: 'A key has a list where a number belongs, a number where a name belongs, or the like.',
    why: 'Values are not converted into each other: `1e3` in quotes is a text.',
    example: experiment('title: [a, b]'),
    mend: ['[a, b]', 'a and b'],
  },
  (expected: string, found: string) =>
    expected ? `expected ${expected}, found ${found}` : `${found} cannot stand here`,
)

export const otherWord = message(
  'AL2102',
  {
    title: 'a word that is not among those possible',
    means: 'A key takes one of a few words, and has another one.',
    why: 'What a word means that is not known cannot be done.',
    example: experiment('plots: [{kind: trajektory, measure: far}]'),
    mend: ['trajektory', 'trajectory'],
  },
  (words: readonly string[], found: string, given?: string) => ({
    message: `expected ${words.join(', ')}, found ${found}`,
    hint: given === undefined ? undefined : suggest(given, words),
  }),
)

export const emptyList = message(
  'AL2103',
  {
    title: 'an empty list',
    means: 'A key has a list with nothing in it.',
    why: 'Whether nothing is meant, or something was forgotten, is not said.',
    example: experiment('claims: []'),
    mend: ['claims: []\n', ''],
  },
  () => ({ message: 'this list is empty', hint: 'leave the key out, or put something into the list' }),
)

export const tooSmall = message(
  'AL2104',
  {
    title: 'a number that is too small',
    means: 'A number is below the least that its key takes.',
    why: 'Below it, it has no meaning: a range has two ends or more.',
    example: experiment('optimizers: {use: sgd, lr: {from: 0.1, to: 1, count: 1}}'),
    mend: ['count: 1', 'count: 2'],
  },
  (least: number | undefined, found: string) => `expected at least ${least}, found ${found}`,
)

export const tooLarge = message(
  'AL2105',
  {
    title: 'a number that is too large',
    means: 'A number is above the largest that its key takes.',
    why: 'Above it, it has no meaning: a share is a part of 1, and not of 100.',
    example: experiment('plots: [{kind: trajectory, measure: far, band: [0.25, 75]}]'),
    mend: ['75', '0.75'],
  },
  (most: number | undefined, found: string, hint?: string) => ({
    message: `expected at most ${most}, found ${found}`,
    hint,
  }),
)
