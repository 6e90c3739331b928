import { shortNumber } from '../plots/numbers.ts'
import { renameIds } from '../plots/svg-ids.ts'
import { escapeHtml, Html, html } from './markup.ts'
import type { Maths } from './maths.ts'
import type { Figure, ReportModel } from './model.ts'
import type { OptimizerSection } from './optimizers.ts'
import type { ProblemSection } from './problems.ts'
import { type RunTable, runsSentence, type Summary } from './run-table.ts'
import type { Setting } from './settings.ts'
import type { ClaimSection, VerdictRow } from './verdicts.ts'

const scroll = (content: Html): Html => html`<div class="scroll" tabindex="0">${content}</div>`

const cell = (label: string, text: string): Html => html`<td class="n" data-label="${label}">${text}</td>`

const verdictHtml = (row: VerdictRow): Html =>
  html`<tr><td class="status ${row.tone}"><span aria-hidden="true">${row.symbol}</span> ${row.status}</td>
<td>${row.where}</td>${[
    cell('predicted', row.predicted),
    cell('measured', `${row.measured} ${row.interval}`.trim()),
    cell('slack', row.slack),
    cell('seeds', row.n),
  ]}<td class="reason">${row.reason}${mutants(row)}</td></tr>`

const mutants = ({ caught, missed }: VerdictRow): Html =>
  html`${caught.length > 0 && html` <span class="quiet">Mutants caught: ${caught.join(', ')}.</span>`}${missed.length > 0 && html` <strong class="bad">Mutants missed: ${missed.join(', ')}.</strong>`}`

export function claimHtml(claim: ClaimSection): Html {
  const head = html`<tr><th>verdict</th><th>for</th><th>predicted</th><th>measured</th><th>slack</th><th>seeds</th><th>why</th></tr>`
  const table = html`<table class="verdicts"><thead>${head}</thead><tbody>${claim.rows.map(verdictHtml)}</tbody></table>`
  return html`<article class="claim"><h3><code>${claim.id}</code>${claim.title !== null && html` ${claim.title}`}</h3>
${claim.statement !== null && html`<blockquote>${claim.statement}</blockquote>`}
<p class="quiet">judge: ${claim.judge}${claim.source !== null && html`; source: ${claim.source}`}</p>
${claim.rows.length > 0 ? scroll(table) : html`<p class="open">? not measured: no verdict was given.</p>`}
${claim.hidden > 0 && html`<p class="quiet">${claim.hidden} more as stated.</p>`}</article>`
}

/** The SVG with ids of its own, sized by the page, described to screen readers by its title. */
function figureSvg(figure: Figure, index: number): Html {
  const svg = renameIds(figure.svg, `figure${index + 1}-`)
  return new Html(svg.replace(/^<svg /, `<svg role="img" aria-label="${escapeHtml(figure.title)}" `))
}

export const figureHtml = (figure: Figure, index: number): Html =>
  html`<figure id="figure-${index + 1}"><div class="scroll chart" tabindex="0">${figureSvg(figure, index)}</div>
<figcaption>${figure.title}${figure.notes.length > 0 && html`<ul>${figure.notes.map((note) => html`<li>${note}</li>`)}</ul>`}</figcaption></figure>`

const settingHtml = (maths: Maths, s: Setting): Html =>
  html`<tr><th scope="row">${maths(s.nameTex)} ${s.name !== s.nameTex && html`<span class="quiet">${s.name}</span>`}</th><td>${s.tex !== null ? maths(s.tex) : s.text}${s.byDefault && html` <span class="quiet">(default)</span>`}</td></tr>`

const settingsHtml = (maths: Maths, title: string, settings: readonly Setting[]): Html =>
  settings.length === 0
    ? html``
    : html`<h4>${title}</h4>${scroll(html`<table class="settings"><tbody>${settings.map((s) => settingHtml(maths, s))}</tbody></table>`)}`

const linesHtml = (maths: Maths, lines: readonly string[]): Html =>
  html`<div class="scroll maths" tabindex="0">${lines.map((line) => html`<div>${maths(line)}</div>`)}</div>`

const headHtml = ({ label, title, source, notes }: OptimizerSection | ProblemSection): Html =>
  html`<h3><code>${label}</code> ${title}</h3>${source !== null && html`<p class="quiet">${source}</p>`}${notes.map((note) => html`<p>${note}</p>`)}`

export const optimizerHtml = (maths: Maths, rule: OptimizerSection): Html =>
  html`<article>${headHtml(rule)}
${rule.start.length > 0 && html`<h4>Before the first step</h4>${linesHtml(maths, rule.start)}`}
${rule.first.length > 0 && html`<h4>First gradient (no step)</h4>${linesHtml(maths, rule.first)}`}
<h4>Step</h4>${linesHtml(maths, rule.step)}
<details><summary>The rule as it was run</summary><pre>${rule.text}</pre></details>
${settingsHtml(maths, 'Hyperparameters', rule.settings)}</article>`

export const problemHtml = (maths: Maths, problem: ProblemSection): Html =>
  html`<article>${headHtml(problem)}${linesHtml(maths, problem.lines)}
${settingsHtml(maths, 'Settings', problem.settings)}${settingsHtml(maths, 'Facts', problem.facts)}</article>`

const summaryHtml = ({ median, low, high }: Summary): Html =>
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

export const reproduceHtml = ({ replay, digest, versions }: ReportModel): Html =>
  html`${replay !== null && html`<div class="scroll" tabindex="0"><pre>${replay}</pre></div>`}
${digest !== null && html`<p>Digest of all results: <code class="digest">${digest}</code></p>`}
${versions.length > 0 && html`<p class="quiet">${versions.map(([name, version]) => `${name} ${version}`).join(', ')}</p>`}`
