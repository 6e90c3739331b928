import { realpathSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { refusedFile } from '../messages/reasons.ts'
import { FileError } from './file-error.ts'
import { errorCode } from './reason.ts'

/**
 * The path of something in a folder that may be anyone's. Links that stay in the folder are followed; the folder itself may be one.
 *
 * @param name relative to the folder; it need not be there
 * @throws FileError if links lead out of the folder
 */
export function inside(folder: string, name: string): string {
  const path = join(folder, name)
  try {
    const way = relative(realpathSync(folder), realpathSync(path))
    if (way.startsWith('..') || isAbsolute(way)) throw new FileError(refusedFile.leadsOut())
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw FileError.of(error)
  }
  return path
}
