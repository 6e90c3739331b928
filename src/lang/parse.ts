import { LIMITS } from '../budget/limits.ts'
import { noStatements } from '../messages/blocks.ts'
import { textTooLong } from '../messages/budget.ts'
import type { Definitions } from './definition.ts'
import { parseExpression } from './expression.ts'
import { PROBLEM_FUNCTIONS } from './functions.ts'
import type { Diagnostics, SourceText } from './source.ts'
import { parseStatements, splitStatements } from './statements.ts'
import type { Block, Formula } from './syntax.ts'
import { ownSigns, tokenise } from './tokens.ts'

const NONE: Definitions = { names: () => [], find: () => undefined }

const start = { start: 0, end: 0 }

function tooLong(source: SourceText, limit: number, sink: Diagnostics): boolean {
  if (source.text.length <= limit) return false
  sink.report(source, { start: 0, end: source.text.length }, textTooLong(limit))
  return true
}

/**
 * Parses an expression in mathjs's syntax, cut down to what the language has. Line ends are white space.
 *
 * @param extraFunctions functions that may be called beside those of the language; by default those that a problem defines
 * @param definitions functions that pages define; by default there are none
 * @returns null if there is any mistake; all that were found are then in `sink`
 */
export function parseFormula(
  source: SourceText,
  sink: Diagnostics,
  extraFunctions: ReadonlySet<string> = PROBLEM_FUNCTIONS,
  definitions: Definitions = NONE,
): Formula | null {
  if (tooLong(source, LIMITS.formula, sink)) return null
  const tokens = tokenise(source.text).filter((token) => token.kind !== 'newline')
  if (!ownSigns(tokens, source, sink)) return null
  const expr = parseExpression(tokens, { source, sink, functions: extraFunctions, definitions }, start)
  return expr ? { source, expr } : null
}

/**
 * Parses the statements of a block: `name = expr`, `m[j] = expr`, `repeat j = 1:k` ... `end`, one a line or separated by
 * `;`. An open bracket continues a line.
 *
 * @returns what could be read, with `unread` where there is a mistake, all of which are in `sink`; null if there is nothing
 */
export function parseBlock(
  source: SourceText,
  sink: Diagnostics,
  extraFunctions: ReadonlySet<string> = PROBLEM_FUNCTIONS,
  definitions: Definitions = NONE,
): Block | null {
  if (tooLong(source, LIMITS.block, sink)) return null
  const lines = splitStatements(tokenise(source.text))
  if (lines.length === 0) {
    sink.report(source, start, noStatements())
    return null
  }
  return { source, statements: parseStatements(lines, { source, sink, functions: extraFunctions, definitions }) }
}
