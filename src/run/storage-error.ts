const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than is allowed',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EISDIR: 'a directory is in the way of a file',
  EIO: 'the device reports an error',
  EMFILE: 'too many files are open',
}

/** Results could not be read or written. Whatever was published before is still there, whole. */
export class StorageError extends Error {
  override readonly name = 'StorageError'

  constructor(
    /** The system's name of the reason: ENOSPC, EACCES, EROFS ... */
    readonly code: string,
    /** The call that failed, as in the system's own errors. */
    readonly syscall: string,
    readonly path: string,
    cause: Error,
  ) {
    super(`cannot use '${path}': ${REASONS[code] ?? code}; runs that were stored before are kept`, { cause })
  }
}

/** Does something with the file system; its failures become `StorageError`s about `path`. */
export async function onDisk<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof StorageError || !(error instanceof Error) || !('syscall' in error)) throw error
    throw new StorageError(errorCode(error) ?? 'unknown', String(error.syscall), path, error)
  }
}

/** The code of a failed system call, or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
