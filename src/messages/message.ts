import type { Example } from './example.ts'

/** The code of a message: the digit after `AL` is its group, those behind it its number there. It never changes its meaning. */
export type Code = `AL${number}`

declare const catalogued: unique symbol

/**
 * What is wrong, in words: made by an entry of the catalogue, and by nothing else. It is plain data, so it may go from one process to
 * another.
 */
export interface Message {
  readonly code: Code
  /** One sentence without a final full stop. */
  readonly message: string
  /** What would have been right, or a suggestion ("did you mean 'beta2'?"). */
  readonly hint?: string
  readonly [catalogued]: true
}

/** What `adam-lab explain` says of all messages of one code. */
export interface About {
  /** A few words. */
  readonly title: string
  /** What is wrong where it is told, in sentences. */
  readonly means: string
  /** Why that is refused, and not run as it might have been meant. */
  readonly why: string
  /** What brings it about; the tests try it. */
  readonly example: Example
  /** What of the example is to be replaced by what, which the tests try too; or how it is mended, where that is not in the example. */
  readonly mend: readonly [string, string] | string
}

type Words = string | { readonly message: string; readonly hint?: string | null | undefined }

/**
 * Makes an entry of the catalogue.
 *
 * @param say words the message with what is particular to one place: texts of users pass `quote` or `clip`
 */
export function message<A extends readonly unknown[]>(
  code: Code,
  about: About,
  say: (...given: A) => Words,
): ((...given: A) => Message) & About & { readonly code: Code } {
  const worded = (...given: A): Message => {
    const words = say(...given)
    const { message, hint } = typeof words === 'string' ? { message: words, hint: undefined } : words
    return { code, message, ...(hint == null ? {} : { hint }) } as Message
  }
  return Object.assign(worded, { code, ...about })
}

/** The same message with another hint; its own if there is none. */
export const withHint = (message: Message, hint: string | undefined): Message =>
  hint === undefined ? message : { ...message, hint }

/** The same message, told at another place by its consequence. */
export const because = (consequence: string, message: Message): Message => ({
  ...message,
  message: `${consequence}: ${message.message}`,
})

/** The message on one line, for where there is no room for its hint: `unknown key 'stpes' [AL2001]`. */
export const withCode = ({ message, code }: Pick<Message, 'message' | 'code'>): string => `${message} [${code}]`
