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

/** The text of one formula or block, and where each of its characters stands in the page it came from. */
export interface SourceText {
  readonly text: string
  /** File name as shown to the user, or a name such as `--set lr`. */
  readonly file: string
  /** Position in the file of the character at `offset` (0 ... text.length). */
  locate(offset: number): Position
}

/** One thing that is wrong with a page. All problems of a page are collected and shown together. */
export interface Diagnostic {
  readonly file: string
  readonly start: Position
  readonly end: Position
  /** What is wrong, one sentence without a final full stop. */
  readonly message: string
  /** What would have been right, or a suggestion ("did you mean 'beta2'?"). */
  readonly hint?: string
}

/** Order of the page: from its top to its end. */
export const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.start.line - b.start.line || a.start.column - b.start.column

/** Collects diagnostics; nothing in the language throws for a user's mistake. */
export class Diagnostics {
  readonly list: Diagnostic[] = []

  report(source: SourceText, span: Span, message: string, hint?: string): void {
    this.add({
      file: source.file,
      start: source.locate(span.start),
      end: source.locate(span.end),
      message,
      ...(hint === undefined ? {} : { hint }),
    })
  }

  /** Adds a diagnostic unless the same one, at the same place, is already there. */
  add(diagnostic: Diagnostic): void {
    const same = (d: Diagnostic) =>
      d.file === diagnostic.file &&
      d.start.line === diagnostic.start.line &&
      d.start.column === diagnostic.start.column &&
      d.message === diagnostic.message
    if (!this.list.some(same)) this.list.push(diagnostic)
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
