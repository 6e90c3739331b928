/** Something that the user can put right: shown as its sentence alone, and the process ends with 2. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

/** The sentence for a system call that failed on a file; any other error stays what it was. */
export function fileFailure(error: unknown, doing: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error
  const code = String(error.code)
  return new Failure(`${doing}: ${reasons[code] ?? code}`)
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
