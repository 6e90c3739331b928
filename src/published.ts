import { createHash } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeWhole } from './run/whole.ts'

/** In a run directory: what was made of what. */
const RECORD = '.published.json'

interface PublishedRecord {
  readonly key: string
  /** Bytes of each file, by its path in the folder. */
  readonly files: Readonly<Record<string, number>>
}

/** Names everything that a run directory is a function of: some texts, and the program that makes it. */
export async function publicationKey(texts: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  // A program that was built anew may write other things; one that is gone is never the same as before.
  const built = await stat(fileURLToPath(import.meta.url)).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  )
  for (const text of [String(built), ...texts]) hash.update(text).update('\0')
  return hash.digest('hex')
}

/** The files of a run directory, if they were made of the same and are all there; null if they have to be made. */
export async function publishedBefore(folder: string, key: string): Promise<string[] | null> {
  try {
    const record = JSON.parse(await readFile(join(folder, RECORD), 'utf8')) as PublishedRecord
    if (record.key !== key) return null
    for (const [name, bytes] of Object.entries(record.files)) {
      if ((await stat(join(folder, name))).size !== bytes) return null
    }
    return Object.keys(record.files)
  } catch {
    return null
  }
}

/** Remembers what was published, after all of it was. */
export async function rememberPublished(folder: string, key: string, files: readonly string[]): Promise<void> {
  const sizes: Record<string, number> = {}
  for (const name of files) sizes[name] = (await stat(join(folder, name))).size
  const record: PublishedRecord = { key, files: sizes }
  await writeWhole(join(folder, RECORD), (partial) => writeFile(partial, `${JSON.stringify(record)}\n`))
}
