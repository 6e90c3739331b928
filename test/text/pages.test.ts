import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { formatDiagnostic } from '../../src/config/codeframe.ts'
import { loadPage } from '../../src/config/page.ts'
import { experimentSchema, pageSchemas } from '../../src/config/schema.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { load, mistakes } from '../config/support.ts'
import { isField, type Place, replaced, textFields, textPlaces } from './fields.ts'
import { steering, UNSEEN } from './hostile.ts'

const text = readFileSync(new URL('./everything.yaml', import.meta.url), 'utf8')
const page = parse(text)
function named({ path, key }: Place): string {
  const names = path.filter((step) => typeof step === 'string').join('.')
  return key ? `{${names}}` : names
}

/** Of places of one kind the first. */
const places = [...new Map([...textPlaces(page)].reverse().map((place) => [named(place), place])).values()].reverse()
const fields = [...new Set(textFields(experimentSchema))]

/** Texts that are read, not looked up: the only ones that may have several lines, or a character that nobody sees. */
const FREE = [
  ...['title', 'description', 'problem.title', 'problem.notes', 'optimizers.title', 'optimizers.notes', 'plots.title'],
  ...['problem', 'optimizers', 'predictions.half'].flatMap((entry) =>
    ['paper', 'where', 'note'].map((key) => `${entry}.source.${key}`),
  ),
  ...['title', 'notes', 'parameters.a.meaning'].map((key) => `predictions.half.${key}`),
  ...['claims.title', 'claims.source', 'claims.statement', 'plots.spec.title', 'plots.spec.mark.tooltip'],
]

/** What is wrong with the page once another text stands at a place, of which no line steers a terminal. */
function mistakesAt(place: Place, hostile: string): number {
  const changed = stringify(replaced(page, place, hostile))
  const { diagnostics } = load(changed)
  for (const diagnostic of diagnostics) {
    for (const line of formatDiagnostic(diagnostic, changed)) expect(line, named(place)).not.toMatch(/\n/)
    expect(formatDiagnostic(diagnostic, changed).join('\n'), named(place)).not.toMatch(UNSEEN)
    expect(diagnostic.start.line, named(place)).toBeLessThanOrEqual(changed.split('\n').length)
  }
  return diagnostics.length
}

it('the page of these tests is in order, and has every field of the schema that may hold a text', () => {
  expect(mistakes(text)).toEqual([])
  expect(mistakes(stringify(page))).toEqual([])
  const other = textPlaces({ average: 'polyak' })
  const missing = fields.filter((field) => ![...places, ...other].some((place) => isField(field, place)))
  // Problems and optimizers share the words for using a page, and problems have no dialects.
  expect(missing).toEqual(['problem.dialect'])
})

it('no text of a page, key or value, holds what steers its reader', () => {
  for (const [k, place] of places.entries()) {
    const sign = steering[k % steering.length]
    expect(mistakesAt(place, `a${sign}b`), `${named(place)} with ${JSON.stringify(sign)}`).toBeGreaterThan(0)
  }
})

it('no other text of a page has several lines, or a character that nobody sees', () => {
  const free = places.filter((place) => mistakesAt(place, 'a b\u200b\n\n- all is well') === 0).map(named)
  expect(free.sort()).toEqual([...FREE].sort())
})

it.each([
  ['adam\n\n## all is well', 'lines'],
  ['a\u200bb', 'a character of no width'],
  ['a\u3164b', 'a letter that is a blank'],
])('%j is no name: %s', (name) => {
  const names = [
    'claims.id',
    'problem.label',
    'optimizers.label',
    '{problem.facts.L}',
    'name',
    'plots.name',
    '{measures.gap}',
  ]
  for (const one of names) {
    const place = places.find((known) => named(known) === one)
    expect(place && mistakesAt(place, name), one).toBeGreaterThan(0)
  }
})

it('tells where the character stands, once', () => {
  const at = (line: string) => mistakes(text.replace('title: A page with every field of a text', line))
  expect(at('title: "T\\e]0;PWNED\\a"')).toEqual([
    '2:10 a control character cannot stand in a page: U+001B [delete it]',
  ])
  expect(at('title: "a\\u202eb"')).toEqual([
    '2:10 a mark that changes the direction of text cannot stand in a page: U+202E [delete it]',
  ])
  expect(at('title: a # \u2066')).toEqual([
    '2:12 a mark that changes the direction of text cannot stand in a page: U+2066 [delete it]',
  ])
  const label = mistakes(text.replace('label: mine', 'label: "a\\vb"'))
  expect(label).toContain('36:14 a control character cannot stand in a page: U+000B [delete it]')
  expect(label.filter((mistake) => mistake.startsWith('36:'))).toHaveLength(1)
})

it('is as strict with the pages of optimizers, whose dialects are names', () => {
  const rule = {
    name: 'own',
    hyper: { lr: 0.1 },
    step: 'x = x - lr*g',
    dialects: { fast: { note: 'N', title: 'T', source: { paper: 'P' }, step: 'x = x - 2*lr*g' } },
  }
  const wrong = (value: unknown) =>
    loadPage('optimizer', stringify(value), { file: 'own.yaml', catalog: fileCatalog(), dialect: 'fast' }).diagnostics
  expect(wrong(rule)).toEqual([])
  for (const place of textPlaces(rule))
    for (const sign of ['\u001b', '\u202e'])
      expect(wrong(replaced(rule, place, `a${sign}`)), named(place)).not.toEqual([])
  for (const name of ['a\nb', 'a\u200bb']) {
    const place: Place = { path: ['dialects', 'fast'], key: true }
    expect(wrong(replaced(rule, place, name))).not.toEqual([])
  }
  expect(textFields(pageSchemas.optimizer)).toContain('{dialects}')
})
