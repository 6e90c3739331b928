/** Something that the user can put right: shown as its sentence alone, and the process ends with 2. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

/** The sentence for a file operation that failed; anything that is not of the file system stays what it was. */
export function fileFailure(error: unknown, doing: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const reason = typeof code === 'string' ? (reasons[code] ?? (code.startsWith('E') ? code : null)) : null
  return reason === null ? error : new Failure(`${doing}: ${reason}`)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EEXIST: 'a file with that name is in the way',
  ENAMETOOLONG: 'the name is too long',
}
