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

/** The longest path that every system opens has no more characters than this (macOS; Linux takes four times as many). */
const LONGEST_PATH = 1024

/**
 * A path as a message repeats it. One that may lead to a file is whole, or it could not be copied or clicked; a longer one is cut like
 * any other value, in its middle, for its end says what is meant: the file and its kind.
 */
export function clipPath(path: string): string {
  if (path.length <= LONGEST_PATH) return path
  const half = (REPEATED - 3) >> 1
  return `${path.slice(0, half).replace(/[\ud800-\udbff]$/, '')}...${path.slice(-half).replace(/^[\udc00-\udfff]/, '')}`
}

/** A path as a message names it. */
export const quotePath = (path: string): string => `'${clipPath(path)}'`

/** Names that a hint lists before it only counts the others. */
const LISTED = 60

/** Names in a row, each clipped; of very many, the first and how many more there are. */
export function enumerated(names: Iterable<string>): string {
  const all = [...names]
  const more = all.length > LISTED ? [`... and ${all.length - LISTED} more`] : []
  return [...all.slice(0, LISTED).map((name) => clip(name, 40)), ...more].join(', ')
}
