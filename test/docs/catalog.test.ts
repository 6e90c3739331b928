import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogDocument } from '../../scripts/catalog.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const docs = join(root, 'docs')
const remedy = '`npm run docs` writes it anew'

let files: Map<string, string>
beforeAll(async () => {
  files = await catalogDocument(root)
})

describe('docs/catalog.md', () => {
  test('is what the pages give', () => {
    expect(readFileSync(join(docs, 'catalog.md'), 'utf8'), remedy).toBe(files.get('catalog.md'))
  })
  test('has the figures of the problems that there are, and no other', () => {
    const figures = [...files.keys()].filter((path) => path.startsWith('catalog/'))
    expect(
      readdirSync(join(docs, 'catalog'))
        .map((name) => `catalog/${name}`)
        .sort(),
      remedy,
    ).toEqual(figures.sort())
    for (const path of figures)
      expect(readFileSync(join(docs, path), 'utf8') === files.get(path), `${path}: ${remedy}`).toBe(true)
  })
  test('names every page and every dialect', () => {
    const text = files.get('catalog.md') ?? ''
    for (const name of ['### adam\n', '`adopt@original`', '`adopt@v_t`', '### least-squares\n', '### student-t\n']) {
      expect(text).toContain(name)
    }
    expect(text).toMatch(/### adopt-toy\n[\s\S]*?Used by `configs\/adopt-toy\.yaml`/)
  })
})
