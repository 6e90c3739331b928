import { plural } from '../text/plural.ts'
import { isDecided, type Judged, STANDINGS, type Standing, type Tone, worstStanding } from './standing.ts'

/** Everything that decides whether a page, a run or a check came out as expected. */
export interface Situation {
  /** What is counted. */
  readonly unit: 'verdict' | 'claim'
  /** For each thing that is counted its verdicts: one for a verdict, all of a claim. None if nothing was judged for it. */
  readonly judged: readonly (readonly Judged[])[]
  /** In how many ways it is worse than the baseline. */
  readonly worse?: number
  /** Whether the null control found more false alarms than are allowed. */
  readonly controlFailed?: boolean
  /** Pages that are in error. */
  readonly inError?: number
  /** What could not be done, though every verdict may be there: runs that failed, charts that were not drawn. */
  readonly failures?: readonly string[]
  /** Set if it did not come to its end: why, and the exit code of that. */
  readonly stopped?: { readonly code: number; readonly why: string } | null
}

/** How something came out. All that is said of it on any surface is made of this. */
export interface Outcome {
  /**
   * The process's answer: 0 if every verdict is the expected one, 1 if one contradicts its expectation, or misses a mutant, or a control
   * fails, or something is worse than the baseline; 2 if a page is in error; 3 if something could not be judged or done. 2 beats 1, which
   * beats 3; what was stopped has the code of that.
   */
  readonly code: number
  readonly tone: Tone
  readonly counts: Readonly<Record<Standing, number>> & { readonly all: number }
  /** How it came out, in words without a full stop. */
  readonly headline: string
  /** The numbers, as a sentence. */
  readonly sentence: string
  /** What a reader may believe, as a sentence. */
  readonly belief: string
}

const CODES: Readonly<Record<Standing, number>> = { contradicted: 1, blind: 1, open: 3, expected: 0 }

/** 2 beats 1 beats 3 beats 0. */
const strongest = (codes: readonly number[]): number => [2, 1, 3].find((code) => codes.includes(code)) ?? 0

/** The exit code of verdicts alone. */
export const exitCode = (verdicts: readonly Judged[]): number => outcomeOf(eachVerdict(verdicts)).code

/**
 * A situation in which verdicts are counted, and with them each claim for which there is none: it must not vanish.
 *
 * @param claims those that should have been judged
 */
export function eachVerdict(
  verdicts: readonly (Judged & { readonly claim?: string })[],
  claims: readonly { readonly id: string }[] = [],
): Situation {
  const found = new Set(verdicts.map(({ claim }) => claim))
  const silent = claims.filter(({ id }) => !found.has(id)).map(() => [])
  return { unit: 'verdict', judged: [...verdicts.map((verdict) => [verdict]), ...silent] }
}

export function outcomeOf(situation: Situation): Outcome {
  const standings = situation.judged.map(worstStanding)
  const count = (which: Standing) => standings.filter((standing) => standing === which).length
  const byStanding = Object.fromEntries(STANDINGS.map((which) => [which, count(which)])) as Record<Standing, number>
  const counts = { ...byStanding, all: standings.length }
  const found = codeOf(situation, standings)
  const code = situation.stopped?.code ?? found
  const parts = partsOf(situation, counts)
  const numbers = parts.join('; ')
  return {
    code,
    tone: code === 0 && counts.all > 0 ? 'good' : found === 0 || found === 3 ? 'open' : 'bad',
    counts,
    headline: code === 0 && counts.all > 0 ? 'every verdict is the expected one' : numbers,
    sentence: `${numbers.charAt(0).toUpperCase()}${numbers.slice(1)}.`,
    belief: beliefIn(situation, counts),
  }
}

function codeOf({ worse, controlFailed, inError, failures }: Situation, standings: readonly Standing[]): number {
  return strongest([
    ...standings.map((standing) => CODES[standing]),
    ...(worse || controlFailed ? [1] : []),
    ...(inError ? [2] : []),
    ...(failures && failures.length > 0 ? [3] : []),
  ])
}

function partsOf(situation: Situation, counts: Outcome['counts']): string[] {
  const { unit, worse = 0, controlFailed, inError = 0, failures = [], stopped } = situation
  const { all, expected, contradicted, blind, open } = counts
  return [
    ...(all > 0 ? [`${expected} of ${plural(all, unit)} as expected`] : ['nothing was judged']),
    ...(contradicted > 0 ? [`${contradicted} contradict${contradicted === 1 ? 's' : ''} the expectation`] : []),
    ...(blind > 0 ? [`${blind} miss${blind === 1 ? 'es' : ''} a mutant`] : []),
    ...(open > 0 ? [`${open} not decided`] : []),
    ...(worse > 0 ? [`worse than the baseline in ${plural(worse, 'way')}`] : []),
    ...(controlFailed ? ['the null control failed'] : []),
    ...(inError > 0 ? [`${plural(inError, 'page')} in error`] : []),
    ...(failures.length > 0 ? ['something could not be done'] : []),
    ...(stopped ? [stopped.why] : []),
  ]
}

function beliefIn({ judged, failures = [] }: Situation, { all, contradicted, blind, open }: Outcome['counts']): string {
  if (all === 0) return 'This page claims nothing.'
  if (contradicted > 0) return 'Do not believe it as stated: a measurement contradicts it.'
  if (blind > 0) return 'Do not rely on it yet: a rule that is wrong on purpose passes it as well.'
  if (open > 0) return 'Do not rely on it yet: something that it needs was not decided.'
  if (failures.length > 0) return 'Do not rely on it yet: something that belongs to it could not be done.'
  const silent = judged.filter((verdicts) => !verdicts.some(({ status }) => isDecided(status))).length
  if (silent === all) return 'Every verdict is the expected one, and none of them decides anything.'
  const but = silent > 0 ? `, though ${silent} of ${all} decide${silent === 1 ? 's' : ''} nothing` : ''
  return `Believe it, as far as this was measured: every verdict is the expected one${but}.`
}
