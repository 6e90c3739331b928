import type { Conformance } from '../conform/conform.ts'
import type { FoundSetting, Match } from '../conform/search.ts'
import { clip } from '../text/clip.ts'
import { plural } from '../text/plural.ts'
import { short } from '../theory/digits.ts'
import { type TextColumn, table } from './table.ts'
import { terminal } from './terminal.ts'

/** Rows of the table unless all are asked for; what conforms is never left out. */
const MOST = 10

const columns: readonly TextColumn[] = [
  { head: '', align: 'right' },
  { head: 'optimizer', cut: true },
  { head: 'largest error', align: 'right' },
  { head: 'departs at' },
  { head: 'hyperparameters (* found by search)', cut: true },
]

const number = (value: number) => (value === Number.POSITIVE_INFINITY ? 'infinite' : short(value))
const listed = (matches: readonly Match[]) => matches.map(({ rule }) => rule.name).join(', ')

/** What a trace follows, in words, and the ranking as a table. */
export function conformanceLines(file: string, found: Conformance, all: boolean): string[] {
  const { trace, ranking, conforming, mutants } = found
  const followed = conforming.length + mutants.length
  const shown = all ? ranking : ranking.slice(0, Math.max(MOST, followed))
  const lines = table(columns, shown.map(row), terminal.width)
  const setting = (key: string) => `${key} = ${clip(JSON.stringify(found.unknown[key]))}`
  const unknown = Object.keys(found.unknown).filter((key) => !Object.hasOwn(found.misread, key))
  const notTried = [
    ...found.skipped.map(({ rule, reason }) => `${rule.name}: ${reason}`),
    ...ranking.flatMap(({ rule, missed }) => (missed ? [`${rule.name} at ${missed.at}: ${missed.reason}`] : [])),
  ]
  return [
    terminal.paint(
      'bold',
      `${trace.implementation ?? file}: ${plural(trace.rows, 'step')}, ${plural(trace.start.length, 'coordinate')}`,
    ),
    ...verdict(found),
    '',
    ...lines.map((line, k) =>
      k === 0 ? terminal.paint('dim', line) : k <= followed ? terminal.paint('green', line) : line,
    ),
    ...(shown.length < ranking.length ? [`... and ${ranking.length - shown.length} more (--all)`] : []),
    ...(shown.every(({ whole }) => whole)
      ? []
      : ['The trace is large: rules that depart on a part of it were not followed further, which >= and "by" mark.']),
    ...ranking.slice(0, followed).flatMap(undecided),
    ...(unknown.length > 0 ? ['', `The header has settings that no page has: ${unknown.map(setting).join(', ')}`] : []),
    ...Object.entries(found.misread).flatMap(([key, reason]) => [
      '',
      `The header's ${setting(key)} is no number, and no formula in t, T and d: ${reason}. It was searched instead.`,
    ]),
    ...(notTried.length > 0 ? ['', ...notTried.map((one) => `Not tried: ${one}`)] : []),
  ]
}

function verdict({ ranking: [best], conforming, mutants, tolerance, single }: Conformance): string[] {
  if (!best) return ['There is no rule to compare it with.']
  const wrong = `${listed(mutants)}, wrong on purpose`
  if (conforming.length > 0) {
    const more = mutants.length > 0 ? [`It does not tell apart from these: ${wrong}.`] : []
    return [terminal.paint('green', `It follows ${listed(conforming)} to ${short(tolerance)}.`), ...more]
  }
  if (mutants.length > 0) return [terminal.paint('red', `It follows a known mistake to ${short(tolerance)}: ${wrong}.`)]
  const { departure: at } = best
  const where = at
    ? `: it departs at step ${at.t} in coordinate ${at.coordinate}, where it has ${at.mine} and the trace ${at.recorded}`
    : ''
  return [
    terminal.paint('red', `It follows no rule to ${short(tolerance)}.`),
    `Nearest is ${best.rule.name}${where} (relative error ${number(at?.error ?? best.error)}).`,
    ...(single ? ['That is as near as single precision comes: try --tolerance 1e-6.'] : []),
  ]
}

function row({ rule, error, departure, settings, whole }: Match, index: number): string[] {
  return [
    String(index + 1),
    rule.mutant ? `${rule.name} (wrong)` : rule.name,
    whole ? number(error) : `>= ${number(error)}`,
    departure ? `${whole ? '' : 'by '}step ${departure.t}, x[${departure.coordinate}]` : 'never',
    settings.map(setting).join(', '),
  ]
}

const setting = ({ name, value, from }: FoundSetting) => `${name}=${value}${from === 'searched' ? '*' : ''}`

function undecided({ rule, settings }: Match): string[] {
  return settings
    .filter(({ also }) => also.length > 0)
    .map(({ name, value, also }) => `The trace does not tell ${name}=${value} of ${rule.name} from ${also.join(', ')}.`)
}
