import { formulaMissing } from '../messages/formula-syntax.ts'
import { convert } from './convert.ts'
import { lint } from './lint.ts'
import { parseTokens } from './mathjs.ts'
import type { Reading } from './reading.ts'
import type { Span } from './source.ts'
import type { Expr } from './syntax.ts'
import type { Token } from './tokens.ts'

/** Parses the tokens of one expression; `place` is where a missing one is reported. Null after a report. */
export function parseExpression(tokens: readonly Token[], reading: Reading, place: Span): Expr | null {
  const { source, sink } = reading
  if (tokens.length === 0) {
    sink.report(source, place, formulaMissing())
    return null
  }
  if (!lint(tokens, source, sink)) return null
  const root = parseTokens(tokens, source, sink)
  return root && convert(root, tokens, reading)
}
