import { lstatSync } from 'node:fs'
import { type Reason, refusedFile } from '../messages/reasons.ts'
import { errorCode, reasonFor } from './reason.ts'

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

/** A file cannot be used. The message is the end of a sentence that says why: `no such file or directory`. */
export class FileError extends Error {
  override readonly name = 'FileError'

  constructor(
    reason: Reason,
    /** The system's name of the reason, ENOENT, EACCES ...; null if the file is refused for what it is. */
    readonly code: string | null = null,
    cause?: unknown,
  ) {
    super(reason, { cause })
  }

  /** The error of a system call as one of these; any other error stays what it was. */
  static of(error: unknown): unknown {
    if (error instanceof FileError || !(error instanceof Error) || !('syscall' in error)) return error
    const code = errorCode(error)
    if (code === null) return error
    const nowhere = code === 'ENOENT' && 'path' in error && isLink(String(error.path))
    return new FileError(nowhere ? refusedFile.nowhere() : reasonFor(code), code, error)
  }
}
