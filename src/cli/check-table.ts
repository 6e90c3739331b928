import { slackText } from '../text/slack.ts'
import { verdictDigits } from '../theory/digits.ts'
import type { ClaimResult, Totals } from '../theory/ledger.ts'
import { rowWords, totals, totalsByPaper, worstFirst } from '../theory/ledger.ts'
import { toneOf, worstStanding } from '../theory/standing.ts'
import { type TextColumn, table } from './table.ts'
import { terminal } from './terminal.ts'
import { COLOURS, numberText, place, slackLine } from './verdicts.ts'

interface LedgerColumn extends TextColumn {
  text(row: ClaimResult): string
}

const columns: readonly LedgerColumn[] = [
  { head: 'claim', cut: true, text: name },
  { head: 'verdict', text: rowWords },
  {
    head: 'predicted',
    align: 'right',
    rank: 2,
    text: ({ worst }) => numberText(worst.predicted, verdictDigits(worst)),
  },
  { head: 'measured', align: 'right', rank: 1, text: ({ worst }) => numberText(worst.measured, verdictDigits(worst)) },
  { head: 'interval', rank: 5, text: interval },
  { head: 'slack', align: 'right', rank: 4, text: ({ worst }) => slackText(worst.slack, numberText) },
  { head: 'mutants', align: 'right', rank: 3, text: mutants },
]

/** The table of the ledger, the worst rows first. */
export function ledgerTable(rows: readonly ClaimResult[]): string[] {
  const shown = worstFirst(rows)
  const used = columns.filter(({ head, text }) => head !== 'mutants' || rows.some((row) => text(row)))
  const [head = '', ...lines] = table(
    used,
    shown.map((row) => used.map(({ text }) => text(row))),
    terminal.width,
  )
  return [
    terminal.paint('dim', head),
    ...lines.map((line, index) => {
      const row = shown[index]
      // The gap before the words keeps an id that contains them as it is.
      const words = row ? `  ${rowWords(row)}` : ''
      return row
        ? line.replace(words, () => `  ${terminal.paint(COLOURS[toneOf(worstStanding(row.verdicts))], words.trim())}`)
        : line
    }),
    ...slackLine(
      head,
      shown.map(({ worst }) => worst),
    ),
  ]
}

function name({ claim, verdicts }: ClaimResult): string {
  return verdicts.length === 1 ? claim.id : `${claim.id} (worst of ${verdicts.length})`
}

/** Two ends that are equal are no interval, but a value that nothing was left to chance for. */
function interval({ worst }: ClaimResult): string {
  if (worst.interval === null) return ''
  const [low, high] = worst.interval
  return low === high ? 'exact' : `[${numberText(low)}, ${numberText(high)}]`
}

function mutants({ mutants: all, caught }: ClaimResult): string {
  return all.length === 0 ? '' : `${caught.length}/${all.length} caught`
}

/** A sentence for each row that is not as it should be: what was found, and where the claim stands. */
export function surpriseLines(rows: readonly ClaimResult[]): string[] {
  return worstFirst(rows).flatMap((row) => surprise(row).map((sentence) => `${row.file}:${row.line}: ${sentence}`))
}

/** What is to be said of a claim that is not as expected; nothing of any other. */
export function surprise({ claim, verdicts, worst, missed }: ClaimResult): string[] {
  const surprising = verdicts.filter(({ status, expect }) => status !== expect).length
  const many = verdicts.length > 1 ? ` (${surprising} of ${verdicts.length} verdicts, the worst of them)` : ''
  const where = [worst.optimizer + place(worst)].filter((text) => text !== '').map((text) => `, ${text}`)
  return [
    ...(worst.status === worst.expect
      ? []
      : [`${claim.id}${where.join('')}: ${worst.status}, expected ${worst.expect}${many}: ${worst.reason}`]),
    ...(missed.length > 0 ? [`${claim.id} does not catch ${missed.join(', ')}`] : []),
  ]
}

/** A line for each paper, and one for all if there are several. */
export function totalLines(rows: readonly ClaimResult[]): string[] {
  const papers = totalsByPaper(rows)
  const all = papers.length > 1 ? [...papers, totals('all', rows)] : papers
  const longest = Math.max(0, ...all.map(({ paper }) => paper.length))
  const most = Math.max(0, ...all.map(({ claims }) => String(claims).length))
  return all.map(
    (one) =>
      `${one.paper.padEnd(longest)}  ${String(one.claims).padStart(most)} ${one.claims === 1 ? 'claim: ' : 'claims:'} ${totalsText(one)}`,
  )
}

export const totalsText = ({ verdicts }: Totals): string =>
  Object.entries(verdicts)
    .map(([words, count]) => `${count} ${words}`)
    .join(', ')
