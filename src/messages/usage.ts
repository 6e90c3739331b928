import { quote, quotePath } from '../text/clip.ts'
import { command } from './example.ts'
import { message } from './message.ts'

/** AL90..: the words of the command line. */

export const usage = message(
  'AL9001',
  {
    title: 'a command line that cannot be read',
    means:
      'A command or an option is unknown, an argument is missing, or there is one too many, or two options exclude each other.',
    why: 'What is not understood is not passed over: it may be what matters.',
    example: command('adam-lab list --al'),
    mend: [' --al', ''],
  },
  (said: string) => said,
)

export const noNumber = message(
  'AL9002',
  {
    title: 'an option without its number',
    means: 'An option takes a number within a range, and has something else.',
    why: 'A number that is rounded or cut off would be another run than was asked for.',
    example: command('adam-lab check --jobs 0'),
    mend: 'The option gets a number from its range: --jobs 2.',
  },
  (range: string) => `It must be ${range}.`,
)

export const noKeyValue = message(
  'AL9003',
  {
    title: 'a setting without a value',
    means: 'An option `--set` has no key, or no value behind its `=`.',
    why: 'Nothing would be set.',
    example: command('adam-lab show adam --set lr'),
    mend: ['--set lr', '--set lr=0.1'],
  },
  () => 'It must be key=value, such as lr=1e-3.',
)

export const keySetTwice = message(
  'AL9004',
  {
    title: 'a key that is set twice',
    means: 'Two options `--set` give the same key a value.',
    why: 'One of the two would be without effect, without a word.',
    example: command('adam-lab show adam --set lr=1 --set lr=2'),
    mend: [' --set lr=2', ''],
  },
  (key: string, before: string) =>
    `${quote(key)} is set twice, first by ${quote(before)}; on a page, a list such as lr=[0.1, 0.2] is a grid.`,
)

export const noKind = message(
  'AL9005',
  {
    title: 'an unknown kind of pages',
    means: 'What is to be listed is no kind of built-in pages.',
    why: 'An empty list would look as if there were none.',
    example: command('adam-lab list optimisers'),
    mend: ['optimisers', 'optimizers'],
  },
  (said: string) => said,
)

export const emptyPath = message(
  'AL9006',
  {
    title: 'an empty path',
    means: 'A path is empty, as of a variable of the shell that is not set.',
    why: 'It would be taken for the folder that one is in.',
    example: command("adam-lab report ''"),
    mend: 'The variable is set, or the path is written out.',
  },
  () => 'It must be a path, and it is empty.',
)

export const latexOfSeveral = message(
  'AL9007',
  {
    title: '--latex of several results',
    means: 'LaTeX is asked for of several result directories.',
    why: 'The table and the figures for a paper are those of one result.',
    example: command('adam-lab report a b --latex'),
    mend: 'One directory is named: adam-lab report a --latex.',
  },
  () => '--latex is for one result directory',
)

export const sameDirectory = message(
  'AL9008',
  {
    title: 'a result that is compared with itself',
    means: 'The directories of a comparison are one and the same.',
    why: 'There is nothing in which they could differ.',
    example: command('adam-lab report a a/'),
    mend: 'Another directory is named.',
  },
  (folder: string) => `${quotePath(folder)} cannot be compared with itself`,
)

export const unknownCode = message(
  'AL9009',
  {
    title: 'a code that no message has',
    means: 'What is to be explained is the code of no message.',
    why: 'A code that was misread would be explained as another message.',
    example: command('adam-lab explain AL9998'),
    mend: ['AL9998', 'AL9001'],
  },
  (code: string, hint: string) => ({ message: `no message has the code ${quote(code)}`, hint }),
)
