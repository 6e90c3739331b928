import { shortNumber } from '../plots/numbers.ts'
import {
  fenced,
  joined,
  type Markdown,
  markdown,
  markdownMaths,
  markdownPath,
  markdownTable,
} from '../text/markdown.ts'
import { SLACK_LINE } from '../text/slack.ts'
import type { MutantFate } from '../theory/ledger.ts'
import { evidenceSentences } from './evidence.ts'
import { claimVerdict, evidence } from './glance.ts'
import type { HypothesisRow } from './hypotheses.ts'
import type { Figure, ReportModel } from './model.ts'
import type { OptimizerSection } from './optimizers.ts'
import type { ProblemSection } from './problems.ts'
import { runsSentence } from './run-table.ts'
import type { Setting } from './settings.ts'
import type { ClaimSection } from './verdicts.ts'

/** A part that a reader opens: it must not stand between him and the verdicts. */
const folded = (title: string, blocks: readonly Markdown[]): Markdown[] =>
  blocks.length === 0 ? [] : [markdown`<details><summary>${title}</summary>`, ...blocks, markdown`</details>`]

/** Parts of a sentence as one. */
function sentenceOf(parts: readonly string[]): string {
  const whole = parts.join('; ')
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`
}

/** The claims in a line each, by the verdict that a reader must see first. */
const short = (claims: readonly ClaimSection[]): Markdown =>
  markdownTable(
    ['verdict', 'claim', 'for', 'predicted', 'measured', 'slack', 'seeds'],
    claims.map((section) => {
      const row = section.worst
      const { symbol, words } = claimVerdict(section)
      return [
        `${symbol} ${words}`,
        section.id,
        row?.where ?? '',
        row?.predicted ?? '',
        `${row?.measured ?? ''} ${row?.interval ?? ''}`,
        row?.slack ?? '',
        row?.n ?? '',
      ]
    }),
  )

/** What slack is, below a table that has any. */
const slackLine = (claims: readonly ClaimSection[]): Markdown[] =>
  claims.some((section) => (section.worst?.slack ?? '') !== '') ? [markdown`${SLACK_LINE}`] : []

const hypothesis = ({ met, status, tex, values }: HypothesisRow): Markdown =>
  markdown`- ${met ? '✓' : '?'} ${status}: ${markdownMaths(tex)}${values === '' ? '' : ` (${values})`}`

const mutants = (fate: MutantFate['fate'], section: ClaimSection): Markdown[] => {
  const names = section.mutants.filter((one) => one.fate === fate)
  return names.length === 0 ? [] : [markdown`Mutants ${fate}: ${names.map(({ name }) => name).join(', ')}.`]
}

function claim(section: ClaimSection, hypotheses: readonly HypothesisRow[]): Markdown[] {
  const { id, title, statement, source, judge, strength, rows, hidden } = section
  const body = rows.map((row) => [
    `${row.symbol} ${row.status}`,
    row.where,
    row.predicted,
    `${row.measured} ${row.interval}`,
    row.slack,
    row.n,
    row.reason,
  ])
  const judged = `${judge}${strength === null ? '' : ` (${strength})`}${source === null ? '' : `; source: ${source}`}`
  return [
    markdown`### ${title === null ? id : `${id} ${title}`}`,
    ...(statement === null ? [] : [markdown`> ${statement}`]),
    markdown`Judge: ${judged}`,
    rows.length === 0
      ? markdown`? not-measured: no verdict was given.`
      : markdownTable(['verdict', 'for', 'predicted', 'measured', 'slack', 'seeds', 'why'], body),
    ...(hidden > 0 ? [markdown`${hidden} more as expected.`] : []),
    ...list('Hypotheses', hypotheses.map(hypothesis)),
    ...mutants('missed', section),
    ...mutants('caught', section),
    ...mutants('open', section),
    ...(section.evidence ? [markdown`It ${evidenceSentences(section.evidence).join('; ')}.`] : []),
  ]
}

const setting = ({ nameTex, name, tex, text, byDefault }: Setting): Markdown =>
  markdown`- ${markdownMaths(nameTex)} (${name}): ${tex === null ? text : markdownMaths(tex)}${byDefault ? ' (default)' : ''}`

const list = (title: string, items: readonly Markdown[]): Markdown[] =>
  items.length === 0 ? [] : [markdown`**${title}**`, joined(items, '\n')]

const head = ({ label, title, source, notes }: OptimizerSection | ProblemSection): Markdown[] => [
  markdown`### ${`${label}: ${title}`}`,
  ...(source === null ? [] : [markdown`${source}`]),
  ...notes.map((note) => markdown`${note}`),
]

const lines = (tex: readonly string[]): Markdown[] => tex.map((line) => markdown`- ${markdownMaths(line)}`)

const rule = (r: OptimizerSection): Markdown[] => [
  ...head(r),
  ...list('Before the first step', lines(r.start)),
  ...list('First gradient (no step)', lines(r.first)),
  ...list('Step', lines(r.step)),
  fenced(r.text),
  ...list('Hyperparameters', r.settings.map(setting)),
]

const problem = (p: ProblemSection): Markdown[] => [
  ...head(p),
  joined(lines(p.lines), '\n'),
  ...list('Settings', p.settings.map(setting)),
  ...list('Facts', p.facts.map(setting)),
]

const figure = ({ name, title, notes }: Figure): Markdown[] => [
  markdown`![${title}](${markdownPath(['plots', `${name}.svg`])})`,
  ...(notes.length > 0
    ? [
        joined(
          notes.map((note) => markdown`- ${note}`),
          '\n',
        ),
      ]
    : []),
]

/**
 * The report as Markdown, to be put beside a change: verdicts and figures first, everything behind them folded. Figures are the
 * files `plots/NAME.svg` beside it.
 */
export function reportMarkdown(model: ReportModel): string {
  const { runs, claims, figures, undrawn, overall, hypotheses } = model
  const finals = runs.rows.map((row) => [
    row.label,
    String(row.runs),
    String(row.diverged),
    String(row.failed),
    ...row.finals.map(({ median, low, high }) =>
      median === null || low === null || high === null
        ? 'none'
        : `${shortNumber(median)}${low === high ? '' : ` [${shortNumber(low)}, ${shortNumber(high)}]`}`,
    ),
  ])
  const missed = claims.flatMap((section) => mutants('missed', section))
  const blocks = [
    markdown`# ${model.title}`,
    markdown`**${`${overall.symbol} ${overall.belief}`}** ${`${overall.sentence} ${sentenceOf(evidence(model))}`}`,
    ...(model.description === null ? [] : [markdown`${model.description}`]),
    ...(claims.length > 0 ? [markdown`## Verdicts`, short(claims), ...slackLine(claims), ...missed] : []),
    ...(figures.length + undrawn.length > 0
      ? [markdown`## Figures`, ...figures.flatMap(figure), ...undrawn.map((told) => markdown`${sentenceOf([told])}`)]
      : []),
    markdown`## Behind it`,
    ...folded(
      'Claims',
      claims.flatMap((section) => claim(section, hypotheses.get(section.id) ?? [])),
    ),
    ...folded('Rules', model.optimizers.flatMap(rule)),
    ...folded('Problems', model.problems.flatMap(problem)),
    ...folded('Runs', [
      markdown`${runsSentence(runs)}`,
      markdownTable(['runs that differ in the seed only', 'runs', 'diverged', 'failed', ...runs.measures], finals),
      ...(runs.hidden > 0 ? [markdown`${runs.hidden} more rows are in the traces.`] : []),
    ]),
    ...folded('Reproduce', [
      ...(model.replay === null ? [] : [fenced(model.replay)]),
      ...(model.digest === null ? [] : [markdown`Digest of all results: ${model.digest}`]),
      ...(model.versions.length === 0 ? [] : [markdown`${model.versions.map((v) => v.join(' ')).join(', ')}`]),
    ]),
  ]
  return `${joined(blocks, '\n\n').text}\n`
}
