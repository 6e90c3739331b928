/** Characters of a line above a chart of full width. */
const LINE = 92

/** Text in lines of at most `most` characters, broken at spaces, and within words that are longer: Vega does not wrap. */
export function wrap(text: string, most = LINE): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).flatMap((whole) => pieces(whole, most))) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A word in parts of at most `most` characters. */
const pieces = (word: string, most: number): string[] => word.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [word]

/** Lines of wrapped texts as the texts again: a line goes on where the next word had no room on it. */
export function unwrap(lines: readonly string[]): string[] {
  const texts: string[] = []
  lines.forEach((line, k) => {
    const before = lines[k - 1]
    const [word = ''] = line.split(' ', 1)
    if (before !== undefined && before.length + 1 + word.length > LINE) texts[texts.length - 1] += ` ${line}`
    else texts.push(line)
  })
  return texts
}
