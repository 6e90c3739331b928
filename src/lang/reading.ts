import type { Definitions } from './definition.ts'
import type { Diagnostics, SourceText } from './source.ts'

/** What the parsing of one text has in common. */
export interface Reading {
  readonly source: SourceText
  readonly sink: Diagnostics
  /** Functions that may be called beside those of the language. */
  readonly functions: ReadonlySet<string>
  /** Functions that pages define. */
  readonly definitions: Definitions
}
