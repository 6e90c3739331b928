import type { YAMLError } from 'yaml'
import type { Message } from '../messages/message.ts'
import {
  brokenYaml,
  colonInside,
  neverClosed,
  quotesNeeded,
  secondDocument,
  tabIndents,
  textAfterQuotes,
} from '../messages/yaml.ts'
import { clip } from '../text/clip.ts'
import { withYaml } from '../text/yaml-entry.ts'
import type { ReportForm } from './forms.ts'
import { inQuotes, quotesHint } from './in-quotes.ts'
import { misplaced } from './outline.ts'
import { unclosed } from './unclosed.ts'

/** What the library's messages mean for a page. */
const MESSAGES: Readonly<Record<string, () => Message>> = {
  TAB_AS_INDENT: tabIndents,
  MULTIPLE_DOCS: secondDocument,
}

/** Messages of the library that tell more than their codes: what comes after a value that has ended. */
const AFTER_QUOTE = /^Unexpected scalar at node end/
const AFTER_BRACKET = /^(Unexpected .* at node end|Missing , or : between flow)/

/** What is wrong with a value that is no text because it has no quotes; null if that is not it. */
function withoutQuotes({ code, pos, message }: YAMLError, text: string): Parameters<ReportForm> | null {
  const before = text.slice(0, pos[0]).trimEnd().at(-1) ?? ''
  if (AFTER_QUOTE.test(message) && /["']/.test(before)) return [pos, textAfterQuotes()]
  if (AFTER_BRACKET.test(message) && (text[pos[0]] === '[' || /[\]}]/.test(before)))
    return [pos, quotesNeeded('brackets itself', quotesHint(text, pos[0]))]
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'BLOCK_IN_FLOW') return null
  const inBraces = code === 'BLOCK_IN_FLOW'
  // The last of several words before a colon may be a key whose comma is missing.
  const [, word] = (inBraces && /^[^:\n]*\s([\w-]+):\s/.exec(text.slice(pos[0]))) || []
  const hint =
    word === undefined
      ? quotesHint(text, pos[0], inBraces)
      : withYaml(`a comma before \`${clip(word, 40)}\`, or the value in quotes`, inQuotes(text, pos[0]))
  return [pos, colonInside(hint)]
}

/** Messages of the library that are about the lines of a block, and codes that a key over several lines has. */
const BLOCKS = /^(All mapping items must start|A block sequence may not)/

/** The mistake that broke the syntax of a text: what the library says of the rest of the page is a consequence of the first. */
export function syntaxMistake(errors: readonly YAMLError[], text: string): Parameters<ReportForm> | null {
  const [broken, next] = errors.toSorted((a, b) => a.pos[0] - b.pos[0])
  if (!broken) return null
  const { code, pos, message } = broken
  // The library has other words for a tab where a block scalar or a flow collection goes on.
  const line = text.slice(text.lastIndexOf('\n', pos[0] - 1) + 1, pos[1])
  if (/^ *\t/.test(line)) return [pos, tabIndents()]
  const open = unclosed(text)
  if (open) {
    return [[open.offset, open.offset + 1], neverClosed(open.sign, open.closing)]
  }
  const severalLines = next?.code === 'MULTILINE_IMPLICIT_KEY' && next.pos[0] === pos[0]
  const lines = severalLines || BLOCKS.test(message) ? misplaced(text, pos[0]) : null
  if (lines) return [lines.span, lines.message]
  const unquoted = withoutQuotes(broken, text)
  if (unquoted) return unquoted
  const known = Object.hasOwn(MESSAGES, code) ? MESSAGES[code] : undefined
  return [pos, known?.() ?? brokenYaml(sentence(message))]
}

/** The library's message without its position and final stop. */
function sentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '').replace(/[.:]$/, '')
}
