import { claimAnchor } from './anchors.ts'
import { type Html, html } from './markup.ts'
import type { ReportModel } from './model.ts'
import type { ClaimSection, Tone, VerdictRow } from './verdicts.ts'

/** Claims that fit on the first screen; of more, those that need a reader come first. */
const MAX_CLAIMS = 8
/** Characters of a statement that the first screen has room for. */
const MAX_STATEMENT = 160

const BELIEF: Readonly<Record<Tone, string>> = {
  good: 'Believe it, as far as this was measured: every verdict is the one that was stated.',
  bad: 'Do not believe it as stated: a measurement contradicts it.',
  open: 'Do not rely on it yet: something that it needs was not decided.',
}

const TONES: readonly Tone[] = ['bad', 'open', 'good']

/** The row that a reader must see first: one that contradicts, else one that is open; among equals that with the least slack. */
export function decisive({ rows }: ClaimSection): VerdictRow | null {
  const worst = TONES.find((tone) => rows.some((row) => row.tone === tone))
  const equals = rows.filter((row) => row.tone === worst)
  return equals.length === 0 ? null : equals.reduce((a, b) => (b.room < a.room ? b : a))
}

/** The verdict on a whole claim, in words. */
export function claimVerdict(claim: ClaimSection): { tone: Tone; symbol: string; words: string } {
  const row = decisive(claim)
  if (!row) return { tone: 'open', symbol: '?', words: 'not measured' }
  const total = claim.rows.length + claim.hidden
  const same =
    claim.rows.filter(({ status }) => status === row.status).length + (row.tone === 'good' ? claim.hidden : 0)
  const words = total === 1 ? row.status : `${row.status} (${same} of ${total} points)`
  return { tone: row.tone, symbol: row.symbol, words }
}

const short = (text: string): string =>
  text.length <= MAX_STATEMENT ? text : `${text.slice(0, MAX_STATEMENT).replace(/\s+\S*$/, '')} ...`

const cell = (label: string, text: string): Html => html`<td class="n" data-label="${label}">${text}</td>`

function claimRow(claim: ClaimSection): Html {
  const { tone, symbol, words } = claimVerdict(claim)
  const row = decisive(claim)
  return html`<tr><td class="status ${tone}"><span aria-hidden="true">${symbol}</span> ${words}</td>
<td class="claimed"><a href="#${claimAnchor(claim.id)}">${short(claim.statement ?? claim.title ?? claim.id)}</a>${row && claim.rows.length > 1 && html` <span class="quiet">shown: ${row.where}</span>`}</td>${[
    cell('predicted', row?.predicted ?? ''),
    cell('measured', row ? `${row.measured} ${row.interval}`.trim() : ''),
    cell('slack', row?.slack ?? ''),
  ]}</tr>`
}

/** What stands behind the verdicts, in figures: seeds, runs, hypotheses, mutants. */
export function evidence({ claims, hypotheses, runs, seeds }: ReportModel): string[] {
  const all = [...hypotheses.values()].flat()
  const unmet = all.filter(({ met }) => !met).length
  const mutants = claims.flatMap(mutantFates)
  const caught = mutants.filter(({ fate }) => fate === 'caught').length
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
  return [
    `${count(runs.total, 'run')}, ${count(seeds.length, 'seed')}`,
    ...(runs.diverged + runs.failed > 0 ? [`${runs.diverged + runs.failed} of them diverged or failed`] : []),
    ...(all.length > 0
      ? [unmet === 0 ? `all ${all.length} hypotheses met` : `${unmet} of ${all.length} hypotheses not met`]
      : []),
    mutants.length > 0
      ? `${caught} of ${count(mutants.length, 'deliberately wrong rule')} caught`
      : 'no deliberately wrong rule was tried',
  ]
}

/** The fate of each mutant of a claim, over all of its verdicts. */
export function mutantFates({ rows }: ClaimSection): { name: string; fate: 'caught' | 'missed' }[] {
  const missed = new Set(rows.flatMap((row) => row.missed))
  const names = new Set(rows.flatMap((row) => [...row.missed, ...row.caught]))
  return [...names].map((name) => ({ name, fate: missed.has(name) ? 'missed' : 'caught' }))
}

/** The first screen: what was claimed, what was measured, and whether to believe it. */
export function glanceHtml(model: ReportModel): Html {
  const { overall, claims } = model
  const rank = (claim: ClaimSection) => TONES.indexOf(claimVerdict(claim).tone)
  const shown =
    claims.length <= MAX_CLAIMS ? claims : [...claims].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_CLAIMS)
  const head = html`<tr><th scope="col">verdict</th><th scope="col">claimed</th><th scope="col">predicted</th><th scope="col">measured</th><th scope="col">slack</th></tr>`
  return html`<section id="glance" aria-label="In short"><div class="overall ${overall.tone}"><p><span aria-hidden="true">${overall.symbol}</span> ${claims.length > 0 ? BELIEF[overall.tone] : 'This page claims nothing.'}</p>
<p class="quiet">${overall.sentence} ${capital(evidence(model).join('; '))}.</p></div>
${shown.length > 0 && html`<div class="scroll" tabindex="0"><table class="verdicts"><thead>${head}</thead><tbody>${shown.map(claimRow)}</tbody></table></div>`}
${shown.length < claims.length && html`<p class="quiet"><a href="#verdicts">${claims.length - shown.length} more claims</a></p>`}</section>`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
