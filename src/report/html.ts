import { Html, html, jsonScript } from './markup.ts'
import { mathsRenderer } from './maths.ts'
import type { ReportModel } from './model.ts'
import { claimHtml, figureHtml, optimizerHtml, problemHtml, reproduceHtml, runsHtml } from './sections.ts'
import { STYLE } from './style.ts'

/** Nothing is loaded and nothing runs: what a page's text might smuggle in stays text even if it were not escaped. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"

/** The report as one HTML file that needs no network, no script and no other file. */
export function reportHtml(model: ReportModel): string {
  const maths = mathsRenderer(model.katexCss !== null)
  // Nothing in a style sheet may end its element or begin another.
  const style = new Html(`${model.katexCss ?? ''}${STYLE}`.replaceAll('<', '\\3c '))
  const sections = [
    section('verdicts', 'Verdicts', model.claims.map(claimHtml)),
    section('figures', 'Figures', model.figures.map(figureHtml)),
    section(
      'rules',
      'Rules',
      model.optimizers.map((rule) => optimizerHtml(maths, rule)),
    ),
    section(
      'problems',
      'Problems',
      model.problems.map((problem) => problemHtml(maths, problem)),
    ),
    section('runs', 'Runs', [runsHtml(model.runs)]),
    section('reproduce', 'Reproduce', [reproduceHtml(model)]),
  ].filter((s) => s !== null)
  const { name, title, description, overall, digest, claims } = model
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="adam-lab">
<title>${title}</title><style>${style}</style></head>
<body><main><header><p class="quiet"><code>${name}</code></p><h1>${title}</h1>
<p class="overall ${overall.tone}"><span aria-hidden="true">${overall.symbol}</span> ${overall.sentence}</p>
${description !== null && html`<p>${description}</p>`}
<nav>${sections.map((s) => html`<a href="#${s.id}">${s.title}</a>`)}</nav></header>
${sections.map((s) => s.body)}
</main>${jsonScript('adam-lab-report', { name, title, overall, digest, claims })}</body></html>
`.text
}

function section(id: string, title: string, content: readonly Html[]) {
  if (content.length === 0) return null
  return { id, title, body: html`<section id="${id}"><h2>${title}</h2>${content}</section>` }
}
