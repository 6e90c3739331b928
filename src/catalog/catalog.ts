import { generatedMutant } from '../config/generated.ts'
import type { Catalog, Kind, PageOf } from '../config/library.ts'
import { loadPage } from '../config/page.ts'
import { lazyDefinitions } from '../config/predictions.ts'
import { mutantNames, mutantPage } from '../mutate/mutants.ts'
import { CODE } from '../theory/oracles/index.ts'
import { DERIVATIONS } from '../theory/orbit/derive.ts'

export type { Catalog } from '../config/library.ts'

/** Where the texts of the built-in pages are: on a disk, or within a program. */
export interface PageTexts {
  /** The names of the pages in a folder: `optimizers`, `mutants` ... */
  names(folder: string): readonly string[]
  /** The text of a page; null if there is none. */
  read(folder: string, name: string): string | null
}

/** The built-in pages, read when they are asked for. */
export function catalogOf(texts: PageTexts): Catalog {
  const names = new Map<Kind, string[]>()
  const pages = new Map<string, unknown>()
  const catalog: Catalog = {
    names(kind) {
      const known = names.get(kind)
      if (known) return known
      const all = [...texts.names(`${kind}s`)].sort()
      names.set(kind, all)
      return all
    },
    text(kind, name) {
      const text = texts.read(`${kind}s`, name)
      if (text === null) throw new Error(`there is no built-in ${kind} ${name}`)
      return text
    },
    code: CODE,
    derive: DERIVATIONS,
    mutation: {
      names: mutantNames,
      find: (page, name) => mutantPage(page, name, catalog.definitions),
    },
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
      if (kind === 'optimizer' && dialect !== undefined && dialect !== '') {
        const load = (one?: string) => catalog.page('optimizer', name, one)
        const made = Object.hasOwn(load().dialects, dialect) ? null : generatedMutant(catalog, dialect, load)
        if (made) {
          pages.set(key, made)
          return made as PageOf<K>
        }
      }
      const wrong = kind === 'optimizer' ? texts.read('mutants', name) : null
      const options = {
        file: `${kind}s/${name}.yaml`,
        catalog,
        ...(dialect === undefined ? {} : { dialect }),
        mutants: wrong === null ? null : { file: `mutants/${name}.yaml`, text: wrong },
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
