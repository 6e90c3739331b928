import { type JunitCase, type JunitSuite, junitXml } from '../report/junit.ts'
import type { ClaimResult } from '../theory/ledger.ts'
import type { CheckedPage } from './check-run.ts'
import { surprise } from './check-table.ts'
import { controlLines } from './check-words.ts'
import { type Findings, unknownPages, worseIn } from './findings.ts'
import type { PageInError } from './page-in-error.ts'

/** How a JUnit report names what is in it. */
export interface JunitNames {
  /** Of the whole: `adam-lab check`. */
  readonly whole: string
  /** The suite of a page that is in error, or of which something could not be done. */
  readonly suiteOf: (file: string) => string
}

/**
 * What was found as a JUnit report: a suite for each paper, or page, with a case for each claim; a case for each page in error, for the
 * control, and for each thing that got worse. Everything that the exit code is made of is a case, so it is green for 0 alone.
 */
export function findingsJunit(found: Findings, { whole, suiteOf }: JunitNames): string {
  const cases = [
    ...found.pages.flatMap((page) => pageCases(page, suiteOf)),
    ...found.inError.map((page) => ({ suite: suiteOf(page.file), one: errorCase(page) })),
    ...controlCases(found).map((one) => ({ suite: 'controls', one })),
    ...worseCases(found).map((one) => ({ suite: 'baseline', one })),
    ...stoppedCases(found, whole).map((one) => ({ suite: whole, one })),
  ]
  const names = [...new Set(cases.map(({ suite }) => suite))]
  const suites = names.map(
    (name): JunitSuite => ({ name, cases: cases.filter(({ suite }) => suite === name).map(({ one }) => one) }),
  )
  return junitXml(whole, suites)
}

function pageCases({ plan, rows, seconds, failures }: CheckedPage, suiteOf: JunitNames['suiteOf']) {
  const claims = rows.map((row) => ({ suite: row.paper, one: claimCase(row, seconds / rows.length) }))
  const message = failures.join('\n')
  const problem = { kind: 'error' as const, type: 'not done', message }
  const undone = { suite: suiteOf(plan.file), one: { name: plan.file, seconds: 0, file: plan.file, line: 1, problem } }
  return failures.length > 0 ? [...claims, undone] : claims
}

function claimCase(row: ClaimResult, seconds: number): JunitCase {
  const { claim, file, line, code, worst } = row
  const at = { name: claim.id, seconds, file, line }
  if (code === 0) return { ...at, problem: null, output: worst.reason }
  const type = worst.status === worst.expect ? 'missed mutant' : worst.status
  return { ...at, problem: { kind: code === 1 ? 'failure' : 'error', type, message: surprise(row).join('\n') } }
}

function errorCase({ file, mistakes }: PageInError): JunitCase {
  const message = mistakes.map((one) => `${file}:${one.line}: ${one.message}`).join('\n')
  const problem = { kind: 'error' as const, type: 'page in error', message }
  return { name: file, seconds: 0, file, line: mistakes[0]?.line ?? 1, problem }
}

function controlCases({ control }: Findings): JunitCase[] {
  if (!control) return []
  const message = controlLines(control).join('\n')
  const at = { name: 'null control', seconds: 0 }
  if (!control.failed) return [{ ...at, problem: null, output: message }]
  return [{ ...at, problem: { kind: 'failure', type: 'false alarms', message } }]
}

const worseCases = (found: Findings): JunitCase[] =>
  worseIn(found).map(({ claim, file, line, sentence }) => ({
    name: claim,
    seconds: 0,
    ...(file === null ? {} : { file, line }),
    problem: { kind: 'failure', type: 'worse', message: `${claim}: ${sentence}` },
  }))

/** What did not come to its end passed nothing, however green the pages before are. */
function stoppedCases(found: Findings, whole: string): JunitCase[] {
  if (!found.stopped) return []
  const message = [found.stopped.why, ...unknownPages(found).map((file) => `not judged: ${file}`)].join('\n')
  return [{ name: whole, seconds: 0, problem: { kind: 'error', type: 'not finished', message } }]
}
