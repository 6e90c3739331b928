import { renameSync, rmSync } from 'node:fs'
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FileError } from '../files/file-error.ts'
import { errorCode, reasonFor } from '../files/reason.ts'
import { reasonOf } from '../messages/reasons.ts'
import { quotePath } from '../text/clip.ts'
import { partialName } from './partial.ts'

/**
 * Publishes a file whole or not at all: `write` fills a file of another name in the same folder, which is then synced and
 * renamed. A reader sees the old file or the new one, never a part, also after a loss of power.
 */
export async function writeWhole(path: string, write: (partial: string) => Promise<void>): Promise<void> {
  const partial = partialName(path)
  try {
    await written(partial, write)
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** A file, and what writes it. */
export interface Writing {
  readonly path: string
  readonly write: (partial: string) => Promise<void>
}

/**
 * Publishes files that belong together, of which the last says that all are there: each is written under another name, and only when
 * all are do they take their places, in one go. Until then the old ones stand as they were; whatever ends the process in the
 * middle of that go, old and new are never together with the last.
 *
 * @param outdated files that are removed before that go, because they tell of the old ones
 * @throws the reason of the signal, if it is aborted before all are written, or FileError that names what is in the way; nothing
 * has changed then
 */
export async function writeTogether(
  files: readonly Writing[],
  { signal, outdated = [] }: { readonly signal?: AbortSignal | undefined; readonly outdated?: readonly string[] } = {},
): Promise<void> {
  const places = files.map(({ path, write }) => ({ path, write, partial: partialName(path) }))
  const removed = [...outdated, ...places.slice(-1).map(({ path }) => path)]
  try {
    for (const { path, partial, write } of places) {
      signal?.throwIfAborted()
      await naming(path, () => written(partial, write))
    }
    signal?.throwIfAborted()
    for (const path of [...removed, ...places.map(({ path }) => path)]) await naming(path, () => refuseFolder(path))
    signal?.throwIfAborted()
    for (const path of removed) rmSync(path, { force: true })
    for (const { partial, path } of places) renameSync(partial, path)
  } catch (error) {
    for (const { partial } of places) await rm(partial, { force: true })
    throw error
  }
  for (const folder of new Set(places.map(({ path }) => dirname(path)))) await syncFolder(folder)
}

/** Does something with one file of several: a failure names it. */
async function naming(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    const known = FileError.of(error)
    throw known instanceof FileError
      ? new FileError(reasonOf(quotePath(path), known.message), known.code, known)
      : known
  }
}

/** A folder is replaced by no file. */
async function refuseFolder(path: string): Promise<void> {
  const found = await lstat(path).catch((error) => {
    if (errorCode(error) !== 'ENOENT') throw error
  })
  if (found?.isDirectory()) throw new FileError(reasonFor('EISDIR'), 'EISDIR')
}

async function written(partial: string, write: (partial: string) => Promise<void>): Promise<void> {
  await write(partial)
  await synced(await open(partial, 'r+'))
}

/** A rename lasts when its folder is on the disk. Some systems cannot open or sync a folder; there this is left to them. */
async function syncFolder(path: string): Promise<void> {
  try {
    await synced(await open(path, 'r'))
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(errorCode(error) ?? '')) throw error
  }
}

async function synced(file: FileHandle): Promise<void> {
  await file.sync().finally(() => file.close())
}
