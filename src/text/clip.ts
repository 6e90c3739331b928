/** The most characters of a user's value that a message repeats. */
export const REPEATED = 80

/**
 * Text as a message may repeat it: on one line, and cut to at most `most` characters, the ellipsis included.
 *
 * @param most at least 4
 */
export function clip(text: string, most = REPEATED): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  // A surrogate pair is never halved.
  return `${line.slice(0, most - 3).replace(/[\ud800-\udbff]$/, '')}...`
}

/** A user's value as a message names it: in quotes, and clipped. */
export const quote = (text: string): string => `'${clip(text)}'`

/** Names that a hint lists before it only counts the others. */
const LISTED = 60

/** Names in a row, each clipped; of very many, the first and how many more there are. */
export function enumerated(names: Iterable<string>): string {
  const all = [...names]
  const more = all.length > LISTED ? [`... and ${all.length - LISTED} more`] : []
  return [...all.slice(0, LISTED).map((name) => clip(name, 40)), ...more].join(', ')
}
