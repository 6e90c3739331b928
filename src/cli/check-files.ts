import { appendFile } from 'node:fs/promises'
import { exactNumbers } from '../config/json-numbers.ts'
import type { Annotation } from '../report/github.ts'
import { type JunitCase, type JunitSuite, junitXml } from '../report/junit.ts'
import { jsonText } from '../text/json.ts'
import { joined, markdown, markdownTable } from '../text/markdown.ts'
import { verdictDigits } from '../theory/digits.ts'
import { type ClaimResult, rowWords, totals, totalsByPaper, worstFirst } from '../theory/ledger.ts'
import { type CheckOutcome, outcomeOfCheck } from './check-outcome.ts'
import { surprise, totalsText } from './check-table.ts'
import { controlLines } from './check-words.ts'
import { fileFailure } from './failure.ts'
import { numberText, slackText } from './verdicts.ts'

/** What of a check a JUnit report tells. */
type Tested = Pick<CheckOutcome, 'pages' | 'rows'> & Partial<Pick<CheckOutcome, 'control' | 'comparison'>>

/** A check, or a run, as a JUnit report: a suite for each paper, a case for each claim, and one for each control. */
export function checkJunit(outcome: Tested, name = 'adam-lab check'): string {
  const { pages, rows, control, comparison } = outcome
  const papers = [...new Set(rows.map(({ paper }) => paper))].map((paper): JunitSuite => {
    const own = pages.filter((page) => page.rows.some((row) => row.paper === paper))
    const cases = own.flatMap(({ rows: claims, seconds }) =>
      claims.map((row) => junitCase(row, seconds / claims.length)),
    )
    return { name: paper, cases }
  })
  const failure = (type: string, message: string) => ({ kind: 'failure' as const, type, message })
  const sentences = control ? controlLines(control).join('\n') : ''
  const controls: JunitCase[] = control
    ? [
        {
          name: 'null control',
          seconds: 0,
          problem: control.failed ? failure('false alarms', sentences) : null,
          ...(control.failed ? {} : { output: sentences }),
        },
      ]
    : []
  const worse = (comparison?.worse ?? []).map(({ claim, file, line, sentence }): JunitCase => {
    const place = file === null ? {} : { file, line }
    return { name: claim, seconds: 0, ...place, problem: failure('worse', `${claim}: ${sentence}`) }
  })
  return junitXml(name, [
    ...papers,
    ...(controls.length > 0 ? [{ name: 'controls', cases: controls }] : []),
    ...(worse.length > 0 ? [{ name: 'baseline', cases: worse }] : []),
  ])
}

function junitCase(row: ClaimResult, seconds: number): JunitCase {
  const { claim, file, line, code, worst } = row
  const at = { name: claim.id, seconds, file, line }
  if (code === 0) return { ...at, problem: null, output: worst.reason }
  const type = worst.status === worst.expect ? 'missed mutant' : worst.status
  return { ...at, problem: { kind: code === 1 ? 'failure' : 'error', type, message: surprise(row).join('\n') } }
}

/** The worst first: a step shows no more than ten annotations of a level. */
export function annotations({ rows, comparison }: CheckOutcome): Annotation[] {
  const found = worstFirst(rows).flatMap((row): Annotation[] => {
    if (row.code === 0) return []
    const title = `${row.claim.id}: ${rowWords(row)}`
    return [
      {
        level: row.code === 1 ? 'error' : 'warning',
        file: row.file,
        line: row.line,
        title,
        message: surprise(row).join('\n'),
      },
    ]
  })
  const worse = (comparison?.worse ?? []).map(
    ({ claim, file, line, sentence }): Annotation => ({
      level: 'error',
      file,
      line,
      title: `${claim}: worse than the baseline`,
      message: sentence,
    }),
  )
  return [...found, ...worse]
}

/** Markdown for the page of a workflow run: totals, then each claim that is not as expected, then all of them, folded. */
export function stepSummary(outcome: CheckOutcome): string {
  const { rows, control, comparison } = outcome
  const head = ['claim', 'verdict', 'predicted', 'measured', 'slack']
  const cells = (row: ClaimResult) => [
    row.claim.id,
    rowWords(row),
    numberText(row.worst.predicted, verdictDigits(row.worst)),
    numberText(row.worst.measured, verdictDigits(row.worst)),
    slackText(row.worst.slack),
  ]
  const sorted = worstFirst(rows)
  const wrong = sorted.filter(({ code }) => code !== 0)
  const papers = [...totalsByPaper(rows), totals('all', rows)]
  const remarks = [
    ...wrong.flatMap(surprise),
    ...(comparison?.worse ?? []).map(({ claim, sentence }) => `worse than the baseline: ${claim}: ${sentence}`),
    ...(control ? controlLines(control).slice(0, 1) : []),
  ]
  const blocks = [
    markdown`## adam-lab check: ${outcomeOfCheck(outcome).headline}`,
    markdownTable(
      ['paper', 'claims', 'verdicts'],
      papers.map((one) => [one.paper, one.claims, totalsText(one)]),
    ),
    ...(remarks.length > 0
      ? [
          joined(
            remarks.map((remark) => markdown`- ${remark}`),
            '\n',
          ),
        ]
      : []),
    markdown`<details><summary>All claims</summary>`,
    markdownTable(head, sorted.map(cells)),
    markdown`</details>`,
  ]
  return `${joined(blocks, '\n\n').text}\n`
}

/** Adds to a file that a workflow step is given for its summary. */
export async function appendSummary(file: string, text: string): Promise<void> {
  try {
    await appendFile(file, text)
  } catch (error) {
    throw fileFailure(error, `cannot write the step summary to '${file}'`)
  }
}

/** The check as one JSON document. */
export function checkJson(outcome: CheckOutcome): string {
  const { pages, rows, asked, control, comparison, seconds } = outcome
  const claims = rows.map(({ claim, paper, file, line, code, worst, verdicts, mutants, caught, missed }) => {
    const { status, expect } = worst
    return { claim: claim.id, paper, file, line, code, status, expect, mutants, caught, missed, verdicts }
  })
  const told = pages.map(({ plan, digest, seconds: spent, computed, code }) => {
    return { page: plan.experiment.name, file: plan.file, digest, seconds: spent, computed, code }
  })
  const head = {
    schema: 'adam-lab/check/1',
    code: outcomeOfCheck(outcome).code,
    complete: pages.length === asked,
    seconds,
  }
  const totalled = totalsByPaper(rows)
  return jsonText({ ...head, totals: totalled, control, baseline: comparison, pages: told, claims }, exactNumbers)
}
