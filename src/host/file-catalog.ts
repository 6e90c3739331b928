import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { catalogOf, type PageTexts } from '../catalog/catalog.ts'
import type { Catalog } from '../config/library.ts'

const ENDING = '.yaml'

/** The pages lie in `catalog/` beside the bundle, and in the source tree. */
function folder(): string {
  for (const place of ['./catalog/', '../catalog/']) {
    const path = fileURLToPath(new URL(place, import.meta.url))
    if (existsSync(`${path}optimizers`)) return path
  }
  throw new Error('the built-in pages are missing from this installation')
}

/** The texts of the built-in pages on the disk. */
export function filedTexts(): PageTexts {
  const root = folder()
  return {
    names: (kinds) =>
      readdirSync(`${root}${kinds}`)
        .filter((entry) => entry.endsWith(ENDING))
        .map((entry) => entry.slice(0, -ENDING.length)),
    read(kinds, name) {
      const path = `${root}${kinds}/${name}${ENDING}`
      return existsSync(path) ? readFileSync(path, 'utf8') : null
    },
  }
}

let catalog: Catalog | undefined

/** The built-in pages, each read from disk when it is first asked for. All who ask have the same, which nobody changes. */
export function fileCatalog(): Catalog {
  catalog ??= catalogOf(filedTexts())
  return catalog
}
