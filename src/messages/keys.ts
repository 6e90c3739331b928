import { quote } from '../text/clip.ts'
import { experiment, page } from './example.ts'
import { message } from './message.ts'

/** AL20..: keys of a page. */

export const unknownKey = message(
  'AL2001',
  {
    title: 'an unknown key',
    means: 'A mapping of the page has a key that means nothing there.',
    why: 'A misspelt key that is passed over leaves a default in force, and results that look right.',
    example: experiment('stpes: 10\nsteps: 10'),
    mend: ['stpes: 10\n', ''],
  },
  (key: string, hint?: string) => ({ message: `unknown key ${quote(key)}`, hint }),
)

export const missingKey = message(
  'AL2002',
  {
    title: 'a key is missing',
    means: 'A mapping of the page lacks a key that it has to have.',
    why: 'There is no value that could be taken for granted.',
    example: page('name: example\nproblem: saddle\noptimizers: sgd\nsteps: 10'),
    mend: ['steps: 10', 'steps: 10\nmeasures: {far: norm(x)}'],
  },
  (key: string, hint?: string | null) => ({ message: `${quote(key)} is missing`, hint }),
)

export const otherKind = message(
  'AL2003',
  {
    title: 'a page of another kind',
    means: 'The page is not that of an experiment, but of something that experiments use, such as an optimizer.',
    why: 'A rule alone cannot be run: it needs a problem, and a number of steps.',
    example: page('name: mine\nhyper: {lr: 0.1}\nstep: x = x - lr * g'),
    mend: [
      'name: mine\nhyper: {lr: 0.1}\nstep: x = x - lr * g',
      'name: example\nproblem: saddle\noptimizers: {name: mine, hyper: {lr: 0.1}, step: x = x - lr * g}\nsteps: 10\nmeasures: {far: norm(x)}',
    ],
  },
  (kind: string, place: string) => ({
    message: `this is the page of ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}, and no experiment`,
    hint: `an experiment has it ${place}`,
  }),
)

export const stepsAndHorizons = message(
  'AL2004',
  {
    title: 'steps and horizons',
    means: 'A page has both `steps` and `horizons`.',
    why: 'Each horizon is a run of its own, so `steps` would be one more, or say nothing.',
    example: experiment('steps: 10\nhorizons: [10, 100]'),
    mend: ['steps: 10\n', ''],
  },
  () => ({ message: 'steps and horizons exclude each other', hint: 'of horizons each is its own run' }),
)

export const repeatedValue = message(
  'AL2005',
  {
    title: 'a seed or horizon that is there twice',
    means: 'A list of seeds or of horizons has one of them twice.',
    why: 'Runs that differ in nothing are no replicates: they would only seem to make an interval smaller.',
    example: experiment('seeds: [1, 2, 2]'),
    mend: ['[1, 2, 2]', '[1, 2, 3]'],
  },
  (what: string) => `a ${what} is there twice`,
)
