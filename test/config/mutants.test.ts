import { describe, expect, it } from 'vitest'
import { loadPage } from '../../src/config/page.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { shown } from './support.ts'

const catalog = fileCatalog()
const mutantsOf = (name: string) =>
  Object.entries(catalog.page('optimizer', name).dialects).filter(([, { breaks }]) => breaks !== null)

describe('mutants', () => {
  it('stand beside the dialects of their page, with what they break', () => {
    const { dialects } = catalog.page('optimizer', 'adopt')
    expect(dialects.original?.breaks).toBeNull()
    expect(dialects.v_t?.breaks).toContain('adopt/toy-k10')
    expect(catalog.page('optimizer', 'adopt', 'original').dialects.v_t).toEqual(dialects.v_t)
    expect(catalog.page('optimizer', 'adopt', 'v_t').dialects).toEqual(dialects)
  })
  it('are at least twenty, each with what it breaks', () => {
    const all = catalog.names('optimizer').flatMap(mutantsOf)
    expect(all.length).toBeGreaterThanOrEqual(20)
    for (const [name, { breaks, note }] of all) {
      expect(breaks?.length, name).toBeGreaterThan(0)
      expect(note.length, name).toBeGreaterThan(10)
    }
  })
})

describe('a page of mutants', () => {
  const optimizer = `name: a
hyper: {lr: 1, b: 2}
state: {m: 0}
step: x = x - lr * g
dialects:
  other: {note: why, hyper: {b: 3}, init: m = g, step: x = x - b * g}
`
  const load = (dialect: string | undefined, mutants: string) =>
    loadPage('optimizer', optimizer, {
      file: 'optimizers/a.yaml',
      catalog,
      ...(dialect === undefined ? {} : { dialect }),
      mutants: { file: 'mutants/a.yaml', text: mutants },
    })
  const good = `name: a
mutants:
  plain: {note: n, breaks: [p/c], step: x = x + lr * g}
  nested: {of: other, note: n, breaks: [p/c], hyper: {lr: 5}, init: null}
`
  it('changes the page, or a dialect of it', () => {
    const plain = load('plain', good).page
    expect(plain?.step.source.text).toBe('x = x + lr * g')
    expect(plain?.hyper.b?.source.text).toBe('2')
    const nested = load('nested', good).page
    expect(nested?.step.source.text).toBe('x = x - b * g')
    expect([nested?.hyper.b?.source.text, nested?.hyper.lr?.source.text]).toEqual(['3', '5'])
    expect(nested?.init).toBeNull()
    expect(nested?.dialect).toBe('nested')
  })
  it('is in error at its own place', () => {
    const wrong = good.replace('of: other', 'of: others').replace('x + lr * g', 'x + 2 g')
    expect(load('plain', wrong).diagnostics.map(shown)).toEqual(['3:49 multiplication has to be written: `2 * g`'])
    expect(load('nested', wrong).diagnostics.map(shown)).toEqual([
      "4:16 'a' has no dialect 'others' [did you mean 'other'?]",
    ])
    expect(load(undefined, good.replace('breaks: [p/c], step', 'breaks: [], step')).page).toBeNull()
  })
})
