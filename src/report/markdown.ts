import { shortNumber } from '../plots/numbers.ts'
import type { MutantFate } from '../theory/ledger.ts'
import { claimVerdict, evidence } from './glance.ts'
import type { HypothesisRow } from './hypotheses.ts'
import { markdownTable } from './markdown-table.ts'
import type { Figure, ReportModel } from './model.ts'
import type { OptimizerSection } from './optimizers.ts'
import type { ProblemSection } from './problems.ts'
import { runsSentence } from './run-table.ts'
import type { Setting } from './settings.ts'
import type { ClaimSection } from './verdicts.ts'

/** Text that Markdown shows as it is, on one line, in a table too. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]{}()<>#+!|$~&]/g, (c) =>
      c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '&' ? '&amp;' : `\\${c}`,
    )
    .replace(/^(\d+)\.(?=\s|$)/, '$1\\.')
    .replace(/^-/, '\\-')

/** Text in a fence longer than any run of backticks in it. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** TeX between dollars, without signs that Markdown or HTML read first. */
const maths = (tex: string): string =>
  `$${tex.replaceAll('\\|', '\\Vert ').replaceAll('|', '\\vert ').replaceAll('<', '\\lt ').replaceAll('>', '\\gt ')}$`

const text = escapeMarkdown

/** A part that a reader opens: it must not stand between him and the verdicts. */
const folded = (title: string, blocks: readonly string[]): string[] =>
  blocks.length === 0 ? [] : [`<details><summary>${title}</summary>`, ...blocks, '</details>']

/** Parts of a sentence as one. */
function sentenceOf(parts: readonly string[]): string {
  const whole = parts.join('; ')
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`
}

/** The claims in a line each, by the verdict that a reader must see first. */
const short = (claims: readonly ClaimSection[]): string =>
  markdownTable(
    ['verdict', 'claim', 'for', 'predicted', 'measured', 'slack', 'seeds'],
    claims.map((section) => {
      const row = section.worst
      const { symbol, words } = claimVerdict(section)
      return [
        `${symbol} ${text(words)}`,
        text(section.id),
        text(row?.where ?? ''),
        text(row?.predicted ?? ''),
        text(`${row?.measured ?? ''} ${row?.interval ?? ''}`),
        text(row?.slack ?? ''),
        row?.n ?? '',
      ]
    }),
  )

const hypothesis = (row: HypothesisRow): string =>
  `- ${row.met ? '✓' : '?'} ${text(row.status)}: ${maths(row.tex)}${row.values === '' ? '' : ` (${text(row.values)})`}`

const mutants = (fate: MutantFate['fate'], section: ClaimSection): string[] => {
  const names = section.mutants.filter((one) => one.fate === fate)
  return names.length === 0 ? [] : [`Mutants ${fate}: ${text(names.map(({ name }) => name).join(', '))}.`]
}

function claim(section: ClaimSection, hypotheses: readonly HypothesisRow[]): string {
  const { id, title, statement, source, judge, strength, rows, hidden } = section
  const body = rows.map((row) => [
    `${row.symbol} ${text(row.status)}`,
    text(row.where),
    text(row.predicted),
    text(`${row.measured} ${row.interval}`),
    text(row.slack),
    row.n,
    text(row.reason),
  ])
  return [
    `### ${text(id)}${title === null ? '' : ` ${text(title)}`}`,
    ...(statement === null ? [] : [`> ${text(statement)}`]),
    `Judge: ${text(judge)}${strength === null ? '' : ` (${text(strength)})`}${source === null ? '' : `; source: ${text(source)}`}`,
    rows.length === 0
      ? '? not-measured: no verdict was given.'
      : markdownTable(['verdict', 'for', 'predicted', 'measured', 'slack', 'seeds', 'why'], body),
    ...(hidden > 0 ? [`${hidden} more as expected.`] : []),
    ...list('Hypotheses', hypotheses.map(hypothesis)),
    ...mutants('missed', section),
    ...mutants('caught', section),
    ...mutants('open', section),
  ].join('\n\n')
}

const setting = (s: Setting): string =>
  `- ${maths(s.nameTex)} (${text(s.name)}): ${s.tex === null ? text(s.text) : maths(s.tex)}${s.byDefault ? ' (default)' : ''}`

const list = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`**${title}**`, items.join('\n')]

const head = ({ label, title, source, notes }: OptimizerSection | ProblemSection): string[] => [
  `### ${text(label)}: ${text(title)}`,
  ...(source === null ? [] : [text(source)]),
  ...notes.map(text),
]

const lines = (tex: readonly string[]): string[] => tex.map((line) => `- ${maths(line)}`)

const rule = (r: OptimizerSection): string[] => [
  ...head(r),
  ...list('Before the first step', lines(r.start)),
  ...list('First gradient (no step)', lines(r.first)),
  ...list('Step', lines(r.step)),
  fenced(r.text),
  ...list('Hyperparameters', r.settings.map(setting)),
]

const problem = (p: ProblemSection): string[] => [
  ...head(p),
  lines(p.lines).join('\n'),
  ...list('Settings', p.settings.map(setting)),
  ...list('Facts', p.facts.map(setting)),
]

const figure = ({ name, title, notes }: Figure): string[] => [
  `![${text(title)}](plots/${encodeURIComponent(name)}.svg)`,
  ...(notes.length > 0 ? [notes.map((note) => `- ${text(note)}`).join('\n')] : []),
]

/**
 * The report as Markdown, to be put beside a change: verdicts and figures first, everything behind them folded. Figures are the
 * files `plots/NAME.svg` beside it.
 */
export function reportMarkdown(model: ReportModel): string {
  const { runs, claims, figures, overall, hypotheses } = model
  const finals = runs.rows.map((row) => [
    text(row.label),
    String(row.runs),
    String(row.diverged),
    String(row.failed),
    ...row.finals.map(({ median, low, high }) =>
      median === null || low === null || high === null
        ? 'none'
        : text(`${shortNumber(median)}${low === high ? '' : ` [${shortNumber(low)}, ${shortNumber(high)}]`}`),
    ),
  ])
  const missed = claims.flatMap((section) => mutants('missed', section))
  const blocks = [
    `# ${text(model.title)}`,
    `**${overall.symbol} ${text(overall.belief)}** ${text(overall.sentence)} ${text(sentenceOf(evidence(model)))}`,
    ...(model.description === null ? [] : [text(model.description)]),
    ...(claims.length > 0 ? ['## Verdicts', short(claims), ...missed] : []),
    ...(figures.length > 0 ? ['## Figures', ...figures.flatMap(figure)] : []),
    '## Behind it',
    ...folded(
      'Claims',
      claims.map((section) => claim(section, hypotheses.get(section.id) ?? [])),
    ),
    ...folded('Rules', model.optimizers.flatMap(rule)),
    ...folded('Problems', model.problems.flatMap(problem)),
    ...folded('Runs', [
      runsSentence(runs),
      markdownTable(
        ['runs that differ in the seed only', 'runs', 'diverged', 'failed', ...runs.measures.map(text)],
        finals,
      ),
      ...(runs.hidden > 0 ? [`${runs.hidden} more rows are in the traces.`] : []),
    ]),
    ...folded('Reproduce', [
      ...(model.replay === null ? [] : [fenced(model.replay)]),
      ...(model.digest === null ? [] : [`Digest of all results: ${text(model.digest)}`]),
      ...(model.versions.length === 0 ? [] : [text(model.versions.map((v) => v.join(' ')).join(', '))]),
    ]),
  ]
  return `${blocks.join('\n\n')}\n`
}
