import { parseDocument } from 'yaml'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'

const OPENING: ReadonlySet<string> = new Set('([{')
const CLOSING: ReadonlySet<string> = new Set(')]}')

/** Where the braces or brackets around an offset open, or the line break before it if they do not on its line. */
function enclosing(text: string, offset: number): number {
  let depth = 0
  for (let at = offset - 1; at >= 0; at--) {
    const sign = text[at] ?? ''
    if (sign === '\n') return at
    if (CLOSING.has(sign)) depth++
    else if (OPENING.has(sign) && depth > 0) depth--
    // A bracket of a call holds no entries.
    else if (sign === '[' || sign === '{') return at
  }
  return -1
}

/** Where the entry that begins at an offset ends: at a comma or a closing bracket that is none of its own, or with the line. */
function endOf(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '\n' || (depth === 0 && (sign === ',' || CLOSING.has(sign)))) return at
    if (OPENING.has(sign)) depth++
    else if (CLOSING.has(sign)) depth--
  }
  return text.length
}

/** Where the entry around an offset begins and ends: of a block that is its line. */
function entryAround(text: string, offset: number, inBraces: boolean): readonly [number, number] {
  if (!inBraces)
    return [text.lastIndexOf('\n', offset - 1) + 1, (text.indexOf('\n', offset) + 1 || text.length + 1) - 1]
  let from = enclosing(text, offset) + 1
  let end = endOf(text, from)
  while (end < offset && text[end] === ',') {
    from = end + 1
    end = endOf(text, from)
  }
  return [from, end]
}

const ENTRY = /^(\s*(?:- +)*)(?:([\w.-]+|"[^"]*")\s*:\s+)?(.*?)\s*$/

/** The entry around an offset with its value in quotes; null if that does not mend it. */
export function inQuotes(text: string, offset: number, inBraces = true): string | null {
  const [from, end] = entryAround(text, offset, inBraces)
  const [, lead = '', key, value = ''] = ENTRY.exec(text.slice(from, end)) ?? []
  if (value === '') return null
  const yaml = yamlEntry(key?.replaceAll('"', '') ?? null, value)
  if (yaml === null) return null
  const until = from + lead.length + yaml.length
  const mended = `${text.slice(0, from)}${lead}${yaml}${text.slice(end)}`
  const { errors } = parseDocument(mended, { prettyErrors: false, logLevel: 'error' })
  return errors.some(({ pos: [at] }) => at >= from && at <= until) ? null : yaml
}

/** The hint for a value that needs quotes: with the user's own entry where it can be told. */
export const quotesHint = (text: string, offset: number, inBraces = true): string =>
  withYaml('in quotes', inQuotes(text, offset, inBraces) ?? yamlEntry('loss', 'x[1]'))

/** The first of some texts in which a bracket is open that a later one closes: a comma has torn a formula apart. */
export function tornApart(texts: readonly (string | null)[]): number {
  const open = texts.map((one) => (one === null ? 0 : one.split('(').length - one.split(')').length))
  const at = open.findIndex((count) => count > 0)
  return at >= 0 && open.slice(at + 1).some((count) => count < 0) ? at : -1
}
