import { contradicts, missedMutants } from '../theory/exitcode.ts'
import { short } from '../theory/finding.ts'
import { wordsFor } from '../theory/ledger.ts'
import type { Verdict } from '../theory/verdict.ts'
import { type Column, table } from './table.ts'
import { terminal } from './terminal.ts'

const columns: readonly Column[] = [
  { head: 'claim', cut: true },
  { head: 'optimizer', cut: true },
  { head: 'verdict' },
  { head: 'predicted', align: 'right' },
  { head: 'measured', align: 'right' },
  { head: 'slack', align: 'right' },
]

/** More rows than this and those that are as expected are only counted. */
const MOST = 40

export const numberText = (value: number | null) => (value === null ? '' : short(value))

/** An infinite slack: nothing of the tolerance was needed. */
export const slackText = (value: number | null) => (value === Number.POSITIVE_INFINITY ? 'exact' : numberText(value))

const asExpected = (verdict: Verdict) => verdict.status === verdict.expect && missedMutants(verdict).length === 0

/** The table of verdicts, and below it a sentence for each that is not as expected. */
export function verdictLines(verdicts: readonly Verdict[], quiet: boolean): string[] {
  const surprises = verdicts.filter((verdict) => !asExpected(verdict))
  const shown = quiet
    ? []
    : verdicts.length > MOST
      ? [...surprises, ...verdicts.filter(asExpected)].slice(0, Math.max(MOST, surprises.length))
      : verdicts
  const lines = shown.length > 0 ? table(columns, shown.map(row), terminal.width) : []
  const painted = lines.map((line, index) => {
    const verdict = shown[index - 1]
    return verdict
      ? line.replace(wordsFor(verdict), (text) => terminal.paint(colour(verdict), text))
      : terminal.paint('dim', line)
  })
  const more = quiet ? 0 : verdicts.length - shown.length
  return [
    ...painted,
    ...(more > 0 ? [`... and ${more} more, all as expected`] : []),
    ...(surprises.length > 0 && !quiet ? [''] : []),
    ...surprises.flatMap(explain),
  ]
}

function row(verdict: Verdict): string[] {
  return [
    verdict.claim,
    `${verdict.optimizer}${place(verdict)}`,
    wordsFor(verdict),
    numberText(verdict.predicted),
    numberText(verdict.measured),
    slackText(verdict.slack),
  ]
}

export function place({ at }: Verdict): string {
  const values = Object.entries(at).map(
    ([name, value]) => `${name}=${typeof value === 'number' ? short(value) : value}`,
  )
  return values.length > 0 ? ` (${values.join(', ')})` : ''
}

const colour = (verdict: Verdict) =>
  asExpected(verdict) ? 'green' : contradicts(verdict) || missedMutants(verdict).length > 0 ? 'red' : 'yellow'

function explain(verdict: Verdict): string[] {
  const name = `${verdict.claim}, ${verdict.optimizer}${place(verdict)}`
  const lines: string[] = []
  if (verdict.status !== verdict.expect) {
    lines.push(`${name}: ${verdict.status}, expected ${verdict.expect}: ${verdict.reason}`)
  }
  const missed = missedMutants(verdict)
  if (missed.length > 0) lines.push(`${name}: does not catch ${missed.join(', ')}`)
  return lines
}
