import { basename } from 'node:path'
import { fileCatalog } from '../catalog/catalog.ts'
import { formatDiagnostic } from '../config/codeframe.ts'
import type { Kind } from '../config/library.ts'
import { loadPage } from '../config/page.ts'
import type { OptimizerPage, Page } from '../config/pages.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import { suggest } from '../lang/suggest.ts'
import { Failure, fileFailure } from './failure.ts'
import { KINDS } from './kinds.ts'

/** The built-in page of a name, or of `name@dialect`. */
export function find(asked: string): { kind: Kind; page: Page; text: string } {
  const [name = '', dialect] = asked.split('@', 2)
  const catalog = fileCatalog()
  for (const kind of KINDS) {
    if (!catalog.names(kind).includes(name)) continue
    const base = catalog.page(kind, name)
    const text = catalog.text(kind, name)
    if (dialect === undefined) return { kind, page: base, text }
    const dialects = base.kind === 'optimizer' ? Object.keys(base.dialects) : []
    if (dialects.includes(dialect)) return { kind, page: catalog.page(kind, name, dialect), text }
    const known = dialects.length > 0 ? `its dialects are ${dialects.join(', ')}` : 'it has no dialects'
    throw new Failure(`'${name}' has no dialect '${dialect}'; ${known}`)
  }
  const hint = suggest(
    name,
    KINDS.flatMap((kind) => catalog.names(kind)),
  )
  throw new Failure(`no built-in page is named '${name}'; ${hint ?? "'adam-lab list' names them all"}`)
}

/** An optimizer by its name, or by the file of its page, either with an optional `@dialect`. */
export function findOptimizer(asked: string): OptimizerPage {
  const file = /^(.+\.ya?ml)(?:@([^@]+))?$/.exec(asked)
  if (file) return optimizerOf(file[1] ?? asked, file[2])
  const { kind, page } = find(asked)
  if (page.kind !== 'optimizer')
    throw new Failure(`two optimizers can be compared, and '${asked}' is a page of kind ${kind}`)
  return page
}

function optimizerOf(file: string, dialect: string | undefined): OptimizerPage {
  let text: string
  try {
    text = readText(file, MOST_BYTES.page)
  } catch (error) {
    throw fileFailure(error, `cannot read '${file}'`)
  }
  const options = { file, catalog: fileCatalog(), ...(dialect === undefined ? {} : { dialect }) }
  const { page, diagnostics } = loadPage('optimizer', text, options)
  const [first] = diagnostics
  if (!page)
    throw new Failure(...(first ? formatDiagnostic(first, text, { width: 100 }) : [`'${file}' is no optimizer`]))
  if (dialect !== undefined && !(dialect in page.dialects)) {
    throw new Failure(`'${basename(file)}' has no dialect '${dialect}'`)
  }
  return page
}
