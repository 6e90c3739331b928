import { LineCounter, type Node, parseDocument } from 'yaml'
import { count, LIMITS } from '../budget/limits.ts'
import { Diagnostics } from '../lang/source.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
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
  const fail = (offset: number, message: string, hint?: string): null => {
    const before = text.slice(0, offset).split('\n')
    const start = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    sink.add({ file, start, end: start, message, ...(hint === undefined ? {} : { hint }) })
    return null
  }
  if (text.includes('\0') || text.includes('\uFFFD')) {
    return fail(Math.max(0, text.search(/[\0\uFFFD]/)), 'this is not a text file', 'a page is YAML in UTF-8')
  }
  // Parts of the YAML library take quadratic time.
  if (text.length > LIMITS.page)
    return fail(0, `a page has at most ${count(LIMITS.page)} characters, this has ${count(text.length)}`)
  const empty = () => fail(0, 'the page is empty', 'adam-lab show NAME prints an example')
  if (text.trim() === '') return empty()
  const found = steering(text.replaceAll('\r', '\n'))
  if (found) return fail(found.index, found.message, found.hint)
  const deep = tooDeep(text)
  if (deep !== null) return fail(deep, `a page is nested at most ${MAX_DEPTH} deep`)

  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    strict: true,
    // Looked for by `checkForms`: the library's own search is quadratic.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  })
  const tell: ReportForm = ([start, end], message, hint) => {
    const span = { start: bare.position(start), end: bare.position(Math.max(start, end)) }
    sink.add({ file, ...span, message, ...(hint === undefined ? {} : { hint }) })
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
    return fail(text.indexOf('*'), 'the aliases of this page expand too far', 'write the values out')
  }
  const page = new PageDocument(file, text, value, document.contents as Node | null, lines)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    page.report(
      sink,
      [],
      'a page is a mapping of keys to values',
      withYaml('its first line may be', yamlEntry('name', 'my-experiment')),
    )
    return null
  }
  return page
}
