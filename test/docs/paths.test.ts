import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Where a path of each page may begin. */
const PAGES: readonly [string, readonly string[]][] = [
  ['CONTRIBUTING.md', ['.', 'src/lang', 'src/config', 'src/theory', 'src/plots', 'src/cli', 'src/kernel', 'src/proof']],
  ['docs/glossary.md', ['src', '.']],
  ['docs/principles.md', ['src', '.']],
  ['docs/architecture.md', ['.']],
]

it.each(PAGES)('every file that %s names is there', (page, roots) => {
  const named = [...readFileSync(page, 'utf8').matchAll(/`([\w./-]+\.(?:ts|mjs|yaml|md|json))`/g)].map(
    ([, path]) => path ?? '',
  )
  const missing = named.filter((path) => !/[A-Z]{4}/.test(path) && !roots.some((root) => existsSync(join(root, path))))
  expect(missing).toEqual([])
})
