declare const stated: unique symbol

/** Why a file cannot be used, as the end of a sentence: `no such file or directory`. */
export type Reason = string & { readonly [stated]: true }

const reason = (text: string): Reason => text as Reason

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

/**
 * Why a system call failed.
 *
 * @param words what the system itself says, if it says anything
 */
export const failedCall = (code: string, words: string | undefined): Reason =>
  reason(REASONS[code] ?? words ?? `the system reports '${code}'`)

/** Why a file is refused for what it is. */
export const refusedFile = {
  nowhere: () => reason('it is a link to nowhere'),
  leadsOut: () => reason('it is a link that leads out of the directory'),
  otherKind: (kind: string, use: 'read' | 'written') => reason(`it is ${kind}, and only regular files are ${use}`),
  tooLarge: (size: string, most: string) => reason(`it has ${size} bytes, and at most ${most} are read of such a file`),
  otherLength: (than: 'more' | 'fewer') => reason(`it has ${than} bytes than its size says`),
  noText: () => reason('it is not UTF-8 text'),
} as const

/** The reason of one file of several, which it names. */
export const reasonOf = (path: string, why: string): Reason => reason(`${path}: ${why}`)
