import { quote } from '../text/clip.ts'
import { plural } from '../text/plural.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { command, experiment } from './example.ts'
import { message } from './message.ts'

/** AL41..: recorded trajectories. */

const HEAD = '{"format": "optimizer-trace/1", "x0": [1, 2]}'
const ROW = '{"t": 1, "g": [1, 2], "x": [0.9, 1.8]}'
const trace = (text: string) => command('adam-lab conform trace.jsonl', { 'trace.jsonl': text })
const replay = (more: string, text = `${HEAD}\n${ROW}`) =>
  experiment(`problem: {use: replay${more}}\nsteps: 1`, { 'trace.jsonl': text })

export const noTrace = message(
  'AL4101',
  {
    title: 'a file that is no recorded trajectory',
    means: 'The first line of a file does not say that it is a recorded trajectory.',
    why: 'Any file could be named; of one that is none nothing is shown.',
    example: trace('{"x0": [1, 2]}'),
    mend: 'docs/conform.md says how to record a trajectory of your own code.',
  },
  (said: string) => ({ message: said, hint: '"format": "optimizer-trace/1" is expected in the first line' }),
)

export const noJson = message(
  'AL4102',
  {
    title: 'a line of a trajectory that is no JSON',
    means: 'A line of a recorded trajectory cannot be read as JSON, or is no object.',
    why: 'Each line is a JSON object; NaN and Infinity, which Python writes, are no JSON, and no gradients.',
    example: trace(`${HEAD}\n{"t": 1, "g": [1, NaN], "x": [0.9, 1.8]}`),
    mend: 'A trajectory ends before its first number that is not finite.',
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const noStart = message(
  'AL4103',
  {
    title: 'a trajectory without a start',
    means: 'The first line of a recorded trajectory has no list of numbers `x0`.',
    why: 'Iterates are compared from the start on.',
    example: trace(`{"format": "optimizer-trace/1"}\n${ROW}`),
    mend: 'The first line gets the point where the recorded run began: "x0": [1, 2].',
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const oddHyper = message(
  'AL4104',
  {
    title: 'hyperparameters of a trajectory that are no object',
    means: 'The `hyper` of the first line of a recorded trajectory is no JSON object.',
    why: 'It gives hyperparameters by their names.',
    example: trace(`{"format": "optimizer-trace/1", "x0": [1, 2], "hyper": 0.1}\n${ROW}`),
    mend: 'Hyperparameters are given by their names: "hyper": {"lr": 0.1}.',
  },
  () => 'hyper must be an object { } of hyperparameters',
)

export const otherStep = message(
  'AL4105',
  {
    title: 'a step that is missing, or out of order',
    means: 'The `t` of a line of a recorded trajectory is not the number of the line before it plus one.',
    why: 'A rule keeps states from step to step: none may be left out.',
    example: trace(`${HEAD}\n{"t": 2, "g": [1, 2], "x": [0.9, 1.8]}`),
    mend: 'Every step is recorded, from "t": 1 on.',
  },
  (expected: number, found: string) => `step ${expected} is expected here, this is ${found}`,
)

export const oddRow = message(
  'AL4106',
  {
    title: 'a step with other numbers than coordinates',
    means:
      'A line of a recorded trajectory lacks its gradient or its iterate, or has more or fewer numbers than the start.',
    why: 'All vectors of a run have the same coordinates.',
    example: trace(`${HEAD}\n{"t": 1, "g": [1], "x": [0.9, 1.8]}`),
    mend: 'Each line has all parameters one after another, in "g" as in "x" and "x0".',
  },
  (name: string, found: number | null, dimension: number) =>
    found === null
      ? `${name} is missing, a list of ${plural(dimension, 'number')} is expected`
      : `${name} has ${plural(found, 'number')}, but x0 has ${dimension}`,
)

export const oddNumber = message(
  'AL4107',
  {
    title: 'something else than a finite number in a trajectory',
    means: 'A gradient, an iterate or the start of a recorded trajectory has a value that is no finite number.',
    why: 'Nothing can be compared with it.',
    example: trace(`${HEAD}\n{"t": 1, "g": [1, null], "x": [0.9, 1.8]}`),
    mend: 'A trajectory ends before its first number that is not finite.',
  },
  (name: string, found: string) => `${name} has ${found} where a finite number is expected`,
)

export const noGradient = message(
  'AL4108',
  {
    title: 'a trajectory without steps',
    means: 'A recorded trajectory has its first line and nothing else.',
    why: 'There is nothing to follow.',
    example: trace(HEAD),
    mend: 'Each step is a line: {"t": 1, "g": [1, 2], "x": [0.9, 1.8]}.',
  },
  () => 'no gradient is recorded',
)

export const replayFile = message(
  'AL4109',
  {
    title: 'recorded gradients without their file',
    means: 'A problem that replays gradients names no file.',
    why: 'Its gradients are those of a file.',
    example: replay(''),
    mend: ['use: replay', 'use: replay, file: trace.jsonl'],
  },
  () => ({
    message: "'file' is missing",
    hint: withYaml('its path, relative to the page', yamlEntry('file', 'trace.jsonl')),
  }),
)

export const replayUnread = message(
  'AL4110',
  {
    title: 'recorded gradients that cannot be read',
    means: 'The file of gradients that a page names cannot be read, for the reason behind the colon.',
    why: 'The problem is that file.',
    example: replay(', file: other.jsonl'),
    mend: ['other.jsonl', 'trace.jsonl'],
  },
  (file: string, why: string) => `cannot read ${file}: ${why}`,
)

export const replayMistaken = message(
  'AL4111',
  {
    title: 'recorded gradients with a mistake',
    means: 'The file of gradients that a page names has a mistake, in the line that is named.',
    why: 'No gradient is left out, or made up.',
    example: replay(', file: trace.jsonl', HEAD),
    mend: [HEAD, `${HEAD}\n${ROW}`],
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const replayTooShort = message(
  'AL4112',
  {
    title: 'fewer recorded gradients than steps',
    means: 'A page asks for more steps than gradients are recorded.',
    why: 'After the last one there is no gradient.',
    example: experiment('problem: {use: replay, file: trace.jsonl}\nsteps: 5', { 'trace.jsonl': `${HEAD}\n${ROW}` }),
    mend: ['steps: 5', 'steps: 1'],
  },
  (label: string, rows: number, longest: number) =>
    `${quote(label)} has ${rows} recorded gradients, fewer than ${longest} steps`,
)
