import { quote } from './clip.ts'

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** Names that differ only by case, `_` or `-` are the same to a reader. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '')

/** A name longer than this is not a misspelling of anything. */
const LONGEST = 64

/**
 * The candidate that a misspelt name was probably meant to be, or undefined. At most a third of the letters may differ, so
 * names of one or two letters are matched by case only.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined
  let best: string | undefined
  let least = Math.floor(Math.max(plain(name).length, 1) / 3) + 0.5
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > LONGEST) continue
    const apart = plain(candidate) === plain(name) ? 0 : distance(plain(name), plain(candidate))
    if (apart < least) {
      best = candidate
      least = apart
    }
  }
  return best
}

/** The question whether another name was meant. */
export const didYouMean = (name: string): string => `did you mean ${quote(name)}?`

/** A hint such as `did you mean 'beta2'?`, or undefined if no candidate is near. */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(name, candidates)
  return found === undefined ? undefined : didYouMean(found)
}
