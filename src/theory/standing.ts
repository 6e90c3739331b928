import type { VerdictStatus } from '../config/claim.ts'
import type { Evidence, Verdict } from '../run/verdict.ts'

/** What of a verdict says whether it is as expected. */
export type Judged = Pick<Verdict, 'status' | 'expect' | 'mutants' | 'evidence'>

/**
 * How a verdict stands to what its page expects. `contradicted`: it was decided, and otherwise; `blind`: it is the expected one, but a
 * mutant passes as well; `open`: it is another, and decides nothing; `expected`: none of these.
 */
export type Standing = 'contradicted' | 'blind' | 'open' | 'expected'

/** The worst first. */
export const STANDINGS: readonly Standing[] = ['contradicted', 'blind', 'open', 'expected']

/** How a standing looks: what needs a reader is not good. */
export type Tone = 'good' | 'bad' | 'open'

/** The worst first. */
export const TONES: readonly Tone[] = ['bad', 'open', 'good']

const TONE_OF: Readonly<Record<Standing, Tone>> = { contradicted: 'bad', blind: 'bad', open: 'open', expected: 'good' }

export const SYMBOLS: Readonly<Record<Tone, string>> = { good: '✓', bad: '✗', open: '?' }

/** Whether a status says something of the claim; the others say why nothing can be said. */
export const isDecided = (status: VerdictStatus): boolean => status === 'holds' || status === 'violated'

/** Mutants that a decided claim let pass. Where the claim itself is open, its mutants show nothing. */
export function missedMutants({ status, mutants }: Pick<Judged, 'status' | 'mutants'>): string[] {
  return isDecided(status) ? Object.keys(mutants).filter((name) => mutants[name] === 'missed') : []
}

export function standingOf(verdict: Judged): Standing {
  const { status, expect } = verdict
  if (status !== expect) return isDecided(status) ? 'contradicted' : 'open'
  return missedMutants(verdict).length > 0 ? 'blind' : 'expected'
}

/** The worst standing of some verdicts on one claim; `open` if there are none, for nothing was judged. */
export function worstStanding(verdicts: readonly Judged[]): Standing {
  const found = new Set(verdicts.map(standingOf))
  return STANDINGS.find((standing) => found.has(standing)) ?? 'open'
}

export const toneOf = (standing: Standing): Tone => TONE_OF[standing]

/**
 * The words for a verdict, wherever it is shown: its status, and in brackets what a reader would not guess. `holds` where it was not
 * expected is the opposite of good news, and must not be counted with the others.
 *
 * @param misses whether a mutant is missed; of a claim with several verdicts, by any of them
 */
export function verdictWords(verdict: Judged, misses: boolean = missedMutants(verdict).length > 0): string {
  const { status, expect } = verdict
  const notes = [
    ...(status === expect && status !== 'holds' ? ['expected'] : []),
    ...(status !== expect && status === 'holds' ? ['unexpected'] : []),
    ...(misses ? ['misses a mutant'] : []),
  ]
  const said = isWeak(verdict) ? `${status}, ${weakWords(verdict.evidence)}` : status
  return notes.length === 0 ? said : `${said} (${notes.join(', ')})`
}

/** Whether a claim holds, and nothing that was tried in place of its rule made it fail. */
export const isWeak = (verdict: Judged): verdict is Judged & { readonly evidence: Evidence } =>
  verdict.status === 'holds' && verdict.evidence?.weak === true

/** Rivals that a verdict names; of more, that there are more. */
const NAMED = 3

/** `weak: also of sgd, lion`. */
export function weakWords({ rivals }: Evidence): string {
  const passed = rivals?.passed ?? []
  const names = passed.length > NAMED ? [...passed.slice(0, NAMED), '...'] : passed
  return names.length === 0 ? 'weak' : `weak: also of ${names.join(', ')}`
}

/** The words for a verdict among many: those that are weak are counted together. */
export function countedWords(verdict: Judged, misses: boolean): string {
  const { evidence: _, ...bare } = verdict
  return isWeak(verdict) ? verdictWords(bare, misses).replace(/^holds/, 'holds, weak') : verdictWords(bare, misses)
}

/** Why a verdict is what it is, after what was expected where that is something else. */
export const reasonWords = ({ status, expect, reason }: Pick<Verdict, 'status' | 'expect' | 'reason'>): string =>
  status === expect ? reason : `expected ${expect}: ${reason}`
