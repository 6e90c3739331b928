import { getSystemErrorMap } from 'node:util'

/** Reasons in words of their own, where the system's say too little. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EAGAIN: 'it is busy; try again',
  EBUSY: 'it is in use by the system or by another program',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file with that name is in the way',
  EFBIG: 'the file would be larger than is allowed',
  EIO: 'the device reports an error',
  EISDIR: 'it is a directory',
  ELOOP: 'its links lead in a circle, or there are too many of them',
  EMFILE: 'too many files are open',
  EMLINK: 'too many links lead to it',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open on this machine',
  ENOENT: 'no such file or directory',
  ENOMEM: 'the machine has no memory left',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of the path is a file, not a directory',
  ENOTEMPTY: 'the directory is not empty',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ESTALE: 'the file system on which it lies has changed; try again',
  ETIMEDOUT: 'the file system does not answer',
  ETXTBSY: 'it is a program that is running',
  EXDEV: 'it lies on another file system',
}

/** What the system itself says of each of its codes. */
const system = new Map([...getSystemErrorMap().values()].map(([code, words]) => [code, words]))

/** Why a system call failed, as the end of a sentence; Node calls what it does not know `Unknown system error -74`. */
export function reasonFor(code: string): string {
  return REASONS[code] ?? system.get(code) ?? `the system reports '${code}'`
}

/** The code of a failed system call, or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
