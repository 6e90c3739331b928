import { plural } from '../../text/plural.ts'
import type { Summary } from '../summary.ts'
import { type Overall, overall, undoneOf } from '../verdicts.ts'
import { type Differences, pairedDifferences } from './differences.ts'
import { type VerdictLine, verdictLines } from './verdicts.ts'

/** A result directory that takes part in a comparison. */
export interface Directory {
  /** As the user named it. */
  readonly path: string
  readonly summary: Summary
  readonly figures: readonly ComparedFigure[]
  /** A sentence, if its files are not those that were published. */
  readonly doubt?: string | null
}

export interface ComparedFigure {
  /** File name without ending, by which figures of directories belong together. */
  readonly name: string
  readonly title: string
  readonly svg: string
}

export interface Side {
  /** `A`, `B`, ...: how tables name the directory. */
  readonly letter: string
  readonly path: string
  readonly experiment: string
  readonly title: string
  readonly digest: string
  readonly runs: number
  readonly overall: Overall
  /** Where it has the same digest as a directory before it: that one's letter. */
  readonly sameAs: string | null
  readonly doubt: string | null
}

export interface FigureRow {
  readonly name: string
  readonly title: string
  /** In the order of the directories; null where one has no such figure. */
  readonly figures: readonly (ComparedFigure | null)[]
}

/** Everything that a comparison says, without a layout. Plain data. */
export interface ComparisonModel {
  readonly title: string
  readonly sides: readonly Side[]
  readonly verdicts: readonly VerdictLine[]
  /** One sentence on all verdicts. */
  readonly sentence: string
  readonly figures: readonly FigureRow[]
  /** Of each directory after the first with the first. */
  readonly differences: readonly { readonly side: Side; readonly found: Differences }[]
}

/** `A` ... `Z`, `A1` ... */
const letterOf = (index: number): string =>
  `${String.fromCharCode(65 + (index % 26))}${index < 26 ? '' : Math.floor(index / 26)}`

/** @param directories at least two */
export function comparisonModel(directories: readonly Directory[]): ComparisonModel {
  const sides = directories.map(({ path, summary, doubt }, index): Side => {
    const { experiment, title, digest, runs, verdicts } = summary
    const twin = directories.findIndex((other) => other.summary.digest === digest)
    return {
      letter: letterOf(index),
      path,
      experiment,
      title,
      digest,
      runs: runs.filter(({ mutantOf }) => mutantOf === null).length,
      overall: overall(summary, verdicts, undoneOf(runs, summary.undrawn)),
      sameAs: twin < index ? letterOf(twin) : null,
      doubt: doubt ?? null,
    }
  })
  const verdicts = verdictLines(directories.map(({ summary }) => summary.verdicts))
  const [first] = directories
  const titles = [...new Set(sides.map(({ title }) => title))]
  return {
    title: titles.length === 1 ? `Comparison: ${titles[0]}` : `Comparison of ${directories.length} results`,
    sides,
    verdicts,
    sentence: sentence(verdicts, sides),
    figures: figureRows(directories),
    differences: sides.slice(1).map((side, k) => ({
      side,
      found: pairedDifferences(first?.summary.runs ?? [], directories[k + 1]?.summary.runs ?? []),
    })),
  }
}

function sentence(lines: readonly VerdictLine[], sides: readonly Side[]): string {
  if (lines.length === 0) return 'Nothing was judged.'
  const count = (state: VerdictLine['state']) => lines.filter((line) => line.state === state).length
  const [changed, partly] = [count('changed'), count('partly')]
  const ways = sides.flatMap(({ letter }, k) =>
    (['worse', 'better'] as const).flatMap((way) => {
      const found = lines.filter((line) => line.than[k] === way).length
      return found > 0 ? [`${found} ${way} in ${letter}`] : []
    }),
  )
  const all = lines.length - partly
  const differ =
    changed === 0
      ? `No verdict differs of the ${all} that all have`
      : `${plural(changed, 'verdict')} of ${lines.length} ${changed === 1 ? 'differs' : 'differ'}${ways.length > 0 ? ` (${ways.join(', ')})` : ''}`
  return `${differ}${partly > 0 ? `; ${partly} ${partly === 1 ? 'is' : 'are'} not in every directory` : ''}.`
}

function figureRows(directories: readonly Directory[]): FigureRow[] {
  const names = [...new Set(directories.flatMap(({ figures }) => figures.map(({ name }) => name)))]
  return names.map((name) => {
    const figures = directories.map((directory) => directory.figures.find((figure) => figure.name === name) ?? null)
    return { name, title: figures.find((figure) => figure !== null)?.title ?? name, figures }
  })
}
