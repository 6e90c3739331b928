import { count, LIMITS } from '../budget/limits.ts'
import { experiment, formula, rule } from './example.ts'
import { message } from './message.ts'

/** AL70..: formulas and rules that cost too much. */

const LIMITED = 'What a page costs is limited, and counted before it is done, so that no page can take a machine down.'

export const textTooLong = message(
  'AL7001',
  {
    title: 'a formula that is too long',
    means: 'A formula or a block has more characters than are read.',
    why: LIMITED,
    example: formula(`norm(x)${' + norm(x)'.repeat(LIMITS.formula / 8)}`),
    mend: [' + norm(x)'.repeat(LIMITS.formula / 8), ' * 2'],
  },
  (most: number) => `this is longer than ${most} characters`,
)

export const tooDeep = message(
  'AL7002',
  {
    title: 'a formula that is nested too deep',
    means: 'Parentheses, calls, signs or definitions stand inside each other in more levels than are read.',
    why: LIMITED,
    example: formula(`${'('.repeat(LIMITS.nesting + 1)}norm(x)${')'.repeat(LIMITS.nesting + 1)}`),
    mend: 'Parentheses that change nothing are left out; what is long is split into several statements.',
  },
  (said: string, hint?: string) => ({ message: said, hint }),
)

export const openRepeats = message(
  'AL7003',
  {
    title: 'too many open `repeat`s',
    means: 'More `repeat`s stand inside each other than are read.',
    why: LIMITED,
    example: rule(
      [
        ...Array.from({ length: LIMITS.nesting }, (_, k) => `repeat j${k} = 1:1`),
        'x = x - lr * g',
        ...Array(LIMITS.nesting).fill('end'),
      ].join('\n'),
    ),
    mend: 'One `repeat` goes over the product of what several would.',
  },
  () => 'too many `repeat`s are open here',
)

export const tooManyStatements = message(
  'AL7004',
  {
    title: 'a block that runs too many statements',
    means: 'The statements of a block, each counted as often as it is repeated, are more than a step may have.',
    why: LIMITED,
    example: rule(`repeat j = 1:${LIMITS.statements}\n  u = g\n  x = x - lr * u\nend`),
    mend: [`1:${LIMITS.statements}`, '1:2'],
  },
  () => `this block runs more than ${LIMITS.statements} statements`,
)

export const tooManyTerms = message(
  'AL7005',
  {
    title: 'a sum with too many terms',
    means: 'A sum over an index, the sums inside it counted in, has more terms than are written out.',
    why: LIMITED,
    example: formula('sum(j = 1:1000, sum(k = 1:1000, j * k))'),
    mend: ['sum(j = 1:1000, sum(k = 1:1000, j * k))', 'sum(j = 1:10, j)'],
  },
  (text: string, terms: number) => ({
    message: `${text} is written out as ${count(terms)} terms, at most ${count(LIMITS.nested)}`,
    hint: 'a sum over the coordinates, such as sum(x^2), is not written out',
  }),
)

export const tooManyParts = message(
  'AL7006',
  {
    title: 'a formula that becomes too large',
    means: 'What is repeated or called in a formula, written out, has more parts than a program may have.',
    why: LIMITED,
    example: rule('m = 0\nrepeat k = 1:2000\n  m = m + sum(j = 1:1000, j)\nend\nx = x - lr * g * m'),
    mend: ['1:2000', '1:2'],
  },
  (what: string) => `${what}, written out, has more than ${count(LIMITS.nodes)} parts`,
)

export const deepDefinition = message(
  'AL7007',
  {
    title: 'predictions that call each other too deep',
    means: 'A prediction is called inside a prediction, and that one inside another, in more levels than are followed.',
    why: LIMITED,
    example: experiment(`predictions:
  p0: {formula: 1}
${Array.from({ length: LIMITS.nesting + 1 }, (_, k) => `  p${k + 1}: {formula: p${k}() + 1}`).join('\n')}
claims:
  - {id: deep, judge: limit, measure: far, predict: p${LIMITS.nesting + 1}(), within: 1}`),
    mend: 'A formula that is used once is written where it is used.',
  },
  (said: string) => said,
)
