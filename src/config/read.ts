import { LineCounter, type Node, parseDocument } from 'yaml'
import { LIMITS } from '../budget/limits.ts'
import { Diagnostics } from '../lang/source.ts'
import { deepPage, longPage } from '../messages/costs.ts'
import type { Message } from '../messages/message.ts'
import { emptyPage, expandingAliases, noMapping, noText } from '../messages/yaml.ts'
import { PageDocument } from './document.ts'
import { checkForms, type ReportForm } from './forms.ts'
import { MAX_DEPTH, tooDeep } from './nesting.ts'
import { steering } from './steering.ts'
import { syntaxMistake } from './syntax-error.ts'

/** The pages read last that are in order: an optimizer's is read for each dialect, with that of its mutants beside it. */
let recent: readonly PageDocument[] = []

/** Reads YAML text, reporting what a page cannot have; null if it is not one page of plain data. */
export function readDocument(file: string, text: string, sink: Diagnostics): PageDocument | null {
  const known = recent.find((page) => page.file === file && page.text === text)
  if (known) return known
  const own = new Diagnostics()
  const page = parsePage(file, text, own)
  for (const diagnostic of own.list) sink.add(diagnostic)
  if (page && !own.failed) recent = [page, ...recent].slice(0, 2)
  return page
}

function parsePage(file: string, text: string, sink: Diagnostics): PageDocument | null {
  const lines = new LineCounter()
  const bare = new PageDocument(file, text, null, null, lines)
  const fail = (offset: number, message: Message): null => {
    const before = text.slice(0, offset).split('\n')
    const start = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    sink.add({ ...message, file, start, end: start })
    return null
  }
  if (text.includes('\0') || text.includes('\uFFFD')) {
    return fail(Math.max(0, text.search(/[\0\uFFFD]/)), noText())
  }
  // Parts of the YAML library take quadratic time.
  if (text.length > LIMITS.page) return fail(0, longPage(text.length))
  const empty = () => fail(0, emptyPage())
  if (text.trim() === '') return empty()
  const found = steering(text.replaceAll('\r', '\n'))
  if (found) return fail(found.index, found.message)
  const deep = tooDeep(text)
  if (deep !== null) return fail(deep, deepPage(MAX_DEPTH))

  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    strict: true,
    // Looked for by `checkForms`: the library's own search is quadratic.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  })
  const tell: ReportForm = ([start, end], message) => {
    const span = { start: bare.position(start), end: bare.position(Math.max(start, end)) }
    sink.add({ ...message, file, ...span })
  }
  const mistake = syntaxMistake(document.errors, text)
  if (mistake) {
    tell(...mistake)
    return null
  }
  if (document.contents === null) return empty()
  if (!checkForms(document, text, tell)) return null
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return fail(text.indexOf('*'), expandingAliases())
  }
  const page = new PageDocument(file, text, value, document.contents as Node | null, lines)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    page.report(sink, [], noMapping())
    return null
  }
  return page
}
