import { type Blind, FEWEST, FEWEST_DIFFERENT } from '../stats/blind.ts'
import { short } from './digits.ts'
import { ALPHA } from './finding.ts'

/** Probability above which an event that no seed showed is excluded: (1 - p)^n <= alpha. */
const unseen = (n: number): number => 1 - ALPHA ** (1 / n)

/** What a statement about every seed cannot say. */
export const unseenSeeds = (n: number): string =>
  `that no seed does otherwise cannot be seen: its probability is at most ${short(unseen(n))}, at the 99 % level`

/**
 * Why a limit cannot be trusted, and what would decide.
 *
 * @param n number of seeds
 * @param fewest that have a limit at all
 */
export function blindness(blind: Blind, n: number, fewest: number = FEWEST.any): string {
  switch (blind) {
    case 'few':
      return `${n === 1 ? 'one seed' : `${n} seeds`} of a random experiment: ${fewest} would give an interval`
    case 'equal':
      return `fewer than ${FEWEST_DIFFERENT} of ${n} seeds differ from the rest, which does not exclude another value of probability ${short(unseen(n))}: more seeds, or a known range, would decide`
    case 'skewed':
      return 'the seeds are so skewed that their mean has no limit on this side: more of them, or the median, would decide'
    case 'heavy':
      return 'the largest seeds are of so heavy a tail that their mean has no limit on this side: the median would decide'
  }
}
