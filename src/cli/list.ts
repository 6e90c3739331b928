import { fileCatalog } from '../catalog/catalog.ts'
import type { Kind } from '../config/library.ts'
import { KINDS } from './kinds.ts'
import { table } from './table.ts'
import { terminal } from './terminal.ts'

/** `adam-lab list [kind]`: names and titles of the built-in pages. */
export function list(kind: Kind | undefined): number {
  const catalog = fileCatalog()
  for (const one of kind ? [kind] : KINDS) {
    const rows = catalog.names(one).map((name) => [`  ${name}`, catalog.page(one, name).title])
    if (!kind) terminal.print(terminal.paint('bold', `${one}s`))
    terminal.print(...table([{ head: '' }, { head: '', cut: true }], rows, terminal.width).slice(1))
  }
  return 0
}
