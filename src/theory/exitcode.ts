import type { Verdict } from './verdict.ts'

/**
 * The process's answer: 0 if every verdict is the expected one, 1 if a verdict contradicts its expectation or a claim
 * that was decided misses one of its mutants, 3 if something could not be judged. 1 beats 3.
 */
export function exitCode(verdicts: readonly Verdict[]): 0 | 1 | 3 {
  if (verdicts.some((verdict) => contradicts(verdict) || missedMutants(verdict).length > 0)) return 1
  return verdicts.some((verdict) => verdict.status !== verdict.expect) ? 3 : 0
}

const decided = ({ status }: Verdict) => status === 'holds' || status === 'violated'

/** Whether a claim was decided, and not as the page expects. */
export function contradicts(verdict: Verdict): boolean {
  return decided(verdict) && verdict.status !== verdict.expect
}

/** Mutants that a decided claim let pass. Where the claim itself is open, its mutants show nothing. */
export function missedMutants(verdict: Verdict): string[] {
  return decided(verdict) ? Object.keys(verdict.mutants).filter((name) => verdict.mutants[name] === 'missed') : []
}
