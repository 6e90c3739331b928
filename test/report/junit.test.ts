import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JunitSuite, junitXml } from '../../src/report/junit.ts'
import { seen } from '../../src/text/unseen.ts'
import { parseXml } from './xml.ts'

const suites: JunitSuite[] = [
  {
    name: 'reddi2018',
    cases: [
      { name: 'reddi/thm1', seconds: 0.5, file: 'experiments/a.yaml', line: 12, problem: null, output: 'x ends at 0' },
      { name: 'reddi/thm2', seconds: 0.25, problem: null },
      { name: 'b', seconds: 0, problem: { kind: 'failure', type: 'violated', message: 'a < b & "c"\nnext' } },
      { name: 'c', seconds: 0, problem: { kind: 'error', type: 'inconclusive', message: ']]> more seeds' } },
    ],
  },
  { name: 'empty', cases: [] },
]

describe('a JUnit report', () => {
  const root = parseXml(junitXml('adam-lab check', suites))

  it('counts tests, failures and errors, for each suite and in all', () => {
    const counts = { tests: '4', failures: '1', errors: '1', skipped: '0', time: '0.750' }
    expect(root).toMatchObject({ name: 'testsuites', attributes: { name: 'adam-lab check', ...counts } })
    expect(root.children.map(({ attributes }) => attributes)).toEqual([
      { name: 'reddi2018', ...counts },
      { name: 'empty', tests: '0', failures: '0', errors: '0', skipped: '0', time: '0.000' },
    ])
  })

  it('says of each case where it stands and what is wrong with it', () => {
    const [first, second, third, fourth] = root.children[0]?.children ?? []
    expect(first?.attributes).toEqual({
      classname: 'reddi2018',
      name: 'reddi/thm1',
      time: '0.500',
      file: 'experiments/a.yaml',
      line: '12',
    })
    expect(first?.children).toMatchObject([{ name: 'system-out', text: 'x ends at 0' }])
    expect(second?.children).toEqual([])
    const message = 'a < b & "c"\nnext'
    expect(third?.children).toMatchObject([
      { name: 'failure', attributes: { type: 'violated', message }, text: message },
    ])
    expect(fourth?.children).toMatchObject([{ name: 'error', attributes: { type: 'inconclusive' } }])
  })

  it('is well-formed whatever the texts are, and gives back all that can be seen', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 30 })
    fc.assert(
      fc.property(anything, anything, (name, message) => {
        const problem = { kind: 'failure' as const, type: 'violated', message }
        const [suite] = parseXml(junitXml('all', [{ name, cases: [{ name, seconds: 1, problem }] }])).children
        const [failure] = suite?.children[0]?.children ?? []
        expect(suite?.attributes.name).toBe(seen(name))
        expect(failure?.attributes.message).toBe(seen(message))
        expect(failure?.text).toBe(seen(message))
      }),
    )
  })

  it('tells by their numbers what XML has no character for, and what nobody sees', () => {
    const problem = { kind: 'error' as const, type: 'e', message: 'a\u0000b\ud800c\uffffd\r\u202e' }
    const [suite] = parseXml(junitXml('all', [{ name: 's', cases: [{ name: 'n', seconds: 0, problem }] }])).children
    expect(suite?.children[0]?.children[0]?.text).toBe('a[U+0000]b[U+D800]c[U+FFFF]d[U+000D][U+202E]')
  })
})

it.each([
  ['<a><b></a>', 'tags that do not match'],
  ['<a x="1" x="2"/>', 'an attribute twice'],
  ['<a>&nbsp;</a>', 'an unknown entity'],
  ['<a>1 & 2</a>', 'a bare ampersand'],
  ['<a/><b/>', 'two roots'],
  ['<a>\u0001</a>', 'a control character'],
])('the checker of these tests refuses %s: %s', (body) => {
  expect(() => parseXml(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`)).toThrow()
})
