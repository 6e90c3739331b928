import { describe, expect, it } from 'vitest'
import { loadPage } from '../../src/config/page.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { shown } from './support.ts'

const catalog = fileCatalog()
const kinds = ['optimizer', 'problem', 'noise', 'average', 'measure'] as const

describe('every built-in page is in order and bears the name of its file', () => {
  it.each(kinds.flatMap((kind) => catalog.names(kind).map((name) => [kind, name] as const)))('%s %s', (kind, name) => {
    const page = catalog.page(kind, name)
    expect(page).toMatchObject({ kind, name })
    expect(page.title).not.toBe(name)
    expect(page.text?.text).toBe(catalog.text(kind, name))
    const dialects = page.kind === 'optimizer' ? Object.keys(page.dialects) : []
    for (const dialect of dialects) {
      expect(catalog.page('optimizer', name, dialect)).toMatchObject({ name, dialect })
    }
  })
})

describe('a dialect', () => {
  const page = (dialect: string, text: string) => loadPage('optimizer', text, { file: 'a.yaml', catalog, dialect })
  const text = `name: a
hyper: {lr: 1, b: 2}
state: {m: 0, v: 0}
init: v = g^2
step: x = x - lr * g
dialects:
  other:
    note: why
    hyper: {b: 3, c: 4}
    state: {w: 0}
    init: null
  same: {note: nothing}
  wrong: {note: c, hyper: {c: 1}, state: {c: 0}, step: x = 2 x}
`
  it('changes hyperparameters key by key and everything else whole', () => {
    const { page: other } = page('other', text)
    const hyper = Object.entries(other?.hyper ?? {}).map(([name, { source }]) => [name, source.text])
    expect(hyper).toEqual([
      ['lr', '1'],
      ['b', '3'],
      ['c', '4'],
    ])
    expect(other?.state.map(({ name }) => name)).toEqual(['w'])
    expect(other?.init).toBeNull()
    expect(other?.step.source.text).toBe('x = x - lr * g')
    expect(page('same', text).page?.init?.source.text).toBe('v = g^2')
  })
  it('is in error at its own place', () => {
    expect(page('wrong', text).diagnostics.map(shown)).toEqual([
      "13:43 'c' is a hyperparameter already [each name has one meaning in a page]",
      '13:60 multiplication has to be written: `2 * x`',
    ])
  })
})

it('takes draws one a coordinate in noise pages, one a step elsewhere', () => {
  const draw = 'draw: {u: uniform, v: {law: gaussian, per: step}, w: {use: student-t, nu: 5}}'
  const per = (kind: 'noise' | 'measure') => {
    const { page, diagnostics } = loadPage(kind, `name: a\n${draw}\nvalue: u\n`, { file: 'a.yaml', catalog })
    expect(diagnostics).toEqual([])
    return page?.draws.map((one) => [one.name, one.law === 'uniform' ? one.law : one.law.page.name, one.per])
  }
  expect(per('noise')).toEqual([
    ['u', 'uniform', 'coordinate'],
    ['v', 'gaussian', 'step'],
    ['w', 'student-t', 'coordinate'],
  ])
  expect(per('measure')?.[0]).toEqual(['u', 'uniform', 'step'])
})
