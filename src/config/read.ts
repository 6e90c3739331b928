import { LineCounter, type Node, parseDocument } from 'yaml'
import type { Diagnostics } from '../lang/source.ts'
import { PageDocument } from './document.ts'

/** Largest page, in characters: the YAML library checks keys for duplicates in quadratic time. */
const MAX_LENGTH = 1_000_000
const MAX_DEPTH = 64

/** Brackets that are open at once, and indentation, bound the depth of a page before anything recurses into it. */
function tooDeep(text: string): number | null {
  let open = 0
  for (let k = 0; k < text.length; k++) {
    const c = text[k]
    if (c === '[' || c === '{') open++
    else if (c === ']' || c === '}') open--
    if (open > MAX_DEPTH) return k
  }
  let levels = 0
  let from = 0
  for (const line of text.split('\n')) {
    const lead = /^[ -]*/.exec(line)?.[0] ?? ''
    levels = lead.includes('-') ? (lead.match(/-/g)?.length ?? 0) + lead.length / 2 : lead.length
    if (levels > 4 * MAX_DEPTH && line.trim() !== '') return from
    from += line.length + 1
  }
  return null
}

/** Reads YAML text; null, with all that is wrong reported, if it is not one page of plain data. */
export function readDocument(file: string, text: string, sink: Diagnostics): PageDocument | null {
  const lines = new LineCounter()
  const bare = new PageDocument(file, text, null, null, lines)
  const fail = (offset: number, message: string, hint?: string): null => {
    const before = text.slice(0, offset).split('\n')
    const start = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    sink.add({ file, start, end: start, message, ...(hint === undefined ? {} : { hint }) })
    return null
  }
  if (text.includes('\0') || text.includes('\uFFFD')) {
    return fail(Math.max(0, text.search(/[\0\uFFFD]/)), 'this is not a text file', 'a page is YAML in UTF-8')
  }
  if (text.length > MAX_LENGTH) return fail(0, `a page has at most ${MAX_LENGTH} characters, this has ${text.length}`)
  if (text.trim() === '') return fail(0, 'the page is empty', 'adam-lab show NAME prints an example')
  const tab = /^[ ]*\t/m.exec(text)
  if (tab) return fail(tab.index + tab[0].length - 1, 'a tab indents this line', 'YAML is indented with spaces')
  const deep = tooDeep(text)
  if (deep !== null) return fail(deep, `a page is nested at most ${MAX_DEPTH} deep`)

  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
  })
  for (const error of [...document.errors, ...document.warnings]) {
    const [start, end] = error.pos
    const duplicate = error.code === 'DUPLICATE_KEY'
    const key = /^[^:\n]*/.exec(text.slice(start))?.[0]?.trim() ?? ''
    sink.add({
      file,
      start: bare.position(start),
      end: bare.position(end),
      message: duplicate ? `the key '${key}' is there twice` : sentence(error.message),
      ...(duplicate ? { hint: 'keep one of them; a list is a grid' } : {}),
    })
  }
  if (document.errors.length > 0 || sink.failed) return null
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    return fail(0, error instanceof Error ? sentence(error.message) : 'the page cannot be read')
  }
  const page = new PageDocument(file, text, value, document.contents as Node | null, lines)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    page.report(sink, [], 'a page is a mapping of keys to values', 'name: my-experiment')
    return null
  }
  return page
}

/** The library's message without its position and final stop. */
function sentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '').replace(/[.:]$/, '')
}
