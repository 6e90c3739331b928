import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { good, mistakes } from './support.ts'

const chart = (spec: string) => `${good}plots:\n  - kind: vega-lite\n    spec: ${spec}\n`
const inText = 'a chart may not name an address in a text'

describe('a chart names no address', () => {
  it.each([
    '{mark: {type: point, fill: ^"url(http://host/x#a)"}}',
    '{mark: {type: point, stroke: ^"url(http://host/x#a)"}}',
    '{mark: {type: point, cursor: ^"url(http://host/x), auto"}}',
    '{mark: {type: point, blend: ^"normal; background: url(//host)"}}',
    '{mark: point, background: ^"URL(http://host/x#a)"}',
    '{mark: point, config: {view: {fill: ^"url(http://host/x#a)"}}}',
    '{mark: point, config: {range: {category: ["red", ^"url(//host#a)"]}}}',
    '{mark: point, title: {text: a, color: ^"url(//host#a)"}}',
    '{mark: point, encoding: {color: {value: ^"url(//host#a)"}}}',
    '{mark: point, encoding: {color: {condition: {test: "true", value: ^"url(//host#a)"}, value: red}}}',
    '{mark: point, encoding: {color: {field: t, scale: {range: [^"url(//host#a)", red]}}}}',
    '{mark: point, encoding: {color: {datum: ^"url(//host#a)", scale: null}}}',
    '{mark: {type: point, fill: {gradient: linear, stops: [{offset: 0, color: ^"url(//host#a)"}]}}}',
    '{mark: point, params: [{name: c, value: ^"url(//host#a)"}]}',
    `{mark: point, params: [{name: c, expr: ^"'url(//host#' + 'a)'"}]}`,
    '{mark: geoshape, projection: {type: ^"url(//host)"}}',
    '{layer: [{mark: point, data: {values: [{c: ^"url(//host#a)"}]}}]}',
    '{layer: [{mark: point, data: {values: [{^"url(//host#a)": 1}]}}]}',
    '{layer: [{mark: point, data: {values: ^"c\\nurl(//host#a)", format: {type: csv}}}]}',
    '{mark: point, datasets: {own: [{c: ^"url(//host#a)"}]}}',
    '{mark: point, description: ^"@import x"}',
    '{mark: {type: point, fill: ^"ur\\\\6c(//host#a)"}}',
    '{mark: {type: point, fill: ^"\\\\75 rl(//host#a)"}}',
    '{mark: {type: point, fill: ^"u\\\\72l(//host#a)"}}',
    '{mark: {type: point, fill: ^"\\\\000055RL(//host#a)"}}',
    '{mark: {type: point, fill: ^"ur\\\\l(//host#a)"}}',
    '{mark: {type: point, fill: ^"ur/* */l(//host#a)"}}',
    '{mark: {type: point, fill: ^"url\\n(//host#a)"}}',
    '{mark: {type: point, blend: ^"image-set(\\"//host\\" 1x)"}}',
    '{mark: {type: point, blend: ^"-webkit-image-set(\\"//host\\" 1x)"}}',
    '{mark: {type: point, blend: ^"src(\\"//host\\")"}}',
  ])('%s', (marked) => {
    const place = `8:${11 + marked.indexOf('^')}`
    expect(mistakes(chart(marked.replace('^', '')))).toEqual([expect.stringContaining(`${place} ${inText}`)])
  })

  it.each([
    ['{mark: point, params: [{name: a, bind: {input: image, src: "//host"}}]}', ['8:65', '8:58']],
    ['{mark: point, params: [{name: a, bind: {input: text, onfocus: "fetch(1)"}}]}', ['8:64']],
    ['{mark: point, params: [{name: a, select: point, bind: {t: {input: image}}}]}', ['8:77']],
    ['{mark: point, params: [{name: a, bind: {element: "#x"}}]}', ['8:51', '8:51']],
  ])('nor gives a reader an element that could: %s', (spec, places) => {
    const found = mistakes(chart(spec))
    expect(found.map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining(places.slice(0, 1)))
    for (const line of found) expect(line).toMatch(/a chart may not (give an element|have elements)/)
  })

  it('and may say what is none', () => {
    const spec = `{mark: {type: point, fill: "rgb(1, 2, 3)"}, title: "curl(f) = 0, from the source (a, b) to url",
      params: [{name: a, value: 1, bind: {input: range, min: 0, max: 2}}, {name: z, select: interval, bind: scales}],
      layer: [{mark: point, data: {values: [{url: 1, href: a}]}}]}`
    expect(mistakes(chart(spec.replace('mark: {type: point, fill: "rgb(1, 2, 3)"}, ', '')))).toEqual([])
  })
})

/** Charts with texts in every kind of place. */
const CHARTS = [
  {
    title: { text: 'a', subtitle: ['b', 'c'], color: 'red' },
    background: 'white',
    config: { view: { stroke: 'none' }, range: { category: ['red', 'blue'] }, axis: { labelColor: 'black' } },
    mark: { type: 'point', fill: 'red', stroke: 'blue', font: 'serif', cursor: 'pointer', blend: 'normal' },
    encoding: {
      x: { field: 't', type: 'quantitative', title: 'x', axis: { labelExpr: 'datum.label', format: '.2f' } },
      color: { condition: { test: 'datum.t > 1', value: 'red' }, value: 'blue' },
      text: { datum: 'word' },
    },
  },
  {
    transform: [{ calculate: '"r" + "ed"', as: 'c' }, { filter: 'datum.t > 0' }],
    params: [
      { name: 'p', value: 'red' },
      { name: 'q', expr: '"red"' },
    ],
    layer: [
      { mark: 'rule', data: { values: [{ c: 'red', at: 1 }] }, encoding: { color: { field: 'c', scale: null } } },
      { mark: 'text', encoding: { color: { field: 'c', scale: null }, text: { value: 'a' } } },
    ],
  },
]

const leaves = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  typeof value === 'string'
    ? [path]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : []

const put = (value: unknown, [key, ...rest]: (string | number)[], text: string): unknown =>
  key === undefined
    ? text
    : Array.isArray(value)
      ? value.map((item, k) => (k === key ? put(item, rest, text) : item))
      : { ...(value as object), [key]: put((value as Record<string, unknown>)[key], rest, text) }

/** `url(` as CSS lets one write it. */
const written = fc
  .tuple(...[...'url'].map((letter) => fc.constantFrom(letter, letter.toUpperCase(), hex(letter), `${hex(letter)} `)))
  .map((letters) => letters.join(''))
function hex(letter: string): string {
  return `\\${letter.charCodeAt(0).toString(16).padStart(6, '0')}`
}

/** What stands before it, but for what would make it a part of a name or of a comment. */
const before = fc.string().map((text) => text.replace(/[\\/*]/g, ''))

it('every text of a chart is looked at, wherever it stands and however the address is written', () => {
  const places = CHARTS.flatMap((spec) => leaves(spec).map((path) => ({ spec, path })))
  expect(places.length).toBeGreaterThan(35)
  const property = fc.property(fc.constantFrom(...places), written, before, ({ spec, path }, url, around) => {
    const hostile = put(spec, path, `${around} ${url}(http://host/x#a)`)
    expect(mistakes(chart(JSON.stringify(hostile))).join('\n')).toContain(inText)
  })
  fc.assert(property, { numRuns: 300 })
  for (const spec of CHARTS) expect(mistakes(chart(JSON.stringify(spec)))).toEqual([])
})
