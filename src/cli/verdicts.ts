import { severalProblems } from '../report/verdicts.ts'
import type { Verdict } from '../run/verdict.ts'
import { SLACK_LINE, slackText } from '../text/slack.ts'
import { short, verdictDigits } from '../theory/digits.ts'
import type { Outcome } from '../theory/outcome.ts'
import { missedMutants, reasonWords, SYMBOLS, standingOf, type Tone, toneOf, verdictWords } from '../theory/standing.ts'
import { type TextColumn, table } from './table.ts'
import { terminal } from './terminal.ts'

const columns: readonly TextColumn[] = [
  { head: 'claim', cut: true },
  { head: 'problem', cut: true },
  { head: 'optimizer', cut: true },
  { head: 'verdict' },
  { head: 'predicted', align: 'right', rank: 2 },
  { head: 'measured', align: 'right', rank: 1 },
  { head: 'slack', align: 'right', rank: 3 },
]

/** More rows than this and those that are as expected are only counted. */
const MOST = 40

export const numberText = (value: number | null, digits?: number) => (value === null ? '' : short(value, digits))

/** What slack is, below a table that has any. */
export const slackLine = (head: string | undefined, verdicts: readonly Pick<Verdict, 'slack'>[]): string[] =>
  head?.includes('slack') && verdicts.some(({ slack }) => slack !== null) ? [terminal.paint('dim', SLACK_LINE)] : []

const asExpected = (verdict: Verdict) => standingOf(verdict) === 'expected'

/** The table of verdicts, and below it a sentence for each that is not as expected. */
export function verdictLines(verdicts: readonly Verdict[], quiet: boolean): string[] {
  const surprises = verdicts.filter((verdict) => !asExpected(verdict))
  const shown = quiet
    ? []
    : verdicts.length > MOST
      ? [...surprises, ...verdicts.filter(asExpected)].slice(0, Math.max(MOST, surprises.length))
      : verdicts
  const several = severalProblems(verdicts)
  const used = columns.filter(({ head }) => several || head !== 'problem')
  const rows = shown.map((verdict) => row(verdict).filter((_, index) => several || columns[index]?.head !== 'problem'))
  const lines = shown.length > 0 ? table(used, rows, terminal.width) : []
  const painted = lines.map((line, index) => {
    const verdict = shown[index - 1]
    return verdict
      ? line.replace(verdictWords(verdict), (text) => terminal.paint(COLOURS[toneOf(standingOf(verdict))], text))
      : terminal.paint('dim', line)
  })
  const more = quiet ? 0 : verdicts.length - shown.length
  return [
    ...painted,
    ...slackLine(lines[0], shown),
    ...(more > 0 ? [`... and ${more} more, all as expected`] : []),
    ...(surprises.length > 0 && !quiet ? [''] : []),
    ...surprises.flatMap((verdict) => explain(verdict, several)),
  ]
}

/** How it came out, in numbers. */
export const outcomeLine = ({ tone, sentence }: Pick<Outcome, 'tone' | 'sentence'>): string =>
  `${terminal.paint(COLOURS[tone], SYMBOLS[tone])} ${sentence}`

function row(verdict: Verdict): string[] {
  return [
    verdict.claim,
    verdict.problem,
    `${verdict.optimizer}${place(verdict)}`,
    verdictWords(verdict),
    numberText(verdict.predicted, verdictDigits(verdict)),
    numberText(verdict.measured, verdictDigits(verdict)),
    slackText(verdict.slack, numberText),
  ]
}

export function place({ at }: Verdict): string {
  const values = Object.entries(at).map(
    ([name, value]) => `${name}=${typeof value === 'number' ? short(value) : value}`,
  )
  return values.length > 0 ? ` (${values.join(', ')})` : ''
}

export const COLOURS: Readonly<Record<Tone, 'green' | 'red' | 'yellow'>> = { good: 'green', bad: 'red', open: 'yellow' }

function explain(verdict: Verdict, several: boolean): string[] {
  const on = several && verdict.problem !== '' ? ` on ${verdict.problem}` : ''
  const name = `${verdict.claim}, ${verdict.optimizer}${on}${place(verdict)}`
  const lines: string[] = []
  if (verdict.status !== verdict.expect) {
    lines.push(`${name}: ${verdict.status}, ${reasonWords(verdict)}`)
  }
  const missed = missedMutants(verdict)
  if (missed.length > 0) lines.push(`${name}: does not catch ${missed.join(', ')}`)
  return lines
}
