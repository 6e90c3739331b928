import type { Catalog } from '../config/library.ts'
import { fileCatalog } from '../host/file-catalog.ts'
import { KINDS, LISTS, type Listed } from './kinds.ts'
import { table } from './table.ts'
import { terminal } from './terminal.ts'

/** `adam-lab list [kind]`: names and titles of the built-in pages. */
export function list(kind: keyof typeof LISTS | undefined): number {
  const catalog = fileCatalog()
  for (const one of kind ? [LISTS[kind]] : [...KINDS, 'mutant' as const]) {
    const rows = rowsOf(one, catalog).map(([name, title]) => [`  ${name}`, title])
    if (!kind) terminal.print(terminal.paint('bold', `${one}s`))
    terminal.print(...table([{ head: '' }, { head: '', cut: true }], rows, terminal.width).slice(1))
  }
  return 0
}

const rowsOf = (kind: Listed, catalog: Catalog): [name: string, title: string][] =>
  kind === 'mutant'
    ? catalog
        .names('optimizer')
        .flatMap((name) =>
          Object.entries(catalog.page('optimizer', name).dialects).flatMap(([mutant, { note, breaks }]) =>
            breaks ? [[`${name}@${mutant}`, note] as [string, string]] : [],
          ),
        )
    : catalog.names(kind).map((name) => [name, catalog.page(kind, name).title])
