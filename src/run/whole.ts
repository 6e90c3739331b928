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
    await write(partial)
    await synced(await open(partial, 'r+'))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
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
