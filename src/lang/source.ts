import type { Message } from '../messages/message.ts'
import { clip } from '../text/clip.ts'

/** A place in a page: 1-based line and column. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A half-open range of character offsets within one formula's text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A range of a file. */
export interface Place {
  readonly file: string
  readonly start: Position
  readonly end: Position
}

/** The text of one formula or block, and where each of its characters stands in the page it came from. */
export interface SourceText {
  readonly text: string
  /** File name as shown to the user, or a name such as `--set lr`. */
  readonly file: string
  /** Position in the file of the character at `offset` (0 ... text.length). */
  locate(offset: number): Position
  /** Where the page of this text is used: what is wrong with the text belongs there. */
  readonly usedAt?: Place
  /** The hint for whatever is wrong with the text: what it was probably meant to be. */
  readonly meant?: string
}

/** A formula of a page that is used, in which a mistake shows that belongs to its user. */
export interface Note {
  readonly file: string
  readonly start: Position
  /** The line of the formula. */
  readonly text: string
}

/** One thing that is wrong with a page. All problems of a page are collected and shown together. */
export interface Diagnostic extends Place, Message {
  /** The inner place, if the mistake shows in a page that is used here. */
  readonly note?: Note
}

/** Order of the page: from its top to its end. */
export const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.start.line - b.start.line || a.start.column - b.start.column

/** The line of a text on which a character stands, short enough for a message. */
const lineAt = (text: string, offset: number): string =>
  clip(text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n')[0] ?? '')

/** Collects diagnostics; nothing in the language throws for a user's mistake. */
export class Diagnostics {
  readonly list: Diagnostic[] = []
  private besides = 0
  private readonly known = new Set<string>()

  report(source: SourceText, span: Span, message: Message): void {
    const start = source.locate(span.start)
    this.add({
      ...message,
      ...(source.usedAt ?? { file: source.file, start, end: source.locate(span.end) }),
      ...(source.meant === undefined ? {} : { hint: source.meant }),
      ...(source.usedAt ? { note: { file: source.file, start, text: lineAt(source.text, span.start) } } : {}),
    })
  }

  /** Adds a diagnostic unless the same one, at the same place, is already there. */
  add(diagnostic: Diagnostic): void {
    const { file, start, message } = diagnostic
    const key = `${start.line}:${start.column} ${file}\0${message}`
    if (this.known.has(key)) return
    this.known.add(key)
    this.list.push(diagnostic)
  }

  /** Reports something that leaves the rest of its part as it is, such as a key that is not known. */
  beside<T>(report: () => T): T {
    const before = this.list.length
    const found = report()
    this.besides += this.list.length - before
    return found
  }

  /** How many mistakes keep the part in which they are from being looked into any further. */
  get grave(): number {
    return this.list.length - this.besides
  }

  get failed(): boolean {
    return this.list.length > 0
  }
}

/** A source that stands alone: line 1, column 1 of `file`. Used for `--set` values and in tests. */
export function plainSource(text: string, file = '<text>'): SourceText {
  return {
    text,
    file,
    locate(offset) {
      const before = text.slice(0, offset).split('\n')
      return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    },
  }
}
