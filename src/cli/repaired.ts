import type { Published } from '../publish/publish.ts'

/** Files that are named. */
const MOST_NAMED = 5

/** What has become of published files that were damaged, in a sentence; none if all were as they should be. */
export function repaired({ repaired: files }: Pick<Published, 'repaired'>): string[] {
  if (files.length === 0) return []
  const more = files.length - MOST_NAMED
  const named = `${files.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  const were = files.length === 1 ? 'was' : 'were'
  return [`${named} ${were} damaged or missing, and ${were} written again`]
}
