import { Html, html } from '../../text/html.ts'
import { slackNote } from '../slack.ts'
import { STYLE } from '../style.ts'
import type { VerdictRow } from '../verdicts.ts'
import type { Differences } from './differences.ts'
import type { ComparedFigure, ComparisonModel, Side } from './model.ts'
import { WIDE_STYLE } from './style.ts'
import type { VerdictLine } from './verdicts.ts'
import {
  differenceCells,
  differenceHead,
  differenceNotes,
  measuredLines,
  namesText,
  noDifferences,
  shownDifferences,
  THAN,
} from './words.ts'

/** Nothing is loaded and nothing runs. Figures are images, in which a script would not run either. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

const scroll = (content: Html): Html => html`<div class="scroll" tabindex="0">${content}</div>`

/** A comparison as one HTML file, without a script, a network or another file. */
export function comparisonHtml(model: ComparisonModel): string {
  const { title, sides, sentence, verdicts, differences, figures } = model
  const changed = verdicts.filter(({ state }) => state === 'changed')
  const worse = changed.some(({ than }) => than.includes('worse'))
  const tone = worse ? 'bad' : changed.length > 0 || verdicts.length === 0 ? 'open' : 'good'
  const style = new Html(`${STYLE}${WIDE_STYLE}`)
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="adam-lab">
<title>${title}</title><style>${style}</style></head>
<body><main><header><h1>${title}</h1>
<div class="overall ${tone}"><p>${sentence}</p></div>
<nav aria-label="Sections"><a href="#verdicts">Verdicts</a><a href="#differences">Differences</a><a href="#figures">Figures</a></nav></header>
<section id="directories" aria-label="Directories"><div class="sides">${sides.map(sideHtml)}</div></section>
<section id="verdicts"><h2>Verdicts</h2>${verdictsHtml(model)}</section>
<section id="differences"><h2>Differences of final values</h2>${differences.map(({ side, found }) => differencesHtml(model, side, found))}</section>
<section id="figures"><h2>Figures</h2>${figures.length === 0 && html`<p>None of the directories has a figure.</p>`}${figures.map(
    (row) =>
      html`<h3>${row.title}</h3><div class="pair">${row.figures.map((figure, k) => figureHtml(figure, sides[k]))}</div>`,
  )}</section>
</main></body></html>
`.text
}

function sideHtml({ letter, path, experiment, title, digest, runs, overall, sameAs, doubt }: Side): Html {
  const same = html`<p>Same digest as ${sameAs}: every recorded number is the same, bit by bit.</p>`
  return html`<article><h3><span class="side">${letter}</span>${title}</h3>
<p class="quiet"><code>${path}</code>, experiment <code>${experiment}</code>, ${runs} runs</p>
<p class="${overall.tone}"><span aria-hidden="true">${overall.symbol}</span> ${overall.sentence}</p>
${doubt !== null && html`<p class="bad">${doubt}</p>`}${sameAs !== null && same}<p class="quiet">Digest <code class="digest">${digest}</code></p></article>`
}

function verdictsHtml({ verdicts, sides }: ComparisonModel): Html {
  if (verdicts.length === 0) return html`<p>None of the directories has a verdict.</p>`
  const head = html`<tr><th scope="col">claim</th>${sides.map(({ letter }) => html`<th scope="col">${letter}</th>`)}</tr>`
  const table = html`<table class="verdicts"><thead>${head}</thead><tbody>${verdicts.map((line) => verdictHtml(line, sides))}</tbody></table>`
  return html`${scroll(table)}${slackNote(verdicts.flatMap(({ cells }) => cells.map((row) => row?.slack ?? '')))}`
}

const verdictHtml = ({ claim, where, cells, state, than }: VerdictLine, sides: readonly Side[]): Html =>
  html`<tr${state === 'changed' && new Html(' class="differs"')}><td class="claimed"><code>${claim}</code><br><span class="quiet">${where}</span></td>${cells.map(
    (row, k) => verdictCell(row, sides[k]?.letter ?? '', than[k] ?? 'same'),
  )}</tr>`

const verdictCell = (row: VerdictRow | null, letter: string, than: VerdictLine['than'][number]): Html =>
  row === null
    ? html`<td class="quiet" data-label="${letter}">not there</td>`
    : html`<td data-label="${letter}"><span class="status ${row.tone}"><span aria-hidden="true">${row.symbol}</span> ${row.status}</span>${THAN[than] !== null && html` <strong class="${than === 'worse' ? 'bad' : 'good'}">(${THAN[than]})</strong>`}${measuredLines(row).map((text) => html`<br>${text}`)}${row.slack !== '' && html`<br><span class="quiet">slack ${row.slack}</span>`}</td>`

function differencesHtml(model: ComparisonModel, side: Side, found: Differences): Html {
  const [first] = model.sides
  if (!first) return html``
  const titles = differenceHead(first, side)
  const head = html`<tr>${titles.map((text) => html`<th scope="col">${text}</th>`)}</tr>`
  const rows = shownDifferences(found).map((row) => {
    const apart = row.sign === 'higher' || row.sign === 'lower'
    const cells = differenceCells(row).map(
      (text, k) => html`<td class="n" data-label="${titles[k + 1] ?? ''}">${text}</td>`,
    )
    const changed = row.changed.map((text) => html`<br><span class="quiet">${text}</span>`)
    return html`<tr${apart && new Html(' class="differs"')}><td>${row.label}${changed}</td>${cells}</tr>`
  })
  const only = [
    [first.letter, found.onlyA],
    [side.letter, found.onlyB],
  ] as const
  return html`<h3>${side.letter} less ${first.letter}</h3>
${found.rows.length === 0 ? html`<p>${noDifferences(model, side)}</p>` : html`${differenceNotes(found, first, side).map((note) => html`<p class="quiet">${note}</p>`)}${rows.length > 0 && scroll(html`<table class="verdicts"><thead>${head}</thead><tbody>${rows}</tbody></table>`)}`}
${only.map(([letter, names]) => names.length > 0 && html`<p>Only in ${letter}: ${namesText(names)}.</p>`)}`
}

function figureHtml(figure: ComparedFigure | null, side: Side | undefined): Html {
  const caption = html`<figcaption><span class="side">${side?.letter ?? ''}</span>${side?.path ?? ''}</figcaption>`
  if (figure === null) return html`<figure><p class="quiet">This directory has no such figure.</p>${caption}</figure>`
  return html`<figure><img src="${dataUri(figure.svg)}" alt="${figure.title}, ${side?.letter ?? ''}">${caption}</figure>`
}

/** An SVG as an image: whatever is in it, it is only drawn. */
function dataUri(svg: string): string {
  const bytes = new TextEncoder().encode(svg)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return `data:image/svg+xml;base64,${btoa(binary)}`
}
