import type { Kind } from '../config/library.ts'
import type { NoisePage, OptimizerPage, Page, PredictionPage, ProblemPage, Recurrence } from '../config/pages.ts'
import { rangeText } from '../lang/definition.ts'
import type { Formula } from '../lang/syntax.ts'
import { blockTex, definitionTex, formulaTex, nameTex } from '../lang/tex.ts'
import { factSentences, ruleFacts } from '../proof/rule-facts.ts'
import { notesOf, optimizerSection, sourceText, startTex } from './optimizers.ts'
import { problemSection } from './problems.ts'

/** The pages of the catalog, and what is known about them from outside. */
export interface CatalogModel {
  readonly pages: Readonly<Record<Kind, readonly Page[]>>
  /** Pages of experiments that use a page, by its kind and name: `optimizer adam`. */
  readonly users: ReadonlyMap<string, readonly string[]>
  /** Path of a problem's figure, relative to the document. */
  figure(problem: string): string
}

const HEADINGS: readonly (readonly [kind: Kind, title: string])[] = [
  ['optimizer', 'Optimizers'],
  ['problem', 'Problems'],
  ['noise', 'Noises'],
  ['average', 'Averages'],
  ['measure', 'Measures'],
  ['prediction', 'Predictions'],
]

/** The catalog as a document, in Markdown with TeX: everything in it is read off the pages. */
export function catalogMarkdown(model: CatalogModel): string {
  const contents = HEADINGS.map(([kind, title]) => `[${title}](#${title.toLowerCase()}) (${model.pages[kind].length})`)
  const parts = HEADINGS.flatMap(([kind, title]) => [
    `## ${title}`,
    ...model.pages[kind].map((page) => entry(page, model)),
  ])
  return `${['# The catalog', 'Written by `npm run docs` from the pages in `src/catalog`; do not edit it.', contents.join(' · '), ...parts].join('\n\n')}\n`
}

function entry(page: Page, model: CatalogModel): string {
  const users = model.users.get(`${page.kind} ${page.name}`) ?? []
  const source = sourceText(page)
  const blocks = [
    `### ${page.name}`,
    `**${page.title}**${source ? ` (${source})` : ''}`,
    ...body(page, model),
    bullets([
      ...(Object.entries(page.hyper).length > 0
        ? [`Defaults: ${Object.entries(page.hyper).map(setting).join(', ')}`]
        : []),
      ...more(page),
      ...notesOf(page),
      ...(users.length > 0 ? [`Used by ${users.map((user) => `\`${user}\``).join(', ')}`] : []),
    ]),
    ...(page.kind === 'optimizer' ? dialects(page) : []),
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

const setting = ([name, formula]: [string, Formula]): string => `\`${name} = ${formula.source.text.trim()}\``
const bullets = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line.replaceAll(/\s+/g, ' ')}`).join('\n')
const maths = (lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : ['```math', '\\begin{aligned}', lines.map((line) => `& ${line}`).join(' \\\\\n'), '\\end{aligned}', '```'].join(
        '\n',
      )

function body(page: Page, model: CatalogModel): string[] {
  switch (page.kind) {
    case 'optimizer': {
      const { start, first, step } = optimizerSection({ page, label: page.name, settings: {}, mutantOf: null })
      const before = start.length > 0 ? [`${start.join(',\\quad ')} \\quad\\text{before the first step}`] : []
      return [maths([...before, ...first.map((line) => `${line} \\quad\\text{at the first gradient}`), ...step])]
    }
    case 'problem': {
      const { lines } = problemSection({ page, label: page.name, settings: {}, mutantOf: null })
      return [maths(lines), `![${page.title}](${model.figure(page.name)})`]
    }
    case 'prediction':
      return [maths(definitionTex(page.definition))]
    case 'noise':
      return [maths([...lawLines(page), `\\xi = ${formulaTex(page.value.expr)}`])]
    default:
      return [maths([...stateLines(page), ...blockTex(page.step.statements), formulaTex(page.value.expr)])]
  }
}

const lawLines = ({ draws }: NoisePage): string[] =>
  draws.map(({ name, law }) => `${nameTex(name)} \\sim ${law === 'uniform' ? 'U(0, 1)' : `\\text{${law.page.name}}`}`)

const stateLines = (page: Recurrence): string[] => {
  const start = startTex(page)
  return start.length > 0 ? [`${start.join(',\\quad ')} \\quad\\text{before the first step}`] : []
}

function more(page: Page): string[] {
  if (page.kind === 'problem') return facts(page)
  if (page.kind === 'prediction') return parametersOf(page)
  if (page.kind !== 'optimizer') return []
  return [
    ...factSentences(ruleFacts(page)).map((fact) => fact.charAt(0).toUpperCase() + fact.slice(1)),
    ...conforms(page),
  ]
}

const parametersOf = ({ definition, meanings, claims }: PredictionPage): string[] => [
  ...definition.parameters.map(({ name, range }) => `\`${name}\` in ${rangeText(range)}: ${meanings[name]}`),
  ...(claims.length > 0 ? [`Tried by ${claims.map((claim) => `\`${claim}\``).join(', ')}`] : []),
]

const facts = ({ facts }: ProblemPage): string[] =>
  Object.keys(facts).length === 0 ? [] : [`Facts: ${Object.entries(facts).map(setting).join(', ')}`]

const conforms = ({ conforms }: OptimizerPage): string[] =>
  conforms.length === 0
    ? []
    : [`Reproduces the recorded trajectories of ${conforms.map((rule) => `\`${rule}\``).join(', ')}`]

function dialects(page: OptimizerPage): string[] {
  const all = Object.entries(page.dialects)
  const table = (title: string, last: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0
      ? []
      : [[`| ${title} | | ${last} |`, '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')]
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()
  return [
    ...table(
      'dialect',
      'reproduces',
      all.flatMap(([name, { note, breaks, conforms }]) =>
        breaks ? [] : [[`\`${page.name}@${name}\``, cell(note), conforms.map((rule) => `\`${rule}\``).join(', ')]],
      ),
    ),
    ...table(
      'mutant',
      'breaks',
      all.flatMap(([name, { note, breaks }]) =>
        breaks ? [[`\`${page.name}@${name}\``, cell(note), breaks.map((claim) => `\`${claim}\``).join(', ')]] : [],
      ),
    ),
  ]
}
