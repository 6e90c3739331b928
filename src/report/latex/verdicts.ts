import { bucket } from '../../plots/groups.ts'
import type { Verdict } from '../../run/verdict.ts'
import { SLACK, slackText } from '../../text/slack.ts'
import { escapeTex, texComment, texName } from '../../text/tex.ts'
import { verdictDigits } from '../../theory/digits.ts'
import type { Summary } from '../summary.ts'
import { severalProblems, verdictRow } from '../verdicts.ts'
import { doubtTex } from './doubt.ts'
import { DIGITS, texInterval, texNumber } from './numbers.ts'

/** Rows that fit on a page; a longer table is broken over pages. */
const PAGE = 40

/** Shares of the line for the columns; with the space between them they fill it. */
const SHARES = ['0.29', '0.17', '0.11', '0.2', '0.09', '0.05']
const COLUMNS = `@{}${SHARES.map((share, k) => `>{\\raggedright${k === 0 ? '\\leftskip=1em' : ''}\\arraybackslash}p{${share}\\linewidth}`).join('')}@{}`
const WIDTH = SHARES.length
const HEAD = '\\multicolumn{1}{@{}l}{for} & verdict & predicted & measured & slack & $n$ \\\\'

/**
 * The table of verdicts as LaTeX with booktabs, to be read by `\input`; a claim is a line, with its verdicts below it.
 *
 * @param doubt a sentence, if the files of the result are not those that were published
 */
export function verdictsTex(summary: Summary, doubt: string | null = null): string {
  const { experiment, title, digest, verdicts } = summary
  const several = severalProblems(verdicts)
  const rows = [...bucket(verdicts, ({ claim }) => claim)].flatMap(([claim, own], k) => [
    ...(k === 0 ? [] : ['\\addlinespace']),
    claimLine(claim, summary),
    ...own.map((verdict) => verdictLine(verdict, several)),
  ])
  const caption = `\\caption{${escapeTex(title)}. Verdicts of adam-lab: predicted and measured values, with confidence limits in brackets; slack is ${escapeTex(SLACK)}; $n$ the number of seeds.${doubtTex(doubt)}}`
  const label = `\\label{tab:${experiment.replaceAll(/[^A-Za-z0-9-]+/g, '-')}}`
  const lines = rows.length === 0 ? [`\\multicolumn{${WIDTH}}{@{}l}{Nothing was judged.} \\\\`] : rows
  return [
    texComment(`${title} (experiment ${experiment}), written by adam-lab. Digest of all results: ${digest}`),
    '% \\usepackage{array,booktabs,longtable}',
    ...(rows.length <= PAGE ? float(lines, caption, label) : long(lines, caption, label)),
    '',
  ].join('\n')
}

const float = (rows: readonly string[], caption: string, label: string): string[] => [
  '\\begin{table}',
  '\\centering\\footnotesize\\setlength{\\tabcolsep}{3pt}',
  `${caption}${label}\\par\\smallskip`,
  `\\begin{tabular}{${COLUMNS}}`,
  '\\toprule',
  HEAD,
  '\\midrule',
  ...rows,
  '\\bottomrule',
  '\\end{tabular}',
  '\\end{table}',
]

const long = (rows: readonly string[], caption: string, label: string): string[] => [
  '{\\footnotesize\\setlength{\\tabcolsep}{3pt}',
  `\\begin{longtable}{${COLUMNS}}`,
  `${caption}${label} \\\\[1ex]`,
  '\\toprule',
  HEAD,
  '\\midrule',
  '\\endfirsthead',
  '\\toprule',
  HEAD,
  '\\midrule',
  '\\endhead',
  '\\bottomrule',
  '\\endlastfoot',
  ...rows,
  '\\end{longtable}}',
]

function claimLine(id: string, { claims }: Summary): string {
  const source = claims.find((claim) => claim.id === id)?.source ?? null
  const words = source === null ? texName(id) : `${texName(id)} (${escapeTex(source)})`
  return `\\multicolumn{${WIDTH}}{@{}p{\\linewidth}@{}}{${words}} \\\\*`
}

function verdictLine(verdict: Verdict, several: boolean): string {
  const { where, status, tone } = verdictRow(verdict, several)
  const words = escapeTex(status)
  const digits = verdictDigits(verdict, DIGITS)
  const interval = texInterval(verdict.interval, digits)
  const measured = texNumber(verdict.measured, digits)
  return `${[
    escapeTex(where),
    tone === 'good' ? words : `\\textbf{${words}}`,
    texNumber(verdict.predicted, digits),
    interval === '' ? measured : `${measured}\\newline ${interval}`,
    slackText(verdict.slack, texNumber),
    verdict.n > 0 ? `$${verdict.n}$` : '',
  ].join(' & ')} \\\\`
}
