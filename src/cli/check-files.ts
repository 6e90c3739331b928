import { appendFile } from 'node:fs/promises'
import { exactNumbers } from '../config/json-numbers.ts'
import { replaceable } from '../files/replaceable.ts'
import { unwritten } from '../messages/files.ts'
import type { Annotation } from '../report/github.ts'
import { quotePath } from '../text/clip.ts'
import { jsonText } from '../text/json.ts'
import { joined, markdown, markdownTable } from '../text/markdown.ts'
import { SLACK_LINE, slackText } from '../text/slack.ts'
import { verdictDigits } from '../theory/digits.ts'
import { type ClaimResult, rowWords, totals, totalsByPaper, worstFirst } from '../theory/ledger.ts'
import { mutationScores } from '../theory/mutation-score.ts'
import { surprise, totalsText } from './check-table.ts'
import { controlLines } from './check-words.ts'
import { fileFailure } from './failure.ts'
import { type Findings, nothingFound, outcomeOfFindings, rowsOf, worseIn } from './findings.ts'
import { numberText } from './verdicts.ts'

/** The worst first: a step shows no more than ten annotations of a level. Everything that the exit code is made of is among them. */
export function annotations(found: Findings): Annotation[] {
  const { control, inError, stopped, pages } = found
  const whole = { level: 'error' as const, file: null, line: 1 }
  return [
    ...(stopped ? [{ ...whole, title: 'adam-lab', message: stopped.why }] : []),
    ...inError.flatMap(({ file, mistakes }) =>
      mistakes.map(({ line, message }) => ({ level: 'error' as const, file, line, title: 'page in error', message })),
    ),
    ...worstFirst(rowsOf(found)).flatMap(claimAnnotation),
    ...worseIn(found).map(({ claim, file, line, sentence }) => {
      return { level: 'error' as const, file, line, title: `${claim}: worse than the baseline`, message: sentence }
    }),
    ...(control?.failed ? [{ ...whole, title: 'null control', message: controlLines(control).join('\n') }] : []),
    ...pages.flatMap(({ plan, failures }) =>
      failures.map((message) => ({ level: 'warning' as const, file: plan.file, line: 1, title: 'not done', message })),
    ),
  ]
}

function claimAnnotation(row: ClaimResult): Annotation[] {
  const { claim, code, file, line } = row
  if (code === 0) return []
  const title = `${claim.id}: ${rowWords(row)}`
  return [{ level: code === 1 ? 'error' : 'warning', file, line, title, message: surprise(row).join('\n') }]
}

/** Markdown for the page of a workflow run: totals, then each claim that is not as expected, then all of them, folded. */
export function stepSummary(found: Findings): string {
  const { control, inError, pages } = found
  const rows = rowsOf(found)
  const head = ['claim', 'verdict', 'predicted', 'measured', 'slack']
  const cells = (row: ClaimResult) => [
    row.claim.id,
    rowWords(row),
    numberText(row.worst.predicted, verdictDigits(row.worst)),
    numberText(row.worst.measured, verdictDigits(row.worst)),
    slackText(row.worst.slack, numberText),
  ]
  const sorted = worstFirst(rows)
  const wrong = sorted.filter(({ code }) => code !== 0)
  const papers = [...totalsByPaper(rows), totals('all', rows)]
  const remarks = [
    ...inError.flatMap(({ file, mistakes }) => mistakes.map(({ line, message }) => `${file}:${line}: ${message}`)),
    ...wrong.flatMap(surprise),
    ...worseIn(found).map(({ claim, sentence }) => `worse than the baseline: ${claim}: ${sentence}`),
    ...pages.flatMap(({ plan, failures }) => failures.map((failure) => `${plan.file}: ${failure}`)),
    ...(control ? controlLines(control).slice(0, 1) : []),
  ]
  const blocks = [
    markdown`## adam-lab check: ${outcomeOfFindings(found).headline}`,
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
    markdown`${SLACK_LINE}`,
    markdown`</details>`,
  ]
  return `${joined(blocks, '\n\n').text}\n`
}

/** Adds to a file that a workflow step is given for its summary. */
export async function appendSummary(file: string, text: string): Promise<void> {
  try {
    await appendFile(replaceable(file), text)
  } catch (error) {
    throw fileFailure(error, (why) => unwritten(`the step summary to ${quotePath(file)}`, why))
  }
}

/** The check as one JSON document. @param seconds wall time */
export function checkJson(found: Findings, seconds: number): string {
  const { pages, files, control, comparison, inError } = found
  const rows = rowsOf(found)
  const claims = rows.map(({ claim, paper, file, line, code, worst, verdicts, mutants, caught, missed }) => {
    const { status, expect } = worst
    return { claim: claim.id, paper, file, line, code, status, expect, mutants, caught, missed, verdicts }
  })
  const told = pages.map((page) => {
    const { plan, digest, seconds: spent, computed, failures } = page
    const { code } = outcomeOfFindings({ ...nothingFound(), pages: [page] })
    return { page: plan.experiment.name, file: plan.file, digest, seconds: spent, computed, code, failures }
  })
  const { code, headline, counts } = outcomeOfFindings(found)
  const complete = pages.length + inError.length === files.length
  const head = { schema: 'adam-lab/check/1', code, headline, counts, complete, seconds }
  const totalled = totalsByPaper(rows)
  const trials = pages.map((page) => page.trials)
  const tried = trials.some((one) => one.length > 0)
  const mutation = tried ? { mutation: { rules: mutationScores(trials), claims: trials.flat() } } : {}
  const parts = { totals: totalled, control, ...mutation, baseline: comparison, errors: inError, pages: told, claims }
  return jsonText({ ...head, ...parts }, exactNumbers)
}
