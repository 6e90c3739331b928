import { FileError } from '../files/file-error.ts'
import { StorageError } from '../machine/storage-error.ts'

/** Something that the user can put right: shown as its sentence, or lines, alone, and the process ends with 2. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly lines: readonly string[]

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** The sentence for a file that cannot be used, with the file's own path where it is part of a result; any other error stays what it was. */
export function fileFailure(error: unknown, doing: string): unknown {
  if (error instanceof StorageError) return new Failure(error.message)
  const known = FileError.of(error)
  return known instanceof FileError ? new Failure(`${doing}: ${known.message}`) : known
}
