import { renameSync, rmSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from '../files/reason.ts'
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
 * @throws the reason of the signal, if it is aborted before all are written; nothing has changed then
 */
export async function writeTogether(files: readonly Writing[], signal?: AbortSignal): Promise<void> {
  const places = files.map(({ path, write }) => ({ path, write, partial: partialName(path) }))
  try {
    for (const { partial, write } of places) {
      signal?.throwIfAborted()
      await written(partial, write)
    }
    signal?.throwIfAborted()
    const last = places.at(-1)
    if (last) rmSync(last.path, { force: true })
    for (const { partial, path } of places) renameSync(partial, path)
  } catch (error) {
    for (const { partial } of places) await rm(partial, { force: true })
    throw error
  }
  for (const folder of new Set(places.map(({ path }) => dirname(path)))) await syncFolder(folder)
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
