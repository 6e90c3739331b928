import { clip } from '../text/clip.ts'
import type { Example } from './example.ts'
import { mended } from './mended.ts'
import type { About } from './message.ts'

/** Characters of a line, and lines of a file, beyond which there is nothing more to see than how long it is. */
const LONGEST = 100
const MOST_LINES = 30

/** An example as a reader sees it: its files, and what is typed. */
export const shownExample = ({ command, files, where }: Example): string[] => [
  ...(where === undefined ? [] : [where]),
  ...Object.entries(files).flatMap(([name, text]) => [
    `${name}:`,
    ...cut(linesOf(text)).map((line) => (line === '' ? line : `  ${line}`)),
  ]),
  `$ ${command}`,
]

/** The lines of the mended example that differ; null where it is mended in another way, which is said in words. */
export function shownMend(entry: Pick<About, 'example' | 'mend'>): string[] | null {
  const right = mended(entry)
  if (!right) return null
  const { files, command } = entry.example
  return [
    ...Object.entries(right.files).flatMap(([name, text]) => {
      const changed = changedLines(linesOf(files[name] ?? ''), linesOf(text))
      return changed.length === 0 ? [] : [`${name}:`, ...cut(changed).map((line) => `  ${line}`)]
    }),
    ...(right.command === command ? [] : [`$ ${right.command}`]),
  ]
}

const linesOf = (text: string): string[] => text.trimEnd().split('\n')

/** From the first line that differs to the last. */
function changedLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const first = after.findIndex((line, k) => line !== before[k])
  if (first < 0 && after.length === before.length) return []
  const from = first < 0 ? after.length - 1 : first
  let same = 0
  while (same < after.length - from - 1 && after.at(-1 - same) === before.at(-1 - same)) same++
  return after.slice(from, after.length - same)
}

const short = (line: string): string => {
  const margin = /^ */.exec(line)?.[0] ?? ''
  return line.length > LONGEST ? margin + clip(line, LONGEST - margin.length) : line
}

const cut = (lines: readonly string[]): string[] =>
  (lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, 8), `... ${lines.length - 12} more lines`, ...lines.slice(-4)]
  ).map(short)
