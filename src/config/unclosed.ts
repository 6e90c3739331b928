import { Lexer } from 'yaml'

/** What the library's lexer puts before the text of a plain or a block scalar, and where a bracket is open at the end of its block. */
const SCALAR = '\u001f'
const FLOW_ERROR = '\u0018'
const MARKS: ReadonlySet<string> = new Set([SCALAR, FLOW_ERROR, '\u0002', '\ufeff'])

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['{', '}'],
])
const CLOSED_QUOTES = /^(?:'(?:[^']|'')*'|"(?:[^"\\]|\\[\s\S])*")$/

/** A bracket or a quotation mark that nothing closes. */
interface Unclosed {
  readonly offset: number
  readonly sign: string
  /** What would close it. */
  readonly closing: string
}

/** The bracket or quotation mark of YAML text that is not closed where it should be; null if there is none. */
export function unclosed(text: string): Unclosed | null {
  const open: Unclosed[] = []
  let offset = 0
  let scalar = false
  for (const lexeme of new Lexer().lex(text)) {
    const [sign = ''] = lexeme
    const closing = CLOSING.get(lexeme)
    const last = open.at(-1) ?? null
    if (scalar) scalar = false
    else if (lexeme === FLOW_ERROR) return last
    else if (/["']/.test(sign) && !CLOSED_QUOTES.test(lexeme)) return { offset, sign, closing: sign }
    else if (closing !== undefined) open.push({ offset, sign, closing })
    else if (last && (lexeme === ']' || lexeme === '}')) {
      if (lexeme !== last.closing) return last
      open.pop()
    }
    if (lexeme === SCALAR) scalar = true
    if (!MARKS.has(lexeme)) offset += lexeme.length
  }
  return open.at(-1) ?? null
}
