import type { Published } from '../publish/publish.ts'
import { notAsPublished, RECORD } from '../publish/record.ts'
import { clipPath } from '../text/clip.ts'

/** Files that are named. */
const MOST_NAMED = 5

/** What has become of published files that were damaged, in a sentence; none if all were as they should be. */
export function repaired({ repaired: files }: Pick<Published, 'repaired'>): string[] {
  if (files.length === 0) return []
  if (files.includes(RECORD))
    return [`${RECORD}, the list of what was published, was damaged: all files were written again`]
  const were = files.length === 1 ? 'was' : 'were'
  return [`${named(files)} ${were} damaged or missing, and ${were} written again`]
}

/** That files of a result which a report is made of are not those that `run` wrote, in a sentence; null if nothing speaks for that. */
export async function doubt(folder: string, files: readonly string[]): Promise<string | null> {
  const wrong = await notAsPublished(folder, files)
  const where = clipPath(folder)
  if (wrong.length === 0) return null
  if (wrong.includes(RECORD))
    return `${where}: ${RECORD}, the list of what was published, is damaged, so it is not known whether this is what was published.`
  return `${where}: ${named(wrong)} ${wrong.length === 1 ? 'is' : 'are'} not as published: changed or damaged since, as the hashes in ${RECORD} say.`
}

function named(files: readonly string[]): string {
  const more = files.length - MOST_NAMED
  return `${files.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
