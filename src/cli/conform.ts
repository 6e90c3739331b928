import { dirname, resolve } from 'node:path'
import type { Catalog } from '../config/library.ts'
import { isTrace, readTrace } from '../config/trace.ts'
import { conform } from '../conform/conform.ts'
import { conformanceRecord } from '../conform/record.ts'
import { catalogRules, pageRules, type Rule } from '../conform/rules.ts'
import { SIZES } from '../conform/view.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import { fileCatalog } from '../host/file-catalog.ts'
import { Diagnostics } from '../lang/source.ts'
import { jsonText } from '../text/json.ts'
import { conformanceLines } from './conformance.ts'
import { showDiagnostics } from './pages.ts'
import { progressBar } from './progress.ts'
import { readPage } from './source.ts'
import { terminal } from './terminal.ts'

export interface ConformOptions {
  readonly page?: readonly string[] | undefined
  readonly tolerance: number
  readonly all?: boolean | undefined
  readonly json?: boolean | undefined
}

/** Mistakes of a trace that are shown: where every step has the same one, the first few say it all. */
const MOST_MISTAKES = 5

/** `adam-lab conform trace.jsonl`: which rule a recorded trace follows. 1 if it follows none, 2 if a file is in error. */
export async function conformTrace(file: string, options: ConformOptions): Promise<number> {
  const source = await readPage(file, MOST_BYTES.trace)
  const sink = new Diagnostics()
  const trace = readTrace(file, source.text, 'iterates', sink)
  if (!trace) {
    showDiagnostics(sink.list, isTrace(source.text) ? source : { file, text: '' }, MOST_MISTAKES)
    return 2
  }
  const catalog = fileCatalog()
  const own = await rulesOfPages(options.page ?? [], catalog)
  if (!own) return 2
  // A trace of the usual size takes a second.
  const bar = options.json || trace.gradients.length <= SIZES.large ? null : progressBar(terminal.progress)
  const found = conform(trace, file, [...own, ...catalogRules(catalog)], {
    tolerance: options.tolerance,
    ...(bar ? { onProgress: bar.update } : {}),
  })
  bar?.end()
  if (options.json) terminal.print(jsonText(conformanceRecord(file, found)))
  else terminal.print(...conformanceLines(file, found, options.all ?? false))
  return found.conforming.length > 0 ? 0 : 1
}

/** The rules of all pages; null, and every mistake shown, if one is not in order. */
async function rulesOfPages(files: readonly string[], catalog: Catalog): Promise<Rule[] | null> {
  const rules: Rule[] = []
  let failed = false
  for (const file of new Set(files)) {
    const page = await readPage(file)
    const readFile = (path: string) => readText(resolve(dirname(file), path), MOST_BYTES.trace)
    const read = pageRules(page.text, { file, catalog, readFile })
    showDiagnostics(read.diagnostics, page)
    if (read.rules) rules.push(...read.rules)
    else failed = true
  }
  return failed ? null : rules
}
