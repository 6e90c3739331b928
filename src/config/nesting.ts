import { Lexer, Parser } from 'yaml'

/** Levels of collections inside each other, far above what a person writes. */
export const MAX_DEPTH = 64

const COLLECTIONS: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection'])

/**
 * The offset at which collections are nested deeper than `MAX_DEPTH`; null if they nowhere are. The YAML library's composer
 * is recursive, so this has to be known before it starts; its parser keeps a stack of its own.
 */
export function tooDeep(text: string): number | null {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme)) {
      // What the parser yields is whole documents; only its stack is of interest.
    }
    const { stack } = parser
    if (stack.length > MAX_DEPTH && stack.filter(({ type }) => COLLECTIONS.has(type)).length > MAX_DEPTH) {
      return Math.min(parser.offset, text.length)
    }
  }
  return null
}
