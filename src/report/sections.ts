import { shortNumber } from '../plots/numbers.ts'
import { type Html, html } from '../text/html.ts'
import type { MutantFate } from '../theory/ledger.ts'
import { claimAnchor, problemAnchor, ruleAnchor, verdictAnchor } from './anchors.ts'
import { evidenceSentences } from './evidence.ts'
import type { HypothesisRow } from './hypotheses.ts'
import type { Maths } from './maths.ts'
import type { ReportModel } from './model.ts'
import type { OptimizerSection } from './optimizers.ts'
import type { ProblemSection } from './problems.ts'
import { type RunSummary, type RunTable, runsSentence } from './run-table.ts'
import type { Setting } from './settings.ts'
import { slackHead } from './slack.ts'
import type { ClaimSection, VerdictRow } from './verdicts.ts'

const scroll = (content: Html): Html => html`<div class="scroll" tabindex="0">${content}</div>`

const cell = (label: string, text: string): Html => html`<td class="n" data-label="${label}">${text}</td>`

const anchor = (id: string, content: Html): Html => html`<a class="anchor" href="#${id}">${content}</a>`

const verdictHtml = (claim: string, row: VerdictRow, id: string): Html =>
  html`<tr id="${id}"><td class="status ${row.tone}"><span aria-hidden="true">${row.symbol}</span> ${row.status}</td>
<td>${anchor(id, html`${row.where === '' ? claim : row.where}`)}</td>${[
    cell('predicted', row.predicted),
    cell('measured', `${row.measured} ${row.interval}`.trim()),
    cell('slack', row.slack),
    cell('seeds', row.n),
  ]}<td class="reason">${row.reason}</td></tr>`

/** Ids of the verdicts of a claim: by where they are, and by their number where two are at the same place. */
function verdictIds({ id, rows }: ClaimSection): string[] {
  const seen = new Map<string, number>()
  return rows.map(({ where }) => {
    const base = verdictAnchor(id, where)
    const before = seen.get(base) ?? 0
    seen.set(base, before + 1)
    return before === 0 ? base : `${base}/${before + 1}`
  })
}

const hypothesisHtml = (maths: Maths, row: HypothesisRow): Html =>
  html`<tr><td class="status ${row.met ? 'good' : 'open'}"><span aria-hidden="true">${row.met ? '✓' : '?'}</span> ${row.status}</td><td>${maths(row.tex)}</td><td class="quiet">${row.values}</td></tr>`

function hypothesesHtml(maths: Maths, rows: readonly HypothesisRow[]): Html {
  if (rows.length === 0) return html`<p class="quiet">The claim has no hypotheses.</p>`
  const head = html`<tr><th scope="col">is it met</th><th scope="col">hypothesis</th><th scope="col">with</th></tr>`
  return html`<h4>Hypotheses</h4>${scroll(html`<table><thead>${head}</thead><tbody>${rows.map((row) => hypothesisHtml(maths, row))}</tbody></table>`)}`
}

const FATES: Readonly<Record<MutantFate['fate'], Html>> = {
  caught: html`<span class="good"><span aria-hidden="true">✓</span> caught</span>`,
  missed: html`<strong class="bad"><span aria-hidden="true">✗</span> missed</strong>`,
  open: html`<span class="open"><span aria-hidden="true">?</span> open, as the claim is</span>`,
}

function mutantsHtml({ mutants }: ClaimSection): Html {
  if (mutants.length === 0) return html``
  const rows = mutants.map(({ name, fate }) => html`<li>${FATES[fate]} <code>${name}</code></li>`)
  return html`<h4>Mutants: deliberately wrong rules, of which the claim must be violated</h4><ul class="mutants">${rows}</ul>`
}

/** @param hypotheses null where it is not known whether they are met */
export function claimHtml(maths: Maths, claim: ClaimSection, hypotheses: readonly HypothesisRow[] | null): Html {
  const head = html`<tr><th scope="col">verdict</th><th scope="col">for</th><th scope="col">predicted</th><th scope="col">measured</th>${slackHead}<th scope="col">seeds</th><th scope="col">why</th></tr>`
  const ids = verdictIds(claim)
  const rows = claim.rows.map((row, k) => verdictHtml(claim.id, row, ids[k] ?? ''))
  const table = html`<table class="verdicts"><thead>${head}</thead><tbody>${rows}</tbody></table>`
  const id = claimAnchor(claim.id)
  return html`<article class="claim" id="${id}"><h3>${anchor(id, html`<code>${claim.id}</code>`)}${claim.title !== null && html` ${claim.title}`}</h3>
${claim.statement !== null && html`<blockquote>${claim.statement}</blockquote>`}
<p class="quiet">judge: ${claim.judge}${claim.strength !== null && html` (${claim.strength})`}${claim.source !== null && html`; source: ${claim.source}`}</p>
${claim.rows.length > 0 ? scroll(table) : html`<p class="open">? not-measured: no verdict was given.</p>`}
${claim.hidden > 0 && html`<p class="quiet">${claim.hidden} more as expected.</p>`}
${hypotheses && hypothesesHtml(maths, hypotheses)}${mutantsHtml(claim)}${claim.evidence && html`<p class="evidence">It ${evidenceSentences(claim.evidence).join('; ')}.</p>`}</article>`
}

const settingHtml = (maths: Maths, s: Setting): Html =>
  html`<tr><th scope="row">${maths(s.nameTex)} ${s.name !== s.nameTex && html`<span class="quiet">${s.name}</span>`}</th><td>${s.tex !== null ? maths(s.tex) : s.text}${s.byDefault && html` <span class="quiet">(default)</span>`}</td></tr>`

const settingsHtml = (maths: Maths, title: string, settings: readonly Setting[]): Html =>
  settings.length === 0
    ? html``
    : html`<h4>${title}</h4>${scroll(html`<table class="settings"><tbody>${settings.map((s) => settingHtml(maths, s))}</tbody></table>`)}`

const linesHtml = (maths: Maths, lines: readonly string[]): Html =>
  html`<div class="scroll maths" tabindex="0">${lines.map((line) => html`<div>${maths(line)}</div>`)}</div>`

const headHtml = ({ label, title, source, notes }: OptimizerSection | ProblemSection, id: string): Html =>
  html`<h3>${anchor(id, html`<code>${label}</code>`)} ${title}</h3>${source !== null && html`<p class="quiet">${source}</p>`}${notes.map((note) => html`<p>${note}</p>`)}`

export const optimizerHtml = (maths: Maths, rule: OptimizerSection): Html =>
  html`<article id="${ruleAnchor(rule.label)}">${headHtml(rule, ruleAnchor(rule.label))}
<details open><summary>The rule</summary>
${rule.start.length > 0 && html`<h4>Before the first step</h4>${linesHtml(maths, rule.start)}`}
${rule.first.length > 0 && html`<h4>First gradient (no step)</h4>${linesHtml(maths, rule.first)}`}
<h4>Step</h4>${linesHtml(maths, rule.step)}</details>
<details><summary>The rule as it was run</summary><pre>${rule.text}</pre></details>
${settingsHtml(maths, 'Hyperparameters', rule.settings)}</article>`

export const problemHtml = (maths: Maths, problem: ProblemSection): Html =>
  html`<article id="${problemAnchor(problem.label)}">${headHtml(problem, problemAnchor(problem.label))}${linesHtml(maths, problem.lines)}
${settingsHtml(maths, 'Settings', problem.settings)}${problem.facts.length > 0 && html`<details open><summary>Facts</summary>${settingsHtml(maths, 'Facts that hypotheses and bounds refer to', problem.facts)}</details>`}</article>`

const summaryHtml = ({ median, low, high }: RunSummary): Html =>
  median === null || low === null || high === null
    ? html`<td class="n quiet">none</td>`
    : html`<td class="n" title="${median}">${shortNumber(median)}${low !== high && html` <span class="quiet">[${shortNumber(low)}, ${shortNumber(high)}]</span>`}</td>`

export function runsHtml(runs: RunTable): Html {
  const rows = runs.rows.map(
    (row) =>
      html`<tr><th scope="row">${row.label}</th><td class="n">${row.runs}</td><td class="n">${row.diverged}</td><td class="n">${row.failed}</td>${row.finals.map(summaryHtml)}</tr>`,
  )
  const head = html`<tr><th>runs that differ in the seed only</th><th>runs</th><th>diverged</th><th>failed</th>${runs.measures.map((m) => html`<th>${m}</th>`)}</tr>`
  return html`<p>${runsSentence(runs)}</p>${scroll(html`<table><thead>${head}</thead><tbody>${rows}</tbody></table>`)}
${runs.hidden > 0 && html`<p class="quiet">${runs.hidden} more rows are in the traces.</p>`}`
}

/** Consecutive numbers as a range, others one by one. */
function seedsText(seeds: readonly number[]): string {
  const [first = 0] = seeds
  const consecutive = seeds.length > 2 && seeds.every((seed, k) => seed === first + k)
  return consecutive ? `${first} ... ${seeds.at(-1)} (${seeds.length} seeds)` : seeds.join(', ')
}

const seedsHtml = ({ seeds, horizons }: ReportModel): Html =>
  html`<details><summary>Seeds and horizons</summary><p>Seeds: ${seedsText(seeds)}.</p><p>Steps: ${horizons.join(', ')}.</p></details>`

/** What lies beside the report, for a reader who would rather look for himself. */
const dataHtml = html`<details><summary>Data</summary><p>Beside this report, in the same directory: <code>traces.parquet</code> or <code>traces.csv</code> with every recorded value, <code>summary.json</code> with every verdict and every final value, and <code>plots/</code> with each figure as SVG and as a Vega-Lite chart with its data.</p></details>`

export const reproduceHtml = (model: ReportModel): Html => {
  const { replay, digest, versions } = model
  return html`${replay !== null && html`<div class="scroll" tabindex="0"><pre>${replay}</pre></div>`}
${digest !== null && html`<p>Digest of all results: <code class="digest">${digest}</code></p>`}
${versions.length > 0 && html`<p class="quiet">${versions.map(([name, version]) => `${name} ${version}`).join(', ')}</p>`}
${seedsHtml(model)}${dataHtml}`
}
