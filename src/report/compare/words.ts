import { shortNumber } from '../../plots/numbers.ts'
import { plural } from '../../text/plural.ts'
import { ALPHA } from '../../theory/finding.ts'
import type { VerdictRow } from '../verdicts.ts'
import type { Difference, Differences } from './differences.ts'
import type { ComparisonModel, Side } from './model.ts'

/** Rows of differences that a person reads. */
const MAX_DIFFERENCES = 100

/** Names that are written out; of more the rest is counted. */
const MAX_NAMES = 20

export const LEVEL = `${shortNumber(100 * (1 - ALPHA))} %`

/** How a verdict compares with the first directory's that has it; null where there is nothing to say. */
export const THAN = { same: null, better: 'better', worse: 'worse', other: 'another verdict' } as const

const number = (value: number | null): string => (value === null ? '' : shortNumber(value, 6))

/** The rows that a table shows: of those that are equal in every bit the number says all. */
export const shownDifferences = ({ rows }: Differences): readonly Difference[] =>
  rows.filter(({ sign }) => sign !== 'equal').slice(0, MAX_DIFFERENCES)

/** The cells of a difference after the first, as text, in the order of `differenceHead`. */
export function differenceCells(row: Difference): string[] {
  const { measure, pairs, lost, meanA, meanB, mean, interval, sign } = row
  return [
    measure,
    signWords(sign, pairs),
    number(mean),
    interval === null || interval[0] === interval[1] ? '' : `[${number(interval[0])}, ${number(interval[1])}]`,
    number(meanA),
    number(meanB),
    lost > 0 ? `${pairs} (${lost} left out)` : String(pairs),
  ]
}

export const differenceHead = (a: Side, b: Side): string[] => [
  'runs that differ in the seed only',
  'measure',
  `${b.letter} is`,
  `${b.letter} \u2212 ${a.letter}`,
  `${LEVEL} interval`,
  `mean of ${a.letter}`,
  `mean of ${b.letter}`,
  'pairs',
]

function signWords(sign: Difference['sign'], pairs: number): string {
  if (sign === 'equal') return 'equal in every bit'
  if (sign !== 'open') return sign
  return pairs === 0 ? 'nothing to compare' : pairs === 1 ? 'one pair only' : 'not told apart'
}

/** What a reader must know of a table of differences before reading it. */
export function differenceNotes({ rows }: Differences, a: Side, b: Side): string[] {
  const intervals = rows.filter(({ interval }) => interval && interval[0] !== interval[1])
  const apart = intervals.filter(({ sign }) => sign === 'higher' || sign === 'lower').length
  const equal = rows.filter(({ sign }) => sign === 'equal').length
  return [
    `Final values of ${b.letter} less those of ${a.letter}, seed by seed: both runs of a pair saw the same random numbers, so what they share cancels. Intervals are Student's, of the mean difference.`,
    ...(equal === rows.length
      ? [`All ${plural(equal, 'final value')} are equal in every bit, each at all seeds.`]
      : equal > 0
        ? [`${equal} of ${plural(rows.length, 'row')} ${equal === 1 ? 'is' : 'are'} equal in every bit, and left out.`]
        : []),
    ...(intervals.length > 1
      ? [
          `${apart} of ${intervals.length} intervals leave out 0; about ${shortNumber(intervals.length * ALPHA, 2)} would by chance if nothing differed.`,
        ]
      : []),
    ...(rows.length - equal > MAX_DIFFERENCES
      ? [`Shown are the ${MAX_DIFFERENCES} of ${rows.length - equal} rows that differ most, in units of their error.`]
      : []),
  ]
}

/** Why there are no differences to show. */
export function noDifferences({ sides }: ComparisonModel, side: Side): string {
  const without = sides.filter(
    ({ letter, runs }) => runs === 0 && (letter === side.letter || letter === sides[0]?.letter),
  )
  if (without.length > 0)
    return `The summary of ${without.map(({ letter }) => letter).join(' and ')} keeps no single runs, so there are no pairs.`
  return 'No runs of the two have the same problem, settings, optimizer, horizon and seed.'
}

export const namesText = (names: readonly string[]): string =>
  names.length <= MAX_NAMES
    ? names.join('; ')
    : `${names.slice(0, MAX_NAMES).join('; ')}; and ${names.length - MAX_NAMES} more`

/** The numbers of a verdict, each for a line of a cell. */
export const measuredLines = ({ measured, interval, predicted }: VerdictRow): string[] =>
  [measured, interval === '' ? '' : `in ${interval}`, predicted === '' ? '' : `predicted ${predicted}`].filter(
    (text) => text !== '',
  )
