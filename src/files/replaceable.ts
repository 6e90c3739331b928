import { realpathSync, statSync } from 'node:fs'
import { refusedFile } from '../messages/reasons.ts'
import { FileError } from './file-error.ts'
import { kindOf } from './read.ts'
import { errorCode, reasonFor } from './reason.ts'

/**
 * The path at which a file that a user names is written: a link is followed, and only a regular file is ever replaced or added to.
 * A pipe may wait for ever, and a device that is replaced is gone.
 *
 * @param path of a file that need not be there
 * @throws FileError
 */
export function replaceable(path: string): string {
  try {
    const real = realpathSync(path)
    const found = statSync(real)
    if (found.isDirectory()) throw new FileError(reasonFor('EISDIR'), 'EISDIR')
    if (!found.isFile()) throw new FileError(refusedFile.otherKind(kindOf(found), 'written'))
    return real
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return path
    throw FileError.of(error)
  }
}
