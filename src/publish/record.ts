import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { FileError } from '../files/file-error.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import { writeWhole } from '../machine/whole.ts'

/** In a run directory: what was made of what. */
export const RECORD = '.published.json'

/** The sha256 of each file in hex, by its path in the folder, and of the record itself without this. */
const record = z.object({ key: z.string(), files: z.record(z.string(), z.string()), sha256: z.string() })
type PublishedRecord = z.infer<typeof record>

/** What an earlier publication has left: the paths of its files, and of those that are no longer as they were written. */
export interface Before {
  readonly files: readonly string[]
  readonly damaged: readonly string[]
}

const sealOf = ({ key, files }: Pick<PublishedRecord, 'key' | 'files'>): string =>
  createHash('sha256')
    .update(JSON.stringify([key, files]))
    .digest('hex')

/** Names everything that a run directory is a function of: some texts, and the program that makes it. */
export async function publicationKey(texts: readonly (string | Iterable<string>)[]): Promise<string> {
  const hash = createHash('sha256')
  // A program that was built anew may write other things; one that is gone is never the same as before.
  const built = await stat(fileURLToPath(import.meta.url)).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  )
  for (const text of [String(built), ...texts]) {
    for (const part of typeof text === 'string' ? [text] : text) hash.update(part)
    hash.update('\0')
  }
  return hash.digest('hex')
}

/** What is there of a publication of the same; null if there was none. Where the record is damaged, it alone is known to be. */
export async function publishedBefore(folder: string, key: string): Promise<Before | null> {
  const known = readRecord(folder)
  if (known === 'damaged') return { files: [], damaged: [RECORD] }
  if (known?.key !== key) return null
  const files = Object.keys(known.files)
  return { files, damaged: await changed(folder, known, files) }
}

/** Those of some files that are not as they were published, or the record if that is damaged; none of a folder without one. */
export async function notAsPublished(folder: string, files: readonly string[]): Promise<string[]> {
  const known = readRecord(folder)
  if (known === 'damaged') return [RECORD]
  return known === null
    ? []
    : changed(
        folder,
        known,
        files.filter((name) => Object.hasOwn(known.files, name)),
      )
}

async function changed(folder: string, known: PublishedRecord, files: readonly string[]): Promise<string[]> {
  const now = await hashes(folder, files)
  return files.filter((name) => now[name] !== known.files[name])
}

/** Remembers what was published, after all of it was. */
export async function rememberPublished(folder: string, key: string, files: readonly string[]): Promise<void> {
  const written = await hashes(folder, files)
  const known = { key, files: Object.fromEntries(files.map((name) => [name, written[name] ?? ''])) }
  const text = `${JSON.stringify({ ...known, sha256: sealOf(known) })}\n`
  await writeWhole(join(folder, RECORD), (partial) => writeFile(partial, text))
}

function readRecord(folder: string): PublishedRecord | 'damaged' | null {
  try {
    const known = record.parse(JSON.parse(readText(join(folder, RECORD), MOST_BYTES.page)))
    return known.sha256 === sealOf(known) ? known : 'damaged'
  } catch (error) {
    if (error instanceof FileError) return error.code === 'ENOENT' ? null : 'damaged'
    if (error instanceof SyntaxError || error instanceof z.ZodError) return 'damaged'
    throw error
  }
}

async function hashes(folder: string, files: readonly string[]): Promise<Record<string, string | null>> {
  return Object.fromEntries(await Promise.all(files.map(async (name) => [name, await hashOf(join(folder, name))])))
}

/** The sha256 of a file in hex; null if there is none, or something that is no file. */
async function hashOf(path: string): Promise<string | null> {
  try {
    if (!(await lstat(path)).isFile()) return null
    const hash = createHash('sha256')
    for await (const part of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(part)
    return hash.digest('hex')
  } catch (error) {
    if (FileError.of(error) instanceof FileError) return null
    throw error
  }
}
