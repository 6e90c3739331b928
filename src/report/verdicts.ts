import type { Claim } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import { shortNumber } from '../plots/numbers.ts'
import type { Evidence, Verdict } from '../run/verdict.ts'
import { plural } from '../text/plural.ts'
import { slackText } from '../text/slack.ts'
import { verdictDigits } from '../theory/digits.ts'
import { type MutantFate, mutantFates, worstOf } from '../theory/ledger.ts'
import { eachVerdict, type Outcome, outcomeOf } from '../theory/outcome.ts'
import { reasonWords, STANDINGS, SYMBOLS, standingOf, type Tone, toneOf, verdictWords } from '../theory/standing.ts'

export interface VerdictRow {
  readonly tone: Tone
  readonly symbol: string
  /** As every surface words it: `violated (expected)`. */
  readonly status: string
  /** Optimizer, problem and grid point. */
  readonly where: string
  readonly predicted: string
  readonly measured: string
  readonly interval: string
  readonly slack: string
  readonly n: string
  readonly reason: string
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
  /** The verdict that counts: no other is further from what the page expects. Null if nothing was judged. */
  readonly worst: VerdictRow | null
  /** How many verdicts there are, and how many of them are like the worst. */
  readonly points: number
  readonly alike: number
  readonly mutants: readonly MutantFate[]
  /** What was tried beside these; null if nothing was. */
  readonly evidence: Evidence | null
}

/** How a page came out. */
export interface Overall extends Pick<Outcome, 'tone' | 'sentence' | 'belief'> {
  readonly symbol: string
}

const MAX_ROWS = 60

/** Whether verdicts are on several problems, so that each has to name its own; one on a rule itself is on none. */
export const severalProblems = (verdicts: readonly Verdict[]): boolean =>
  new Set(verdicts.flatMap(({ problem }) => (problem === '' ? [] : [problem]))).size > 1

/** A verdict as tables show it. */
export function verdictRow(verdict: Verdict, several: boolean): VerdictRow {
  const { interval } = verdict
  const digits = verdictDigits(verdict)
  const number = (value: number | null, most = 6): string => (value === null ? '' : shortNumber(value, most))
  const at = Object.entries(verdict.at).map(([k, v]) => `${k}=${typeof v === 'number' ? shortNumber(v, 6) : v}`)
  const tone = toneOf(standingOf(verdict))
  return {
    tone,
    symbol: SYMBOLS[tone],
    status: verdictWords(verdict),
    where: [verdict.optimizer, ...(several ? [verdict.problem] : []), ...at].filter((one) => one !== '').join(', '),
    predicted: number(verdict.predicted, digits),
    measured: number(verdict.measured, digits),
    interval:
      interval && interval[0] !== interval[1] ? `[${number(interval[0], digits)}, ${number(interval[1], digits)}]` : '',
    slack: slackText(verdict.slack, number),
    n: verdict.n > 0 ? String(verdict.n) : '',
    reason: reasonWords(verdict),
  }
}

/** The row of the verdict that counts for a claim; its words tell of mutants that any of the claim's verdicts misses. */
export function worstRow(verdicts: readonly Verdict[], several: boolean): VerdictRow | null {
  const worst = worstOf(verdicts)
  if (!worst) return null
  const misses = mutantFates(verdicts).some(({ fate }) => fate === 'missed')
  return { ...verdictRow(worst, several), status: verdictWords(worst, misses) }
}

/** The claims in the order of the page, then verdicts on claims that the page does not have. */
export function claimSections(experiment: Experiment, verdicts: readonly Verdict[]): ClaimSection[] {
  const ids = [...new Set([...experiment.claims.map((c) => c.id), ...verdicts.map((v) => v.claim)])]
  const several = severalProblems(verdicts)
  return ids.map((id) => {
    const claim: Claim | undefined = experiment.claims.find((c) => c.id === id)
    const own = verdicts.filter((v) => v.claim === id)
    const worst = worstOf(own)
    // Where not all can be shown, those that need a reader come first.
    const ordered = own.length <= MAX_ROWS ? own : [...own].sort((a, b) => rank(a) - rank(b))
    const shown = ordered.filter((v, k) => k < MAX_ROWS || standingOf(v) !== 'expected')
    return {
      id,
      title: claim?.title ?? null,
      statement: claim?.statement ?? null,
      source: claim?.source ?? null,
      judge: claim?.judge ?? own[0]?.judge ?? '',
      strength: claim?.strength ?? own[0]?.strength ?? null,
      rows: shown.map((v) => verdictRow(v, several)),
      hidden: own.length - shown.length,
      worst: worstRow(own, several),
      points: own.length,
      alike: own.filter(({ status }) => status === worst?.status).length,
      mutants: mutantFates(own),
      evidence: own.find(({ evidence }) => evidence)?.evidence ?? null,
    }
  })
}

const rank = (verdict: Verdict): number => STANDINGS.indexOf(standingOf(verdict))

/** What could not be done of a result: runs that failed, mutants' among them, and charts. */
export function undoneOf(
  runs: Iterable<{ readonly status: string }>,
  undrawn: readonly string[] | undefined = [],
): string[] {
  let failed = 0
  for (const { status } of runs) if (status === 'error') failed++
  return [...(failed > 0 ? [`${plural(failed, 'run')} failed`] : []), ...undrawn]
}

/**
 * How a page came out.
 *
 * @param failures what could not be done, though every verdict may be there
 */
export function overall(
  { claims }: { readonly claims: readonly { readonly id: string }[] },
  verdicts: readonly Verdict[],
  failures: readonly string[] = [],
): Overall {
  const { tone, sentence, belief } = outcomeOf({ ...eachVerdict(verdicts, claims), failures })
  return { tone, symbol: SYMBOLS[tone], sentence, belief }
}
