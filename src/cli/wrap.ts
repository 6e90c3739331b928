import { oneLine } from '../text/unseen.ts'

/**
 * A text, as one line, broken between words into lines of at most `width` characters, each further one two blanks further in. A word that
 * is longer than a line stays whole: a path or an id that is broken cannot be copied.
 *
 * @param width in characters; Infinity for a pipe
 */
export function wrap(text: string, width: number): string[] {
  const line = oneLine(text)
  if (line.length <= width) return [line]
  const margin = /^ */.exec(line)?.[0] ?? ''
  const lines: string[] = []
  let current = margin
  for (const word of line.slice(margin.length).split(' ')) {
    const fresh = current.trim() === ''
    if (!fresh && current.length + 1 + word.length > width) {
      lines.push(current)
      current = `${margin}  ${word}`
    } else current += fresh ? word : ` ${word}`
  }
  return [...lines, current]
}
