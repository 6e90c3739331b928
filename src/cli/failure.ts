import { FileError } from '../files/file-error.ts'
import { StorageError } from '../machine/storage-error.ts'
import { type Message, withCode } from '../messages/message.ts'

/** A message as one sentence, with its hint and its code. */
export const sentenceOf = ({ message, hint, code }: Message): string =>
  withCode({ message: hint === undefined ? message : `${message}; ${hint}`, code })

/** Something that the user can put right: shown as its sentences alone, and the process ends with 2. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly lines: readonly string[]

  /** @param told at least one message, a line each */
  constructor(
    readonly told: readonly Message[],
    lines: readonly string[] = told.map(sentenceOf),
  ) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** One message as a failure. */
export const failure = (message: Message): Failure => new Failure([message])

/**
 * The failure of a file that cannot be used, with the file's own path where it is part of a result; any other error stays what it was.
 *
 * @param say words it, with the reason as the end of a sentence
 */
export function fileFailure(error: unknown, say: (why: string) => Message): unknown {
  if (error instanceof StorageError) return failure(error.told)
  const known = FileError.of(error)
  return known instanceof FileError ? failure(say(known.message)) : known
}
