import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Catalog, Kind, PageOf } from '../config/library.ts'
import { loadPage } from '../config/page.ts'

export type { Catalog } from '../config/library.ts'

/** The pages lie beside this file in the source tree, and in `catalog/` beside the bundle. */
function folder(): string {
  for (const place of ['./catalog/', './', '../catalog/']) {
    const path = fileURLToPath(new URL(place, import.meta.url))
    if (existsSync(`${path}optimizers`)) return path
  }
  throw new Error('the built-in pages are missing from this installation')
}

/** The built-in pages, read from disk when they are asked for. */
export function fileCatalog(): Catalog {
  const root = folder()
  const names = new Map<Kind, string[]>()
  const pages = new Map<string, unknown>()
  const file = (kind: Kind, name: string) => `${root}${kind}s/${name}.yaml`

  const catalog: Catalog = {
    names(kind) {
      const known = names.get(kind)
      if (known) return known
      const found = readdirSync(`${root}${kind}s`)
        .filter((entry) => entry.endsWith('.yaml'))
        .map((entry) => entry.slice(0, -'.yaml'.length))
        .sort()
      names.set(kind, found)
      return found
    },
    text: (kind, name) => readFileSync(file(kind, name), 'utf8'),
    page<K extends Kind>(kind: K, name: string, dialect?: string): PageOf<K> {
      const key = `${kind} ${name} ${dialect ?? ''}`
      const known = pages.get(key)
      if (known) return known as PageOf<K>
      const wrong = `${root}mutants/${name}.yaml`
      const options = {
        file: `${kind}s/${name}.yaml`,
        catalog,
        ...(dialect === undefined ? {} : { dialect }),
        mutants:
          kind === 'optimizer' && existsSync(wrong)
            ? { file: `mutants/${name}.yaml`, text: readFileSync(wrong, 'utf8') }
            : null,
      }
      const { page, diagnostics } = loadPage(kind, catalog.text(kind, name), options)
      if (!page) {
        const [d] = diagnostics
        throw new Error(`built-in page ${d?.file} is in error: ${d?.start.line}:${d?.start.column} ${d?.message}`)
      }
      pages.set(key, page)
      return page
    },
  }
  return catalog
}
