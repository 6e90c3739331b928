import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from '../files/reason.ts'

/**
 * Makes a folder and those above it, if they are not there.
 *
 * Not `mkdir` with `recursive`: on a read-only file system that reports ENOENT, which says nothing.
 */
export async function makeFolder(path: string): Promise<void> {
  if ((await make(path)) || dirname(path) === path) return
  await makeFolder(dirname(path))
  if (!(await make(path))) await mkdir(path)
}

/** False if a folder above is missing. */
async function make(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error
    return code === 'EEXIST'
  }
}
