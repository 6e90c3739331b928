import { unknownDialect, unknownPart } from '../messages/parts.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import { generatedMutant, generatedNames } from './generated.ts'
import type { Catalog, Kind } from './library.ts'
import { dialectNames, type OptimizerPage } from './pages.ts'
import { usedPage } from './used.ts'

/** Whether the catalog has a page; if not, says so with a suggestion. */
export function isKnown(
  kind: Kind,
  name: string,
  path: Path,
  reader: FormulaReader,
  catalog: Catalog,
  more: readonly string[] = [],
): boolean {
  const names = [...catalog.names(kind), ...more]
  if (names.includes(name)) return true
  reader.page.report(reader.sink, path, unknownPart(kind, name, names))
  return false
}

/** An optimizer of the catalog by `name` or `name@dialect`, as it is used at a place; null after a report. */
export function catalogOptimizer(
  use: string,
  named: { readonly dialect: string; readonly at: Path } | null,
  at: Path,
  reader: FormulaReader,
  catalog: Catalog,
  more: readonly string[] = [],
): { readonly page: OptimizerPage; readonly title: string } | null {
  const { page: document, sink } = reader
  const [name = '', suffix] = use.split('@')
  if (!isKnown('optimizer', name, at, reader, catalog, more)) return null
  const dialect = named?.dialect ?? suffix
  const { dialects: changes } = catalog.page('optimizer', name)
  const [dialects, proper] = [Object.keys(changes), dialectNames({ dialects: changes })]
  const load = (one?: string) => catalog.page('optimizer', name, one)
  if (dialect !== undefined && !dialects.includes(dialect) && !generatedMutant(catalog, dialect, load)) {
    const all = [...dialects, ...generatedNames(catalog, dialect, load)]
    document.report(sink, named?.at ?? at, unknownDialect(name, dialect, all, proper))
    return null
  }
  const page = usedPage(catalog.page('optimizer', name, dialect), document.range(at))
  return { page, title: dialect === undefined ? name : `${name}@${dialect}` }
}

/** A rule by name: one that is written in the experiment, by its label, or one of the catalog; null after a report. */
export function usedOptimizer(
  use: string,
  at: Path,
  reader: FormulaReader,
  catalog: Catalog,
): { readonly page: OptimizerPage; readonly grids: readonly string[] } | null {
  const own = catalog.own?.find(use)
  if (own) return own
  // A rule in error has been reported.
  if (own === null) return null
  const found = catalogOptimizer(use, null, at, reader, catalog, [...(catalog.own?.names() ?? [])])
  return found && { page: found.page, grids: [] }
}
