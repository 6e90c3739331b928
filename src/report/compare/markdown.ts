import { joined, type Markdown, markdown, markdownPath, markdownTable } from '../../text/markdown.ts'
import type { VerdictRow } from '../verdicts.ts'
import type { Differences } from './differences.ts'
import type { ComparisonModel, Side } from './model.ts'
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

/**
 * A comparison as Markdown.
 *
 * @param figure path of a figure's file, relative to the document
 */
export function comparisonMarkdown(model: ComparisonModel, figure: (letter: string, name: string) => string): string {
  const { title, sides, sentence, verdicts, differences, figures } = model
  const blocks = [
    markdown`# ${title}`,
    markdown`**${sentence}**`,
    markdownTable(
      ['', 'directory', 'verdicts', 'runs', 'digest'],
      sides.map(({ letter, path, overall, runs, digest, sameAs }) => [
        letter,
        path,
        `${overall.symbol} ${overall.sentence}`,
        runs,
        sameAs === null ? digest.slice(0, 12) : `${digest.slice(0, 12)}, as ${sameAs}`,
      ]),
    ),
    ...sides.flatMap(({ doubt }) => (doubt === null ? [] : [markdown`**${doubt}**`])),
    markdown`## Verdicts`,
    verdicts.length === 0
      ? markdown`None of the directories has a verdict.`
      : markdownTable(
          ['claim', 'for', ...sides.map(({ letter }) => letter)],
          verdicts.map(({ claim, where, cells, than }) => [
            claim,
            where,
            ...cells.map((row, k) => verdictCell(row, than[k] ?? 'same')),
          ]),
        ),
    markdown`## Differences of final values`,
    ...differences.flatMap(({ side, found }) => differenceBlocks(model, side, found)),
    ...(figures.length > 0 ? [markdown`## Figures`] : []),
    ...figures.map((row) =>
      markdownTable(
        sides.map(({ letter }, k) => `${letter}${k === 0 ? `: ${row.title}` : ''}`),
        [
          row.figures.map((one, k) =>
            one
              ? markdown`![${one.title}](${markdownPath(figure(sides[k]?.letter ?? '', one.name).split('/'))})`
              : 'no such figure',
          ),
        ],
      ),
    ),
  ]
  return `${joined(blocks, '\n\n').text}\n`
}

/** Lines of a cell. */
const stacked = (lines: readonly string[]): Markdown => joined(lines, '<br>')

function verdictCell(row: VerdictRow | null, than: VerdictLine['than'][number]): Markdown | string {
  if (row === null) return 'not there'
  const word = THAN[than]
  const status = `${row.symbol} ${row.status}`
  return joined(
    [word === null ? markdown`${status}` : markdown`${status} **(${word})**`, ...measuredLines(row)],
    '<br>',
  )
}

function differenceBlocks(model: ComparisonModel, side: Side, found: Differences): Markdown[] {
  const [first] = model.sides
  if (!first) return []
  const rows = shownDifferences(found).map((row) => [stacked([row.label, ...row.changed]), ...differenceCells(row)])
  const notes = found.rows.length === 0 ? [noDifferences(model, side)] : differenceNotes(found, first, side)
  return [
    markdown`### ${side.letter} less ${first.letter}`,
    ...notes.map((note) => markdown`${note}`),
    ...(rows.length > 0 ? [markdownTable(differenceHead(first, side), rows)] : []),
    ...(found.onlyA.length > 0 ? [markdown`Only in ${first.letter}: ${namesText(found.onlyA)}.`] : []),
    ...(found.onlyB.length > 0 ? [markdown`Only in ${side.letter}: ${namesText(found.onlyB)}.`] : []),
  ]
}
