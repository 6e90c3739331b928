import { FileError } from '../files/file-error.ts'
import { reasonFor } from '../files/reason.ts'
import { storageUnusable } from '../messages/files.ts'
import type { Message } from '../messages/message.ts'

/** Results could not be read or written. Whatever was published before is still there, whole. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly told: Message

  constructor(
    /** The system's name of the reason: ENOSPC, EACCES, EROFS ... */
    readonly code: string,
    readonly path: string,
    cause: Error,
  ) {
    const told = storageUnusable(path, cause instanceof FileError ? cause.message : reasonFor(code))
    super(told.message, { cause })
    this.told = told
  }
}

/** Does something with the file system; its failures become `StorageError`s about `path`. */
export async function onDisk<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const known = error instanceof StorageError ? error : FileError.of(error)
    if (!(known instanceof FileError)) throw known
    throw new StorageError(known.code ?? 'unknown', path, known)
  }
}
