import { shortNumber } from '../plots/numbers.ts'
import type { ReportModel } from './model.ts'
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
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

function claim({ id, title, statement, source, judge, rows, hidden }: ClaimSection): string {
  const body = rows.map((row) => [
    `${row.symbol} ${text(row.status)}`,
    text(row.where),
    text(row.predicted),
    text(`${row.measured} ${row.interval}`),
    text(row.slack),
    row.n,
    text(`${row.reason}${row.missed.length > 0 ? ` Mutants missed: ${row.missed.join(', ')}.` : ''}`),
  ])
  return [
    `### ${text(id)}${title === null ? '' : ` ${text(title)}`}`,
    ...(statement === null ? [] : [`> ${text(statement)}`]),
    `Judge: ${text(judge)}${source === null ? '' : `; source: ${text(source)}`}`,
    rows.length === 0
      ? '? not measured: no verdict was given.'
      : table(['verdict', 'for', 'predicted', 'measured', 'slack', 'seeds', 'why'], body),
    ...(hidden > 0 ? [`${hidden} more as stated.`] : []),
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

/** The report as Markdown; figures are the files `plots/NAME.svg` beside it. */
export function reportMarkdown(model: ReportModel): string {
  const { runs } = model
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
  const part = (title: string, blocks: readonly string[]): string[] =>
    blocks.length === 0 ? [] : [`## ${title}`, ...blocks]
  const blocks = [
    `# ${text(model.title)}`,
    `**${model.overall.symbol} ${text(model.overall.sentence)}**`,
    ...(model.description === null ? [] : [text(model.description)]),
    ...part('Verdicts', model.claims.map(claim)),
    ...part(
      'Figures',
      model.figures.flatMap(({ name, title, notes }) => [
        `![${text(title)}](plots/${encodeURIComponent(name)}.svg)`,
        ...(notes.length > 0 ? [notes.map((note) => `- ${text(note)}`).join('\n')] : []),
      ]),
    ),
    ...part('Rules', model.optimizers.flatMap(rule)),
    ...part('Problems', model.problems.flatMap(problem)),
    ...part('Runs', [
      runsSentence(runs),
      table(['runs that differ in the seed only', 'runs', 'diverged', 'failed', ...runs.measures.map(text)], finals),
      ...(runs.hidden > 0 ? [`${runs.hidden} more rows are in the traces.`] : []),
    ]),
    ...part('Reproduce', [
      ...(model.replay === null ? [] : [fenced(model.replay)]),
      ...(model.digest === null ? [] : [`Digest of all results: ${text(model.digest)}`]),
      ...(model.versions.length === 0 ? [] : [text(model.versions.map((v) => v.join(' ')).join(', '))]),
    ]),
  ]
  return `${blocks.join('\n\n')}\n`
}
