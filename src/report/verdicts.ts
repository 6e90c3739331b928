import type { Claim, Experiment, VerdictStatus } from '../config/experiment.ts'
import { shortNumber } from '../plots/numbers.ts'
import type { Verdict } from '../theory/verdict.ts'

/** How a verdict is coloured. Only what was measured and came out as stated is good. */
export type Tone = 'good' | 'bad' | 'open'

export interface VerdictRow {
  readonly tone: Tone
  readonly symbol: string
  /** Status in words, with the expectation: `violated, as expected`. */
  readonly status: string
  /** Optimizer, problem and grid point. */
  readonly where: string
  readonly predicted: string
  readonly measured: string
  readonly interval: string
  readonly slack: string
  /** The slack as a number: the smaller, the nearer to failing; infinity where there is none. */
  readonly room: number
  readonly n: string
  readonly reason: string
  readonly missed: readonly string[]
  readonly caught: readonly string[]
}

/** A claim with what was found for it. */
export interface ClaimSection {
  readonly id: string
  readonly title: string | null
  readonly statement: string | null
  readonly source: string | null
  readonly judge: string
  /** How strong the claim is, in a word of the field; null if the page does not say. */
  readonly strength: string | null
  readonly rows: readonly VerdictRow[]
  /** Rows left out: all of them as expected. */
  readonly hidden: number
}

export interface Overall {
  readonly tone: Tone
  readonly symbol: string
  readonly sentence: string
}

const SYMBOLS: Readonly<Record<Tone, string>> = { good: '✓', bad: '✗', open: '?' }
const MAX_ROWS = 60
const UNDECIDED: ReadonlySet<VerdictStatus> = new Set(['hypotheses-not-met', 'inconclusive', 'not-measured', 'error'])

export function tone({ status, expect }: Pick<Verdict, 'status' | 'expect'>): Tone {
  if (UNDECIDED.has(status)) return 'open'
  return status === expect ? 'good' : 'bad'
}

const words = (status: VerdictStatus): string => status.replaceAll('-', ' ')
const number = (value: number | null): string => (value === null ? '' : shortNumber(value, 6))

/** A verdict as tables show it. */
export function verdictRow(verdict: Verdict, severalProblems: boolean): VerdictRow {
  const { status, expect, interval, mutants } = verdict
  const at = Object.entries(verdict.at).map(([k, v]) => `${k}=${typeof v === 'number' ? shortNumber(v, 6) : v}`)
  const mark = tone(verdict)
  const those = (fate: string) => Object.keys(mutants).filter((name) => mutants[name] === fate)
  return {
    tone: mark,
    symbol: SYMBOLS[mark],
    status: `${words(status)}${status === expect ? (status === 'holds' ? '' : ', as expected') : `, expected: ${words(expect)}`}`,
    where: [verdict.optimizer, ...(severalProblems ? [verdict.problem] : []), ...at].join(', '),
    predicted: number(verdict.predicted),
    measured: number(verdict.measured),
    interval: interval && interval[0] !== interval[1] ? `[${number(interval[0])}, ${number(interval[1])}]` : '',
    slack: number(verdict.slack),
    room: verdict.slack ?? Number.POSITIVE_INFINITY,
    n: verdict.n > 0 ? String(verdict.n) : '',
    reason: verdict.reason,
    missed: those('missed'),
    caught: those('caught'),
  }
}

/** The claims in the order of the page, then verdicts on claims that the page does not have. */
export function claimSections(experiment: Experiment, verdicts: readonly Verdict[]): ClaimSection[] {
  const ids = [...new Set([...experiment.claims.map((c) => c.id), ...verdicts.map((v) => v.claim)])]
  const severalProblems = new Set(verdicts.map((v) => v.problem)).size > 1
  return ids.map((id) => {
    const claim: Claim | undefined = experiment.claims.find((c) => c.id === id)
    const own = verdicts.filter((v) => v.claim === id)
    // Where not all can be shown, those that need a reader come first.
    const ordered = own.length <= MAX_ROWS ? own : [...own].sort((a, b) => rank(a) - rank(b))
    const shown = ordered.filter((v, k) => k < MAX_ROWS || tone(v) !== 'good')
    return {
      id,
      title: claim?.title ?? null,
      statement: claim?.statement ?? null,
      source: claim?.source ?? null,
      judge: claim?.judge ?? own[0]?.judge ?? '',
      strength: claim?.strength ?? own[0]?.strength ?? null,
      rows: shown.map((v) => verdictRow(v, severalProblems)),
      hidden: own.length - shown.length,
    }
  })
}

const rank = (verdict: Verdict): number => ['bad', 'open', 'good'].indexOf(tone(verdict))

/** One sentence on all verdicts. A contradiction outweighs what is open, and both outweigh what holds. */
export function overall(
  experiment: { readonly claims: readonly { readonly id: string }[] },
  verdicts: readonly Verdict[],
): Overall {
  const count = (which: Tone) => verdicts.filter((v) => tone(v) === which).length
  const missed = verdicts.flatMap((v) => Object.values(v.mutants)).filter((fate) => fate === 'missed').length
  const [good, bad, open] = [count('good'), count('bad'), count('open')]
  const unjudged = experiment.claims.filter((c) => !verdicts.some((v) => v.claim === c.id)).length
  const mark: Tone = bad > 0 ? 'bad' : open + missed + unjudged > 0 || good === 0 ? 'open' : 'good'
  const of = `of ${verdicts.length} verdict${verdicts.length === 1 ? '' : 's'}`
  const parts = [
    `${good} ${of} as stated`,
    ...(bad > 0 ? [`${bad} contradict${bad === 1 ? 's' : ''} the expectation`] : []),
    ...(open > 0 ? [`${open} not decided`] : []),
    ...(unjudged > 0 ? [`${unjudged} claim${unjudged === 1 ? '' : 's'} without a verdict`] : []),
    ...(missed > 0 ? [`${missed} mutant${missed === 1 ? '' : 's'} missed`] : []),
  ]
  return {
    tone: mark,
    symbol: SYMBOLS[mark],
    sentence: verdicts.length === 0 ? 'Nothing was judged.' : `${parts.join('; ')}.`,
  }
}
