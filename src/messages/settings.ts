import { quote } from '../text/clip.ts'
import { command } from './example.ts'
import { message } from './message.ts'

/** AL43..: settings of a page that the command line gives. */

const PAGE = `name: example
problem: saddle
optimizers: {use: adam, lr: 0.1}
steps: 10
measures: {far: norm(x)}`

const set = (setting: string) => command(`adam-lab validate page.yaml --set ${setting}`, { 'page.yaml': PAGE })

export const setTwice = message(
  'AL4301',
  {
    title: 'a setting that two options give',
    means: 'Two options give the same key of a page a value.',
    why: 'One of the two values would be dropped without a word.',
    example: set('seeds=2 --seeds 3'),
    mend: [' --seeds 3', ''],
  },
  (key: string, other: string) => ({
    message: `${quote(key)} has a value already, by ${other}`,
    hint: 'keep one of them',
  }),
)

export const keyExpected = message(
  'AL4302',
  {
    title: 'a setting without its key',
    means: 'An option sets a value, and does not say of what.',
    why: 'A page has many settings.',
    example: set("' =0.1'"),
    mend: ["' =0.1'", 'lr=0.1'],
  },
  () => ({ message: 'a key and a value are expected', hint: '--set lr=0.1' }),
)

export const oddValue = message(
  'AL4303',
  {
    title: 'a setting whose value cannot be read',
    means: 'The value that an option gives a setting is no YAML: neither a number, nor a formula, nor a list.',
    why: 'It would stand in the page, which could not be read then.',
    example: set("'lr=[0.1, 0.2'"),
    mend: ['0.2', '0.2]'],
  },
  () => ({ message: 'the value is not a number, a formula or a list', hint: "--set 'beta2=[0.1, 0.5]'" }),
)

export const listUnbracketed = message(
  'AL4304',
  {
    title: 'a list without brackets',
    means: 'An option gives several values with commas or blanks between them.',
    why: 'A grid is a list, and a list of YAML has brackets.',
    example: set('lr=0.1,0.2'),
    mend: ['lr=0.1,0.2', '"lr=[0.1, 0.2]"'],
  },
  (hint: string) => ({ message: 'a list is in brackets', hint }),
)

export const nobodyHas = message(
  'AL4305',
  {
    title: 'a setting that nothing in the page has',
    means: 'An option sets something that no optimizer and no problem of the page has.',
    why: 'The run would be that of the page as it is, and look like another one.',
    example: set('betta1=0.5'),
    mend: ['betta1', 'beta1'],
  },
  (key: string, hint: string) => ({ message: `no optimizer or problem of the page has ${quote(key)}`, hint }),
)

export const nothingIs = message(
  'AL4306',
  {
    title: 'a setting of an entry that the page has not',
    means: 'An option sets something of an optimizer or a problem that the page does not have.',
    why: 'The run would be that of the page as it is, and look like another one.',
    example: set('optimizers.sgd.lr=0.5'),
    mend: ['optimizers.sgd', 'optimizers.adam'],
  },
  (key: string, hint: string) => ({ message: `nothing in the page is ${quote(key)}`, hint }),
)
