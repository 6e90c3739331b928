import type { Evidence } from '../run/verdict.ts'
import { type Html, html } from '../text/html.ts'
import { plural } from '../text/plural.ts'
import { SYMBOLS, TONES, type Tone } from '../theory/standing.ts'
import { claimAnchor } from './anchors.ts'
import type { ReportModel } from './model.ts'
import { slackHead, slackNote } from './slack.ts'
import type { ClaimSection } from './verdicts.ts'

/** Claims that fit on the first screen; of more, those that need a reader come first. */
const MAX_CLAIMS = 8
/** Characters of a statement that the first screen has room for. */
const MAX_STATEMENT = 160

/** The verdict on a whole claim, in words. */
export function claimVerdict({ worst, points, alike }: ClaimSection): { tone: Tone; symbol: string; words: string } {
  if (!worst) return { tone: 'open', symbol: SYMBOLS.open, words: 'not-measured' }
  const { tone, symbol, status } = worst
  return { tone, symbol, words: points === 1 ? status : `${status} (${alike} of ${points} points)` }
}

const short = (text: string): string =>
  text.length <= MAX_STATEMENT ? text : `${text.slice(0, MAX_STATEMENT).replace(/\s+\S*$/, '')} ...`

const cell = (label: string, text: string): Html => html`<td class="n" data-label="${label}">${text}</td>`

function claimRow(claim: ClaimSection): Html {
  const { tone, symbol, words } = claimVerdict(claim)
  const row = claim.worst
  return html`<tr><td class="status ${tone}"><span aria-hidden="true">${symbol}</span> ${words}</td>
<td class="claimed"><a href="#${claimAnchor(claim.id)}">${short(claim.statement ?? claim.title ?? claim.id)}</a>${row && claim.points > 1 && html` <span class="quiet">shown: ${row.where}</span>`}</td>${[
    cell('predicted', row?.predicted ?? ''),
    cell('measured', row ? `${row.measured} ${row.interval}`.trim() : ''),
    cell('slack', row?.slack ?? ''),
  ]}</tr>`
}

/** What stands behind the verdicts, in figures: seeds, runs, hypotheses, mutants. */
export function evidence({ claims, hypotheses, runs, seeds }: ReportModel): string[] {
  const all = [...hypotheses.values()].flat()
  const unmet = all.filter(({ met }) => !met).length
  const mutants = claims.flatMap(({ mutants }) => mutants)
  const caught = mutants.filter(({ fate }) => fate === 'caught').length
  return [
    `${plural(runs.total, 'run')}, ${plural(seeds.length, 'seed')}`,
    ...(runs.diverged + runs.failed > 0 ? [`${runs.diverged + runs.failed} of them diverged or failed`] : []),
    ...(all.length > 0
      ? [unmet === 0 ? `all ${all.length} hypotheses met` : `${unmet} of ${all.length} hypotheses not met`]
      : []),
    mutants.length > 0
      ? `${caught} of ${plural(mutants.length, 'deliberately wrong rule')} caught`
      : 'no deliberately wrong rule was tried',
    ...generated(claims),
  ]
}

/** What generated mutants and other rules came to, where they were tried. */
function generated(claims: readonly ClaimSection[]): string[] {
  const all = claims.flatMap(({ evidence: one }) => one ?? [])
  const sum = (count: (one: Evidence) => number) => all.reduce((total, one) => total + count(one), 0)
  const tried = sum(({ mutants }) => mutants?.tried ?? 0)
  const weak = all.filter((one) => one.weak).length
  return [
    ...(tried > 0 ? [`${sum(({ mutants }) => mutants?.killed ?? 0)} of ${tried} generated mutants noticed`] : []),
    ...(weak > 0 ? [`${plural(weak, 'claim')} ${weak === 1 ? 'is' : 'are'} weak`] : []),
  ]
}

/** The first screen: what was claimed, what was measured, and whether to believe it. */
export function glanceHtml(model: ReportModel): Html {
  const { overall, claims } = model
  const rank = (claim: ClaimSection) => TONES.indexOf(claimVerdict(claim).tone)
  const shown =
    claims.length <= MAX_CLAIMS ? claims : [...claims].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_CLAIMS)
  const head = html`<tr><th scope="col">verdict</th><th scope="col">claimed</th><th scope="col">predicted</th><th scope="col">measured</th>${slackHead}</tr>`
  return html`<section id="glance" aria-label="In short"><div class="overall ${overall.tone}"><p><span aria-hidden="true">${overall.symbol}</span> ${overall.belief}</p>
<p class="quiet">${overall.sentence} ${capital(evidence(model).join('; '))}.</p></div>
${shown.length > 0 && html`<div class="scroll" tabindex="0"><table class="verdicts"><thead>${head}</thead><tbody>${shown.map(claimRow)}</tbody></table></div>${slackNote(shown.map((claim) => claim.worst?.slack ?? ''))}`}
${shown.length < claims.length && html`<p class="quiet"><a href="#verdicts">${claims.length - shown.length} more claims</a></p>`}</section>`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
