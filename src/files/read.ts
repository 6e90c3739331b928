import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { refusedFile } from '../messages/reasons.ts'
import { FileError } from './file-error.ts'
import { reasonFor } from './reason.ts'

const MB = 1e6

/**
 * The most bytes of each kind of file that are read. A text has to fit into a string (512 MiB); the file of a batch is made in one
 * buffer, which has at most 4 GiB.
 */
export const MOST_BYTES = {
  page: 10 * MB,
  trace: 500 * MB,
  summary: 500 * MB,
  figure: 100 * MB,
  baseline: 100 * MB,
  batch: 2 ** 32,
} as const

/** The most bytes that one system call reads. */
const PIECE = 2 ** 30

/**
 * Reads a regular file of at most `most` bytes. Every file that a user, or a page of a user's, names is read here: no other kind
 * of file has an end that is known, and opening one may wait for ever, or do something.
 *
 * @throws FileError
 */
export function readBytes(path: string, most: number): Buffer {
  return opened(path, most, contentOf)
}

/**
 * The first bytes of a regular file, however large it is.
 *
 * @throws FileError
 */
export function readStart(path: string, length: number): Buffer {
  return opened(path, Number.POSITIVE_INFINITY, (file) => {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
  })
}

function opened(path: string, most: number, read: (file: number, size: number) => Buffer): Buffer {
  try {
    // Before it is opened, which of a device or a pipe can do things; and after, for another may have taken its place.
    checked(statSync(path), most)
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return read(file, checked(fstatSync(file), most).size)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw FileError.of(error)
  }
}

/**
 * The text of a regular file of at most `most` bytes, without a byte order mark.
 *
 * @throws FileError
 */
export function readText(path: string, most: number): string {
  const bytes = readBytes(path, most)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new FileError(refusedFile.noText(), null, error)
  }
}

function checked(found: Stats, most: number): Stats {
  if (found.isDirectory()) throw new FileError(reasonFor('EISDIR'), 'EISDIR')
  if (!found.isFile()) throw new FileError(refusedFile.otherKind(kindOf(found), 'read'))
  const bytes = (count: number) => count.toLocaleString('en')
  if (found.size > most) throw new FileError(refusedFile.tooLarge(bytes(found.size), bytes(most)))
  return found
}

/** What a file is that is no regular one, as the middle of a sentence. */
export function kindOf(found: Stats): string {
  if (found.isFIFO()) return 'a pipe'
  if (found.isSocket()) return 'a socket'
  return found.isBlockDevice() || found.isCharacterDevice() ? 'a device' : 'something else than a file'
}

/** A byte more than `size` is asked for: files of the kernel's (/proc) have more than they say, and some grow while they are read. */
function contentOf(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size + 1)
  let length = 0
  while (length <= size) {
    const read = readSync(file, bytes, length, Math.min(PIECE, size + 1 - length), null)
    if (read === 0) break
    length += read
  }
  if (length !== size) throw new FileError(refusedFile.otherLength(length > size ? 'more' : 'fewer'))
  return bytes.subarray(0, size)
}
