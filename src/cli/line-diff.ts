/** The lines of two texts that are in one of them only, `- ` for the first and `+ ` for the second, in reading order. */
export function lineDiff(first: readonly string[], second: readonly string[]): string[] {
  // Lengths of the longest common subsequences of what follows.
  const longest = Array.from({ length: first.length + 1 }, () => new Array<number>(second.length + 1).fill(0))
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = second.length - 1; j >= 0; j--) {
      const row = longest[i]
      if (row) row[j] = first[i] === second[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: string[] = []
  for (let i = 0, j = 0; i < first.length || j < second.length; ) {
    if (i < first.length && j < second.length && first[i] === second[j]) {
      i++
      j++
    } else if (j >= second.length || (i < first.length && at(i + 1, j) >= at(i, j + 1))) lines.push(`- ${first[i++]}`)
    else lines.push(`+ ${second[j++]}`)
  }
  return lines
}
