import { FileError } from '../files/file-error.ts'
import { reasonFor } from '../files/reason.ts'
import { quotePath } from '../text/clip.ts'

/** Results could not be read or written. Whatever was published before is still there, whole. */
export class StorageError extends Error {
  override readonly name = 'StorageError'

  constructor(
    /** The system's name of the reason: ENOSPC, EACCES, EROFS ... */
    readonly code: string,
    readonly path: string,
    cause: Error,
  ) {
    super(
      `cannot use ${quotePath(path)}: ${cause instanceof FileError ? cause.message : reasonFor(code)}; runs that were stored before are kept`,
      { cause },
    )
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
