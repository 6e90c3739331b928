import { sha256 } from '../../kernel/sha256.ts'
import { Html, html } from '../../text/html.ts'
import { plural } from '../../text/plural.ts'
import { WIDE_STYLE } from '../compare/style.ts'
import { measuredLines } from '../compare/words.ts'
import { slackHead, slackNote } from '../slack.ts'
import { STYLE } from '../style.ts'
import type { LedgerDirectory, LedgerModel, LedgerRow } from './model.ts'
import { LEDGER_SCRIPT } from './script.ts'

const LEDGER_STYLE = `
#controls{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;position:sticky;top:0;background:var(--paper);padding:.5rem 0;z-index:1}
#controls[hidden]{display:none}#controls label{font-size:.82rem;color:var(--quiet);display:grid;flex:1 1 12rem;max-width:30rem}
#controls input,#controls select{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:.3rem;padding:.25rem .5rem;min-width:0;width:100%}
tr[hidden]{display:none!important}#claims table{width:100%}
`

/** The hash of a script as a policy wants it. */
function policyHash(code: string): string {
  const hex = sha256(new TextEncoder().encode(code))
  return btoa((hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''))
}

/** The ledger as one HTML file that needs no network: a table to search, in which every claim leads to its report. */
export function ledgerHtml(model: LedgerModel): string {
  const { title, rows, silent, doubts, directories, counts, tone, sentence } = model
  const policy = `default-src 'none'; script-src 'sha256-${policyHash(LEDGER_SCRIPT)}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="adam-lab">
<title>${title}</title><style>${new Html(`${STYLE}${WIDE_STYLE}${LEDGER_STYLE}`)}</style></head>
<body><main><header><h1>${title}</h1><div class="overall ${tone}"><p>${sentence}</p><p class="quiet">${plural(directories, 'result directory', 'result directories')}. A claim is shown by its verdict that is furthest from what its page expects.</p>${doubts.map((text) => html`<p class="bad">${text}</p>`)}</div></header>
<div id="controls" hidden><label>Search: words of a claim, a page, an optimizer<input type="search" autocomplete="off" spellcheck="false"></label>
<label>Verdict<select><option value="">all</option><option value="good">as expected (${counts.good})</option><option value="bad">not as expected (${counts.bad})</option><option value="open">not decided (${counts.open})</option></select></label>
<output aria-live="polite" class="quiet"></output></div>
${rows.length > 0 && claimsHtml(rows)}
${silent.length > 0 && html`<section id="silent"><h2>Results without a claim</h2><ul>${silent.map(silentHtml)}</ul></section>`}
</main><script>${new Html(LEDGER_SCRIPT)}</script></body></html>
`.text
}

function claimsHtml(rows: readonly LedgerRow[]): Html {
  const titles = ['verdict', 'claim', 'page', 'measured'].map((text) => html`<th scope="col">${text}</th>`)
  const head = html`<tr>${titles}${slackHead}<th scope="col">seeds</th></tr>`
  return html`<section id="claims" aria-label="Claims"><div class="scroll"><table class="verdicts"><thead>${head}</thead><tbody>${rows.map(rowHtml)}</tbody></table></div>${slackNote(rows.map(({ worst }) => worst.slack))}</section>`
}

function rowHtml({ claim, text, source, title, path, href, worst, points }: LedgerRow): Html {
  const name = html`<code>${claim}</code>`
  return html`<tr data-tone="${worst.tone}"><td class="status ${worst.tone}"><span aria-hidden="true">${worst.symbol}</span> ${worst.status}</td>
<td class="claimed">${href === null ? name : html`<a href="${href}">${name}</a>`}${text !== null && html`<br>${text}`}<br><span class="quiet">${worst.where}${points > 1 && html` (of ${points} points)`}</span></td>
<td data-label="page">${title}<br><span class="quiet"><code>${path}</code>${source !== null && html`<br>${source}`}</span></td>
<td class="n" data-label="measured">${measuredLines(worst).map((text, k) => html`${k > 0 && html`<br>`}${text}`)}</td><td class="n" data-label="slack">${worst.slack}</td><td class="n" data-label="seeds">${worst.n}</td></tr>
`
}

const silentHtml = ({ path, title, href }: LedgerDirectory): Html =>
  html`<li>${href === null ? title : html`<a href="${href}">${title}</a>`} <span class="quiet"><code>${path}</code></span></li>`
