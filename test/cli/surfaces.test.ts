import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotations, checkJson, stepSummary } from '../../src/cli/check-files.ts'
import { findingsJunit } from '../../src/cli/check-junit.ts'
import { ledgerTable, surpriseLines, totalLines } from '../../src/cli/check-table.ts'
import { type Findings, nothingFound, outcomeOfFindings, rowsOf } from '../../src/cli/findings.ts'
import { outcomeLine, verdictLines } from '../../src/cli/verdicts.ts'
import type { VerdictStatus } from '../../src/config/claim.ts'
import { comparisonHtml } from '../../src/report/compare/html.ts'
import { comparisonMarkdown } from '../../src/report/compare/markdown.ts'
import { comparisonModel } from '../../src/report/compare/model.ts'
import { annotationLine } from '../../src/report/github.ts'
import { reportHtml } from '../../src/report/html.ts'
import { verdictsTex } from '../../src/report/latex/verdicts.ts'
import { ledgerHtml } from '../../src/report/ledger/html.ts'
import { ledgerModel } from '../../src/report/ledger/model.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { reportModel } from '../../src/report/model.ts'
import { scoreboard } from '../../src/report/scoreboard.ts'
import type { Summary } from '../../src/report/summary.ts'
import { overall, undoneOf } from '../../src/report/verdicts.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { escapeMarkdown } from '../../src/text/markdown.ts'
import { ledgerRows } from '../../src/theory/ledger.ts'
import { nullControl } from '../../src/theory/null-control.ts'
import { exitCode } from '../../src/theory/outcome.ts'
import { limitClaim, reportInput, verdict } from '../report/fixture.ts'
import { type Element, parseXml } from '../report/xml.ts'

/** What a page claims and what was found for it: a claim's expectation, and the statuses of its verdicts. */
interface Claimed {
  readonly expect: VerdictStatus
  readonly found: readonly { readonly status: VerdictStatus; readonly mutant?: 'caught' | 'missed' }[]
}

interface Around {
  readonly worse?: boolean
  readonly controlFailed?: boolean
  readonly inError?: boolean
  readonly failures?: boolean
  readonly stopped?: boolean
}

const claim = (expect: VerdictStatus, ...statuses: VerdictStatus[]): Claimed => ({
  expect,
  found: statuses.map((status) => ({ status })),
})

const blind = (expect: VerdictStatus, status: VerdictStatus): Claimed => ({
  expect,
  found: [{ status, mutant: 'missed' }],
})

const DECIDED: readonly VerdictStatus[] = ['holds', 'violated']

/** The exit code by the words of the README, written a second time: 2 beats 1 beats 3 beats 0. */
function codeByTheReadme(claims: readonly Claimed[], around: Around): number {
  if (around.stopped) return 130
  if (around.inError) return 2
  const all = claims.flatMap(({ expect: expected, found }) =>
    found.map(({ status, mutant }) => ({ asStated: status === expected, decided: DECIDED.includes(status), mutant })),
  )
  if (all.some(({ asStated, decided, mutant }) => decided && (!asStated || mutant === 'missed'))) return 1
  if (around.worse || around.controlFailed) return 1
  const silent = claims.some(({ found }) => found.length === 0)
  return silent || all.some(({ asStated }) => !asStated) || around.failures ? 3 : 0
}

/** Everything that tells of some claims. */
function surfaces(claims: readonly Claimed[], around: Around = {}) {
  const stated = claims.map(({ expect: expected }, k) => limitClaim({ id: `paper/c${k}`, expect: expected }))
  const verdicts = claims.flatMap(({ expect: expected, found }, k) =>
    found.map(({ status, mutant }, point): Verdict => {
      const mutants = mutant ? { 'adopt@wrong': mutant } : {}
      return verdict({
        claim: `paper/c${k}`,
        status,
        expect: expected,
        at: { point },
        mutants,
        reason: `because ${k}.${point}`,
      })
    }),
  )
  const input = reportInput({ claims: stated })
  const { experiment } = input
  const file = 'claims/paper/page.yaml'
  const rows = ledgerRows({ paper: 'paper', file, claims: stated }, verdicts)
  const failures = around.failures ? ['1 run of adopt: no memory'] : []
  const page = { plan: { file, experiment, runs: 1 }, rows, trials: [], digest: 'd', computed: 1, seconds: 1, failures }
  const change = { claim: 'paper/c0', file, line: 1, sentence: 'was holds, is another' }
  const found: Findings = {
    ...nothingFound(),
    pages: [page],
    files: [file],
    comparison: around.worse ? { worse: [change], better: [], added: [] } : null,
    control: around.controlFailed
      ? nullControl({
          sets: 2,
          pages: 1,
          asked: 2,
          seconds: 1,
          alarms: [1, 2].map((seed) => ({ page: 'p', seed, claims: ['c'] })),
        })
      : null,
    inError: around.inError ? [{ file: 'claims/paper/bad.yaml', mistakes: [{ line: 3, message: 'a mistake' }] }] : [],
    stopped: around.stopped ? { code: 130, why: 'interrupted' } : null,
  }
  const summary: Summary = {
    experiment: experiment.name,
    title: experiment.title,
    digest: 'd',
    plots: [],
    claims: stated.map(({ id }) => ({ id, title: null, source: null, statement: null })),
    verdicts,
    ...(around.failures ? { undrawn: ["plot 'p' cannot be drawn"] } : {}),
    runs: [],
  }
  const report = reportModel({ ...input, verdicts, undrawn: summary.undrawn ?? [] })
  const ledger = ledgerModel('All', [{ path: 'page', summary, report: true }])
  const comparison = comparisonModel([
    { path: 'a', summary, figures: [] },
    { path: 'b', summary, figures: [] },
  ])
  return { verdicts, rows, found, summary, report, ledger, comparison, outcome: outcomeOfFindings(found) }
}

const casesOf = (found: Findings): Element[] =>
  parseXml(findingsJunit(found, { whole: 'check', suiteOf: () => 'paper' })).children.flatMap(
    ({ children }) => children,
  )

/** What a JUnit report shows of the exit code. */
function codeOfJunit(found: Findings): number {
  const problems = casesOf(found).flatMap(({ children }) => children.filter(({ name }) => name !== 'system-out'))
  const types = problems.map(({ attributes }) => attributes.type)
  if (types.includes('not finished')) return 130
  if (types.includes('page in error')) return 2
  if (problems.some(({ name }) => name === 'failure')) return 1
  return problems.length > 0 ? 3 : 0
}

function codeOfAnnotations(found: Findings): number {
  const lines = annotations(found).map(annotationLine)
  if (lines.some((line) => line.includes('title=adam-lab::'))) return 130
  if (lines.some((line) => line.includes('title=page in error::'))) return 2
  if (lines.some((line) => line.startsWith('::error '))) return 1
  return lines.length > 0 ? 3 : 0
}

/** Sees that all surfaces say the same. */
function agree(claims: readonly Claimed[], around: Around = {}): void {
  const { verdicts, rows, found, summary, report, ledger, comparison, outcome } = surfaces(claims, around)
  const code = codeByTheReadme(claims, around)
  const alone = codeByTheReadme(claims, {})
  const page = codeByTheReadme(claims, { failures: around.failures ?? false })

  // The exit code: of the check, of its JSON, of its JUnit report, of its annotations; of verdicts alone.
  const json = JSON.parse(checkJson(found, 1))
  expect([outcome.code, json.code, codeOfJunit(found), codeOfAnnotations(found)]).toEqual([code, code, code, code])
  if (claims.every(({ found: some }) => some.length > 0)) expect(exitCode(verdicts)).toBe(alone)

  // The head of the step's summary, and the last line on the terminal, are good news for 0 alone.
  const [head = ''] = stepSummary(found).split('\n')
  expect(head).toContain(escapeMarkdown(outcome.headline))
  expect(head.includes('every verdict is the expected one')).toBe(code === 0 && rows.length > 0)
  expect(json.headline).toBe(outcome.headline)
  expect(outcomeLine(outcome).startsWith('✓ ')).toBe(code === 0 && rows.length > 0)

  // Whether a page is to be relied on follows from its verdicts, in every place that says so.
  const tone = rows.length === 0 ? 'open' : ({ 0: 'good', 1: 'bad', 3: 'open' } as Record<number, string>)[page]
  const tones = [
    report.overall,
    overall(summary, verdicts, undoneOf([], summary.undrawn)),
    ledger,
    ...comparison.sides.map((side) => side.overall),
  ]
  expect(tones.map((one) => one.tone)).toEqual(tones.map(() => tone))
  for (const text of [reportHtml(report), reportMarkdown(report)]) {
    expect(text.includes('Do not ')).toBe(rows.length > 0 && page !== 0)
    expect(text.includes('Believe it')).toBe(page === 0 && verdicts.some(({ status }) => DECIDED.includes(status)))
    expect(text).toContain(escapeMarkdown(report.overall.sentence))
  }
  expect(comparisonHtml(comparison)).toContain(report.overall.sentence)
  expect(comparisonMarkdown(comparison, () => '')).toContain(escapeMarkdown(report.overall.sentence))
  if (rows.length > 0) expect(ledgerHtml(ledger)).toContain(`class="overall ${tone}"`)

  // How many claims are as expected, contradicted or open.
  const { counts } = outcome
  const failed = casesOf(found).filter(
    ({ attributes }) => attributes.name?.startsWith('paper/c') && attributes.classname !== 'baseline',
  )
  const of = (kind: string) => failed.filter(({ children }) => children.some(({ name }) => name === kind)).length
  expect([of('failure'), of('error')]).toEqual([counts.contradicted + counts.blind, counts.open])
  expect(ledger.counts).toEqual({ good: counts.expected, bad: of('failure'), open: of('error') })
  expect(json.counts).toEqual(counts)
  if (rows.length > 0)
    expect(
      outcome.headline === 'every verdict is the expected one' ||
        outcome.headline.startsWith(`${counts.expected} of ${rows.length} claim`),
    ).toBe(true)
  expect(ledger.sentence.startsWith(`${counts.expected} of ${rows.length} claim`)).toBe(rows.length > 0)
  expect(rows.filter((row) => row.code === 0)).toHaveLength(counts.expected)
  expect(surpriseLines(rows).length > 0).toBe(counts.expected < rows.length)

  // The words for each claim, wherever it is shown.
  const table = ledgerTable(rows)
  const board = scoreboard(
    [{ paper: 'paper', file: 'f', title: 't', digest: 'd', rows, folder: 'g', figures: [] }],
    [],
    '',
  )
  const told = annotations(found).map(annotationLine).join('\n')
  for (const row of rows) {
    const { id } = row.claim
    const words = ledger.rows.find((one) => one.claim === id)?.worst.status ?? ''
    const own = row.verdicts.filter(({ optimizer }) => optimizer !== '')
    const section = report.claims.find((one) => one.id === id)
    expect(section?.worst?.status ?? 'not-measured').toBe(words)
    const look = row.code === 0 ? 'good' : row.code === 1 ? 'bad' : 'open'
    expect([section?.worst?.tone ?? 'open', ledger.rows.find((one) => one.claim === id)?.worst.tone]).toEqual([
      look,
      look,
    ])
    const line = table.find((one) => one.startsWith(`${id} `)) ?? ''
    expect(`${line} `).toContain(` ${words} `)
    expect(stepSummary(found)).toContain(`| ${escapeMarkdown(id)} | ${escapeMarkdown(words)} |`)
    expect(told.includes(`title=${id}%3A ${words.replaceAll(',', '%2C')}::`)).toBe(row.code !== 0)
    if (id === 'paper/c0') expect(board).toContain(`**${escapeMarkdown(words)}**`)
    expect(totalLines(rows).join('\n')).toContain(words)
    if (own.length !== 1) continue
    expect(section?.rows.map(({ status }) => status)).toEqual([words])
    expect(`${verdictLines(own, false)[1]} `).toContain(` ${words} `)
    const { cells } = comparison.verdicts.find((one) => one.claim === id) ?? {}
    expect(cells?.map((cell) => cell?.status)).toEqual([words, words])
    expect(verdictsTex({ ...summary, verdicts: own }).includes('\\textbf')).toBe(row.code !== 0)
  }
}

describe('every surface says the same of', () => {
  it.each<[string, readonly Claimed[], Around?]>([
    ['nothing', []],
    ['what holds', [claim('holds', 'holds', 'holds')]],
    ['what fails as expected', [claim('violated', 'violated')]],
    [
      'what is undecided as expected',
      [claim('hypotheses-not-met', 'hypotheses-not-met'), claim('inconclusive', 'inconclusive')],
    ],
    [
      'what is as expected, in three ways',
      [claim('holds', 'holds'), claim('violated', 'violated'), claim('hypotheses-not-met', 'hypotheses-not-met')],
    ],
    ['what is not measured, as expected', [claim('not-measured', 'not-measured')]],
    ['a claim that fails', [claim('holds', 'holds', 'violated')]],
    ['a claim that holds and should not', [claim('violated', 'holds')]],
    ['a claim that is decided and should not be', [claim('hypotheses-not-met', 'holds')]],
    ['a claim that is open', [claim('holds', 'inconclusive', 'holds')]],
    ['a claim whose error is not the expected openness', [claim('inconclusive', 'error')]],
    ['a claim for which nothing was judged', [claim('holds'), claim('holds', 'holds')]],
    ['a claim that misses a mutant', [blind('holds', 'holds')]],
    ['a failure that is expected and misses a mutant', [blind('violated', 'violated')]],
    ['a contradiction that misses a mutant', [blind('violated', 'holds')]],
    ['an open claim, the mutants of which show nothing', [blind('holds', 'inconclusive')]],
    ['what is worse than the baseline', [claim('holds', 'holds')], { worse: true }],
    ['a null control that fails', [claim('holds', 'holds')], { controlFailed: true }],
    ['a page in error beside one that is not', [claim('holds', 'holds')], { inError: true }],
    ['a page in error beside a contradiction', [claim('holds', 'violated')], { inError: true }],
    ['something that could not be done', [claim('holds', 'holds')], { failures: true }],
    ['something that could not be done beside a contradiction', [claim('holds', 'violated')], { failures: true }],
    ['what was interrupted', [claim('holds', 'holds')], { stopped: true }],
  ])('%s', (_, claims, around) => {
    agree(claims, around)
  })

  const status = fc.constantFrom<VerdictStatus>(
    'holds',
    'violated',
    'hypotheses-not-met',
    'inconclusive',
    'not-measured',
    'error',
  )
  const point = fc.record({ status, mutant: fc.constantFrom(undefined, 'caught' as const, 'missed' as const) })
  const asItIs = ({
    expect: expected,
    found,
  }: {
    expect: VerdictStatus
    found: { status: VerdictStatus; mutant: 'caught' | 'missed' | undefined }[]
  }): Claimed => ({
    expect: expected,
    found: found.map((one) => (one.mutant ? { status: one.status, mutant: one.mutant } : { status: one.status })),
  })
  const claimed = fc.record({ expect: status, found: fc.array(point, { minLength: 1, maxLength: 3 }) }).map(asItIs)
  const seldom = fc.integer({ min: 0, max: 4 }).map((n) => n === 0)
  const around = fc.record({ worse: seldom, controlFailed: seldom, inError: seldom, failures: seldom, stopped: seldom })

  it('whatever claims, verdicts, mutants and mishaps there are', () => {
    fc.assert(
      fc.property(fc.array(claimed, { maxLength: 4 }), around, (claims, mishaps) => agree(claims, mishaps)),
      { numRuns: 60 },
    )
  })
})

describe('what a reader is told to believe', () => {
  const belief = (...claims: readonly Claimed[]) => surfaces(claims).report.overall.belief

  it('is nothing bad where every verdict is the expected one', () => {
    expect(belief(claim('holds', 'holds'))).toBe(
      'Believe it, as far as this was measured: every verdict is the expected one.',
    )
    expect(belief(claim('violated', 'violated'), claim('hypotheses-not-met', 'hypotheses-not-met'))).toBe(
      'Believe it, as far as this was measured: every verdict is the expected one, though 1 of 2 decides nothing.',
    )
    expect(belief(claim('inconclusive', 'inconclusive'))).toBe(
      'Every verdict is the expected one, and none of them decides anything.',
    )
  })

  it('is the worst of what was found', () => {
    expect(belief(claim('holds', 'inconclusive'))).toMatch(/^Do not rely on it yet: .* not decided\.$/)
    expect(belief(claim('holds', 'inconclusive'), blind('holds', 'holds'))).toMatch(/wrong on purpose passes it/)
    expect(belief(blind('holds', 'holds'), claim('violated', 'holds'))).toMatch(/^Do not believe it as stated/)
  })
})

it('holds nothing against a baseline that is replaced', () => {
  const { found } = surfaces([claim('holds', 'holds')], { worse: true })
  const replacing = { ...found, replaces: true }
  expect([outcomeOfFindings(replacing).code, codeOfJunit(replacing), codeOfAnnotations(replacing)]).toEqual([0, 0, 0])
  expect(rowsOf(replacing)).toHaveLength(1)
})
