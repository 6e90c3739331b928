import { generatedMutant, generatedNames, ruleOfMutant } from '../config/generated.ts'
import type { Kind } from '../config/library.ts'
import { dialectNames, type OptimizerPage, type Page } from '../config/pages.ts'
import { fileCatalog } from '../host/file-catalog.ts'
import { noBuiltIn, noDialect, noOptimizer } from '../messages/asked.ts'
import { mutantText } from '../mutate/text.ts'
import { quote } from '../text/clip.ts'
import { failure } from './failure.ts'
import { KINDS } from './kinds.ts'
import { namedFile, ruleFile } from './rule-file.ts'

/** A page that was asked for. */
export interface FoundPage<P extends Page = Page> {
  readonly kind: Kind
  readonly page: P
  readonly text: string
  /** Coordinates of the problem of the experiment that it was found in; null if it was found in none. */
  readonly dimension: number | null
}

/** The built-in page of a name, or of `name@dialect`, or the rule in a file. */
export async function find(asked: string): Promise<FoundPage> {
  const named = namedFile(asked)
  return named ? { kind: 'optimizer', ...(await ruleFile(named.file, named.part)) } : builtIn(asked)
}

/** The same, of an optimizer. */
export async function findOptimizer(asked: string): Promise<FoundPage<OptimizerPage>> {
  const { page, ...rest } = await find(asked)
  if (page.kind !== 'optimizer') throw failure(noOptimizer(asked, page.kind))
  return { page, ...rest }
}

function builtIn(asked: string): FoundPage {
  const [, name = '', dialect] = /^([^@]*)(?:@(.*))?$/s.exec(asked) ?? []
  const catalog = fileCatalog()
  for (const kind of KINDS) {
    if (!catalog.names(kind).includes(name)) continue
    const base = catalog.page(kind, name)
    const text = catalog.text(kind, name)
    if (dialect === undefined) return { kind, page: base, text, dimension: null }
    const dialects = base.kind === 'optimizer' ? Object.keys(base.dialects) : []
    if (dialects.includes(dialect)) return { kind, page: catalog.page(kind, name, dialect), text, dimension: null }
    const load = (one?: string) => catalog.page('optimizer', name, one)
    const made = base.kind === 'optimizer' ? generatedMutant(catalog, dialect, load) : null
    if (made) return { kind, page: made, text: mutantText(ruleOfMutant(dialect, load), made), dimension: null }
    const named = base.kind === 'optimizer' ? dialectNames(base) : []
    const generated = base.kind === 'optimizer' ? generatedNames(catalog, dialect, load) : []
    throw failure(noDialect(quote(name), dialect, [...dialects, ...generated], named))
  }
  const known = KINDS.flatMap((kind) => catalog.names(kind))
  throw failure(noBuiltIn(name, known))
}
