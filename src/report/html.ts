import { Html, html } from '../text/html.ts'
import { figureHtml, figurePrograms } from './figures.ts'
import { glanceHtml } from './glance.ts'
import { jsonScript } from './json-script.ts'
import { mathsRenderer } from './maths.ts'
import type { ReportModel, Runtime } from './model.ts'
import { claimHtml, optimizerHtml, problemHtml, reproduceHtml, runsHtml } from './sections.ts'
import { slackNote } from './slack.ts'
import { STYLE } from './style.ts'

/**
 * Nothing is loaded, and nothing runs but the one script with this hash: what a page's text might smuggle in stays text even
 * if it were not escaped. Code is not made from text either: there is no `unsafe-eval`.
 */
const policy = (runtime: Runtime | null): string =>
  `default-src 'none'; ${runtime ? `script-src 'sha256-${runtime.sha256}'; ` : ''}style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`

/** Where scripts are switched off nothing is shown that only they could make useful. */
const WITHOUT_SCRIPT = '<noscript><style>.tools,.readout,.hint,.data{display:none}</style></noscript>'

/** The report as one HTML file that needs no network and no other file; without its script it is complete, but for moving. */
export function reportHtml(model: ReportModel): string {
  const maths = mathsRenderer(model.katexCss !== null)
  const programs = figurePrograms(model)
  const runtime = programs.length > 0 ? model.runtime : null
  // Nothing in a style sheet may end its element or begin another.
  const style = new Html(`${model.katexCss ?? ''}${STYLE}`.replaceAll('<', '\\3c '))
  const sections = [
    section('figures', 'Figures', [
      ...model.figures.map((figure, k) => {
        const program = programs.find(({ name }) => name === figure.name) ?? null
        return figureHtml(figure, k, program, model.runtime !== null && figure.spec !== undefined && program === null)
      }),
      ...model.undrawn.map((sentence) => html`<p>${sentence.replace(/^p/, 'P')}.</p>`),
    ]),
    section('verdicts', 'Verdicts', [
      html`${slackNote(model.claims.flatMap(({ rows }) => rows.map(({ slack }) => slack)))}`,
      ...model.claims.map((claim) => claimHtml(maths, claim, model.hypotheses.get(claim.id) ?? null)),
    ]),
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
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(runtime)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="adam-lab">
<title>${title}</title><style>${style}</style>${runtime && new Html(WITHOUT_SCRIPT)}</head>
<body><main><header><p class="quiet"><code>${name}</code></p><h1>${title}</h1>
${glanceHtml(model)}
${description !== null && html`<p>${description}</p>`}
<nav aria-label="Sections">${sections.map((s) => html`<a href="#${s.id}">${s.title}</a>`)}</nav></header>
${sections.map((s) => s.body)}
</main>${jsonScript('adam-lab-report', { name, title, overall, digest, claims })}${
    runtime && [
      jsonScript('adam-lab-figures', programs),
      // The build has seen to it that nothing in the code ends its element.
      new Html(`<script>${runtime.code}</script>`),
    ]
  }</body></html>
`.text
}

function section(id: string, title: string, content: readonly Html[]) {
  if (content.length === 0) return null
  return { id, title, body: html`<section id="${id}"><h2>${title}</h2>${content}</section>` }
}
