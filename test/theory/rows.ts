import type { Claim } from '../../src/config/claim.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { type ClaimResult, ledgerRows } from '../../src/theory/ledger.ts'
import { zero } from './synthetic.ts'

/** A verdict that holds as expected, but for what is given. */
export function verdict(changes: Partial<Verdict> = {}): Verdict {
  return {
    claim: 'paper/claim',
    judge: 'limit',
    strength: null,
    optimizer: 'adam',
    problem: 'p',
    at: {},
    status: 'holds',
    expect: 'holds',
    predicted: 0,
    measured: 0.5,
    interval: [0.4, 0.6],
    slack: 2,
    n: 16,
    reason: 'because',
    mutants: {},
    ...changes,
  }
}

/** The claim that a verdict is about. */
export function claimOf({ claim: id, expect }: Pick<Verdict, 'claim' | 'expect'>): Claim {
  return {
    id,
    title: null,
    source: null,
    statement: null,
    strength: null,
    exploratory: false,
    optimizers: ['adam'],
    where: {},
    hypotheses: [],
    during: [],
    expect,
    mutants: [],
    at: { line: 7, column: 5 },
    judge: 'limit',
    measure: 'y',
    burnIn: zero,
    ...{ window: null, from: zero, to: zero },
    predict: zero,
    within: zero,
  }
}

/** The row of a claim with some verdicts, at least one. */
export function rowOf(
  verdicts: readonly Verdict[],
  file = 'experiments/paper/page.yaml',
  paper = 'paper',
): ClaimResult {
  const [first] = verdicts
  if (!first) throw new Error('no verdict')
  const [row] = ledgerRows({ paper, file, claims: [claimOf(first)] }, verdicts)
  if (!row) throw new Error('no row')
  return row
}
