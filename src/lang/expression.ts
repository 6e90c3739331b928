import { convert } from './convert.ts'
import type { Definitions } from './definition.ts'
import { lint } from './lint.ts'
import { parseTokens } from './mathjs.ts'
import type { Diagnostics, SourceText, Span } from './source.ts'
import type { Expr } from './syntax.ts'
import type { Token } from './tokens.ts'

/** What the parsing of one text has in common. */
export interface Reading {
  readonly source: SourceText
  readonly sink: Diagnostics
  /** Functions that may be called beside those of the language. */
  readonly functions: ReadonlySet<string>
  /** Functions that pages define. */
  readonly definitions: Definitions
}

/** Parses the tokens of one expression; `place` is where a missing one is reported. Null after a report. */
export function parseExpression(tokens: readonly Token[], reading: Reading, place: Span): Expr | null {
  const { source, sink } = reading
  if (tokens.length === 0) {
    sink.report(source, place, 'a formula is missing here')
    return null
  }
  if (!lint(tokens, source, sink)) return null
  const root = parseTokens(tokens, source, sink)
  return root && convert(root, tokens, reading)
}
