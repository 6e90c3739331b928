import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import type { Catalog, Kind, PageOf } from '../config/library.ts'
import { loadPage } from '../config/page.ts'
import { lazyDefinitions } from '../config/predictions.ts'
import { CODE } from '../theory/oracles/index.ts'
import { FAMILY } from '../theory/oracles/periodic/pages.ts'

export type { Catalog } from '../config/library.ts'

/** The pages lie beside this file in the source tree, and in `catalog/` beside the bundle. */
function folder(): string {
  for (const place of ['./catalog/', './', '../catalog/']) {
    const path = fileURLToPath(new URL(place, import.meta.url))
    if (existsSync(`${path}optimizers`)) return path
  }
  throw new Error('the built-in pages are missing from this installation')
}

/** Pages that a family of rules has in common. */
const family = new Map(FAMILY.map(({ page }) => [page.name, page]))

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
      const all = [...found, ...(kind === 'prediction' ? family.keys() : [])].sort()
      names.set(kind, all)
      return all
    },
    text(kind, name) {
      const page = kind === 'prediction' ? family.get(name) : undefined
      return page ? stringify(page, { lineWidth: 118 }) : readFileSync(file(kind, name), 'utf8')
    },
    code: CODE,
    definitions: lazyDefinitions(
      () => catalog.names('prediction'),
      (name) => catalog.page('prediction', name).definition,
      (circle) => {
        throw new Error(`built-in predictions call each other: ${circle.join(', ')}`)
      },
    ),
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
