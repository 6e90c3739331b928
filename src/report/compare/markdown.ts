import { escapeMarkdown as text } from '../markdown.ts'
import { markdownTable } from '../markdown-table.ts'
import type { VerdictRow } from '../verdicts.ts'
import type { Differences } from './differences.ts'
import type { ComparisonModel, Side } from './model.ts'
import {
  differenceCells,
  differenceHead,
  differenceNotes,
  measuredLines,
  namesText,
  noDifferences,
  shownDifferences,
} from './words.ts'

/**
 * A comparison as Markdown.
 *
 * @param figure path of a figure's file, relative to the document
 */
export function comparisonMarkdown(model: ComparisonModel, figure: (letter: string, name: string) => string): string {
  const { title, sides, sentence, verdicts, differences, figures } = model
  const blocks = [
    `# ${text(title)}`,
    `**${text(sentence)}**`,
    markdownTable(
      ['', 'directory', 'verdicts', 'runs', 'digest'],
      sides.map(({ letter, path, overall, runs, digest, sameAs }) => [
        letter,
        text(path),
        `${overall.symbol} ${text(overall.sentence)}`,
        String(runs),
        sameAs === null ? text(digest.slice(0, 12)) : `${text(digest.slice(0, 12))}, as ${sameAs}`,
      ]),
    ),
    '## Verdicts',
    verdicts.length === 0
      ? 'None of the directories has a verdict.'
      : markdownTable(
          ['claim', 'for', '', ...sides.map(({ letter }) => letter)],
          verdicts.map(({ claim, where, cells, state }) => [
            text(claim),
            text(where),
            state === 'changed' ? '**differs**' : '',
            ...cells.map(verdictCell),
          ]),
        ),
    '## Differences of final values',
    ...differences.flatMap(({ side, found }) => differenceBlocks(model, side, found)),
    ...(figures.length > 0 ? ['## Figures'] : []),
    ...figures.map((row) =>
      markdownTable(
        sides.map(({ letter }, k) => `${letter}${k === 0 ? `: ${text(row.title)}` : ''}`),
        [
          row.figures.map((one, k) =>
            one ? `![${text(one.title)}](${figure(sides[k]?.letter ?? '', one.name)})` : 'no such figure',
          ),
        ],
      ),
    ),
  ]
  return `${blocks.join('\n\n')}\n`
}

const verdictCell = (row: VerdictRow | null): string =>
  row === null ? 'not there' : [`${row.symbol} ${text(row.status)}`, ...measuredLines(row).map(text)].join('<br>')

function differenceBlocks(model: ComparisonModel, side: Side, found: Differences): string[] {
  const [first] = model.sides
  if (!first) return []
  const rows = shownDifferences(found).map((row) => [
    [row.label, ...row.changed].map(text).join('<br>'),
    ...differenceCells(row).map(text),
  ])
  return [
    `### ${side.letter} less ${first.letter}`,
    ...(found.rows.length === 0 ? [noDifferences(model, side)] : differenceNotes(found, first, side)),
    ...(rows.length > 0 ? [markdownTable(differenceHead(first, side), rows)] : []),
    ...(found.onlyA.length > 0 ? [`Only in ${first.letter}: ${text(namesText(found.onlyA))}.`] : []),
    ...(found.onlyB.length > 0 ? [`Only in ${side.letter}: ${text(namesText(found.onlyB))}.`] : []),
  ]
}
