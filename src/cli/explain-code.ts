import { CATALOGUE, type Explained, entries } from '../messages/catalogue.ts'
import { shownExample, shownMend } from '../messages/shown.ts'
import { unknownCode } from '../messages/usage.ts'
import { clip } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { failure } from './failure.ts'
import { terminal } from './terminal.ts'
import { wrap } from './wrap.ts'

/** Whether a word is written like the code of a message, in any case, with or without its brackets. */
export const likeCode = (word: string): boolean => /^\[?al\d+\]?$/i.test(word)

/** `adam-lab explain [code]`: what a message means, why it is told, an example, and how that is mended; without a code all titles. */
export function explainCode(
  word: string | undefined,
  { json = false }: { readonly json?: boolean | undefined },
): number {
  if (word === undefined) return list(json)
  const entry = entryOf(word)
  if (json) terminal.print(JSON.stringify(entry))
  else terminal.print(terminal.paint('bold', `${entry.code}: ${entry.title}`), '', ...explanationLines(entry))
  return 0
}

function entryOf(word: string): Explained {
  const code = word.toUpperCase().replace(/^\[|\]$/g, '')
  const found = entries.find((one) => one.code === code)
  if (found) return found
  const known = entries.map((one) => one.code)
  const hint = likeCode(word)
    ? (suggest(code, known) ?? "'adam-lab explain' lists them all")
    : `a code is like ${known[0]}; the verdict on a claim is explained by 'adam-lab check --explain ${clip(word)}'`
  throw failure(unknownCode(word, hint))
}

function list(json: boolean): number {
  if (json) terminal.print(JSON.stringify(entries))
  else
    for (const { title, entries: own } of CATALOGUE) {
      terminal.print(terminal.paint('bold', title))
      terminal.print(...own.flatMap(({ code, title: what }) => wrap(`  ${code}  ${what}`, terminal.width)))
    }
  return 0
}

function explanationLines(entry: Explained): string[] {
  const { means, why, example, mend } = entry
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`)
  return [
    ...wrap(means, terminal.width),
    ...wrap(`Why: ${why}`, terminal.width),
    ...['', terminal.paint('bold', 'Example'), ...indented(shownExample(example))],
    ...['', terminal.paint('bold', 'Mended')],
    ...(typeof mend === 'string' ? wrap(`  ${mend}`, terminal.width) : indented(shownMend(entry) ?? [])),
  ]
}
