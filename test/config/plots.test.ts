import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { keyTable } from '../../scripts/chart-keys/table.ts'
import { MARKS } from '../../src/config/vega-lite.ts'
import { PLACES } from '../../src/config/vega-lite-keys.ts'
import { good, loaded, mistakes } from './support.ts'

const two = good.replace(
  'optimizers: {use: sgd, lr: 0.001}',
  'optimizers: [{use: sgd, lr: 0.001}, {use: adam, lr: [0.1, 0.2]}]',
)
const plot = (text: string) => `${two}plots:\n  - ${text}\n`
const noisy = two.replace('d: 2}', 'd: 2, noise: {use: gaussian, sigma: [0.1, 0.3]}}')
const chart = (spec: string) => `${two}plots:\n  - kind: vega-lite\n    spec: ${spec}\n`

describe('kinds of plots', () => {
  it('have defaults, and names that say what they show', () => {
    const page = `${two}claims:
  - {id: b, judge: bound, measure: gap, bound: 1}
plots:
  - {kind: bound, measure: gap}
  - {kind: growth, measure: gap}
  - {kind: distribution, measure: gap}
  - {kind: phase, x: gap, y: gap}
  - {kind: comparison, measure: gap, targets: 0.1}
  - {kind: heterogeneity, measure: gap, x: lr}
  - {kind: landscape, x: gap, y: gap}
  - {kind: vega-lite, spec: {mark: line}}
`
    expect(loaded(page).plots).toEqual([
      { kind: 'bound', name: 'bound-gap', title: null, measure: 'gap', x: 'log', y: 'log' },
      { kind: 'growth', name: 'growth-gap', title: null, measure: 'gap' },
      { kind: 'distribution', name: 'distribution-gap', title: null, measure: 'gap', scale: 'linear' },
      {
        kind: 'phase',
        name: 'phase-gap-gap',
        title: null,
        x: 'gap',
        y: 'gap',
        colour: null,
        xScale: 'linear',
        yScale: 'linear',
      },
      { kind: 'comparison', name: 'comparison-gap', title: null, measure: 'gap', form: 'ecdf', targets: [0.1] },
      {
        kind: 'heterogeneity',
        name: 'heterogeneity-gap',
        title: null,
        measure: 'gap',
        x: 'lr',
        scale: 'log',
        ratio: ['sgd', 'adam'],
      },
      { kind: 'landscape', name: 'landscape-gap-gap', title: null, x: 'gap', y: 'gap' },
      { kind: 'vega-lite', name: 'vega-lite', title: null, spec: { mark: 'line' }, measures: [] },
    ])
  })
  it.each([
    [
      '{kind: bound, measure: gap}',
      "7:28 no claim bounds 'gap' [a claim with `judge: bound` on this measure states one]",
    ],
    ['{kind: phase, x: gap, y: gpa}', "7:30 unknown measure 'gpa' [did you mean 'gap'?]"],
    ['{kind: phase, x: gap, y: gap, colour: gpa}', "7:43 unknown measure 'gpa' [did you mean 'gap'?]"],
    ['{kind: landscape, x: gpa, y: gap}', "7:26 unknown measure 'gpa' [did you mean 'gap'?]"],
    ['{kind: heterogeneity, measure: gap, x: kapa}', "7:44 unknown setting 'kapa' [did you mean 'kappa'?]"],
    [
      '{kind: heterogeneity, measure: gap, x: kappa, ratio: [adam, sdg]}',
      "7:65 unknown optimizer 'sdg' [did you mean 'sgd'?]",
    ],
    [
      '{kind: comparison, measure: gap, targets: []}',
      '7:47 this list is empty [leave the key out, or put something into the list]',
    ],
    ['{kind: comparison, measure: gap}', "7:5 'targets' is missing"],
    ['{kind: vega-lite, measures: [gpa], spec: {mark: line}}', "7:34 unknown measure 'gpa' [did you mean 'gap'?]"],
  ])('%s', (text, message) => {
    expect(mistakes(plot(text))).toEqual([expect.stringContaining(message)])
  })
})

describe('names that become files', () => {
  const long = 'a'.repeat(101)
  it('have at most 100 characters, given or made of measures', () => {
    expect(mistakes(good.replace('name: good', `name: ${long}`))).toEqual([
      expect.stringContaining('1:7 a name has at most 100 characters'),
    ])
    expect(mistakes(plot(`{kind: trajectory, measure: gap, name: ${long}}`))).toEqual([
      expect.stringContaining('7:44 a name has at most 100 characters'),
    ])
    const [x, y] = ['x'.repeat(60), 'y'.repeat(60)]
    const named = plot(`{kind: phase, x: ${x}, y: ${y}}`).replace(
      'measures: {gap: {use: objective-gap}}',
      `measures: {gap: {use: objective-gap}, ${x}: "x[1]", ${y}: "x[2]"}`,
    )
    expect(mistakes(named)).toEqual([
      '7:5 the name that this plot is given for its measures has 127 characters, more than 100 [name: phase]',
    ])
  })
})

describe('charts of a page', () => {
  it.each([
    ['{mark: lin}', "8:18 unknown mark 'lin' [did you mean 'line'?]"],
    ['{mark: {type: lin}}', "8:25 unknown mark 'lin' [did you mean 'line'?]"],
    ['{encoding: {}}', '8:11 the view shows nothing'],
    ['{mark: line, layer: [{mark: line}]}', '8:24 a view has either mark or layer'],
    ['{mark: line, widht: 3}', "8:24 unknown key 'widht' [did you mean 'width'?]"],
    ['{mark: line, encoding: {colour: {field: t}}}', "8:35 unknown channel 'colour' [did you mean 'color'?]"],
    ['{mark: line, encoding: {x: {feild: t}}}', "8:39 unknown key 'feild' [did you mean 'field'?]"],
    ['{mark: line, encoding: {x: {field: valeu}}}', "8:46 the traces have no column 'valeu' [did you mean 'value'?]"],
    ['{mark: line, encoding: {x: t}}', '8:38 a channel is a mapping such as {field: value}'],
    ['{mark: line, transform: [{fliter: "true"}]}', "8:37 unknown transform 'fliter' [did you mean 'filter'?]"],
    ['{mark: {type: point, sise: 3}}', "8:32 unknown key 'sise' [did you mean 'size'?]"],
    ['{mark: line, encoding: {x: {axis: {titel: T}}}}', "8:46 unknown key 'titel' [did you mean 'title'?]"],
    ['{mark: line, encoding: {x: {scale: {typ: log}}}}', "8:47 unknown key 'typ' [did you mean 'type'?]"],
    ['{mark: line, encoding: {color: {legend: {titel: T}}}}', "8:52 unknown key 'titel' [did you mean 'title'?]"],
    ['{mark: line, encoding: {color: {condition: {tset: "true"}}}}', "8:55 unknown key 'tset' [did you mean 'test'?]"],
    ['{mark: line, config: {vieu: {stroke: red}}}', "8:33 unknown key 'vieu' [did you mean 'view'?]"],
    ['{mark: line, config: {axis: {grids: true}}}', "8:40 unknown key 'grids' [did you mean 'grid'?]"],
    ['{mark: line, encoding: {y: {field: t, legend: null}}}', "8:49 unknown key 'legend' [known: aggregate, axis,"],
    ['{layer: [{mark: line, config: {}}]}', "8:33 unknown key 'config' [known: data,"],
    [
      '{mark: line, transform: [{filter: {field: valeu, equal: 1}}]}',
      "8:53 the traces have no column 'valeu' [did you mean 'value'?]",
    ],
    [
      '{mark: line, transform: [{aggregate: [{op: count, as: n}], groupby: [sede]}]}',
      "8:80 the traces have no column 'sede' [did you mean 'seed'?]",
    ],
    ['{mark: line, encoding: {x: {field: "noise\\\\.mu"}}}', "8:46 the traces have no column 'noise\\.mu' [known:"],
    [
      '{layer: [{mark: line, encoding: {x: {field: valeu}}}]}',
      "8:55 the traces have no column 'valeu' [did you mean 'value'?]",
    ],
    ['{facet: {field: optimizer}}', "8:11 'spec' is missing"],
    ['{mark: line, data: {name: traces}}', '8:24 the data of a chart are the traces'],
    ['{mark: line, usermeta: {embedOptions: {actions: true}}}', '8:24 a chart may not steer the program that shows it'],
  ])('%s', (spec, message) => {
    expect(mistakes(chart(spec))).toEqual([expect.stringContaining(message)])
  })
  it.each([
    '{layer: [{mark: line, data: {url: "https://example.org/a.csv"}}]}',
    '{mark: line, transform: [{lookup: t, from: {data: {url: /etc/passwd}, key: a}}]}',
    '{mark: {type: image, url: "https://example.org/a.png"}}',
    '{mark: image, encoding: {url: {value: "file:///etc/passwd"}}}',
    '{mark: {type: point, href: "https://example.org"}}',
    '{mark: point, encoding: {href: {value: "https://example.org"}}}',
    '{mark: line, data: {url: a.csv}}',
  ])('refuses addresses: %s', (spec) => {
    expect(mistakes(chart(spec)).join('\n')).toMatch(/a chart may not (load anything from|lead to) an address/)
  })
  it('may use the settings, columns that it makes, inline rows, and paths into values', () => {
    const spec = `
      transform:
        - {calculate: log(datum.value), as: made}
        - {aggregate: [{op: mean, field: made, as: average}], groupby: [t, optimizer, kappa]}
        - {fold: [average]}
      layer:
        - {mark: line, encoding: {x: {field: lr}, y: {field: average}, color: {field: key}, text: {field: "noise\\\\.sigma"}}}
        - {mark: rule, data: {values: [{edge: 1}]}, encoding: {y: {field: edge}}}`
    expect(mistakes(chart(spec).replace(two, noisy))).toEqual([])
    expect(
      mistakes(chart('{transform: [{pivot: measure, value: value}], mark: point, encoding: {x: {field: gap}}}')),
    ).toEqual([])
  })
})

describe('a column with a dot in its name', () => {
  const of = (spec: string) => mistakes(chart(spec).replace(two, noisy))
  it.each([
    ['{mark: line, encoding: {x: {field: ^noise.sigma}}}'],
    ['{mark: line, transform: [{aggregate: [{op: count, as: n}], groupby: [^noise.sigma]}]}'],
  ])('is told from a path into a value: %s', (marked) => {
    const [spec, column] = [marked.replace('^', ''), 11 + marked.indexOf('^')]
    expect(of(spec)).toEqual([
      `8:${column} 'noise.sigma' as a field is a path into a value, not this column [a backslash makes it part of a name: noise\\.sigma]`,
    ])
    expect(of(spec.replace('noise.sigma', 'noise\\.sigma'))).toEqual([])
  })
  it('may be shown as a text', () => {
    expect(of('{mark: {type: line, tooltip: noise.sigma}, encoding: {x: {field: t, title: noise.sigma}}}')).toEqual([])
  })
})

describe('a chart is no mistake', () => {
  it.each([
    // The ends of bins and stacks are named for their starts.
    '{transform: [{bin: true, field: value, as: b}], mark: bar, encoding: {x: {field: b}, x2: {field: b_end}}}',
    '{transform: [{aggregate: [{op: count, field: "*", as: n}]}], mark: bar, encoding: {x: {field: n}}}',
    // Names that only drawing knows.
    '{layer: [{data: {values: "a,b", format: {type: csv}}, mark: point, encoding: {x: {field: a}}}]}',
    '{layer: [{data: {values: {rows: [{a: 1}]}, format: {property: rows}}, mark: point, encoding: {x: {field: a}}}]}',
    '{datasets: {own: [{a: 1}]}, layer: [{data: {name: own}, mark: point, encoding: {x: {field: a}}}]}',
    // Keys of the page's own.
    '{layer: [{data: {values: [{anything: {at: all}}]}, mark: point}]}',
    '{mark: {type: point, style: loud}, config: {style: {loud: {size: 90}}, range: {own: [red, blue]}}}',
    '{mark: line, params: [{name: p, value: {x: 1, any: {key: 1}}}]}',
    '{mark: line, encoding: {x: {datum: {year: 2020}}, color: {condition: {test: {field: t, lt: 3}, value: red}, value: blue}}}',
    '{repeat: {row: [t, value]}, spec: {mark: point, encoding: {x: {field: {repeat: row}, bin: {maxbins: 5}}}}}',
  ])('%s', (spec) => {
    expect(mistakes(chart(spec))).toEqual([])
  })
})

describe('what is known of Vega-Lite is what its schema says:', () => {
  const file = new URL('../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url)
  const schema = JSON.parse(readFileSync(file, 'utf8'))
  it('keys', () => expect(keyTable(schema)).toEqual(PLACES))
  it('marks', () => {
    const composite = ['BoxPlot', 'ErrorBand', 'ErrorBar'].map((name) => schema.definitions[name].const)
    expect([...schema.definitions.Mark.enum, ...composite].sort()).toEqual([...MARKS].sort())
  })
})

describe('the ends of axes', () => {
  it('are two numbers, for each axis', () => {
    const [one] = loaded(plot('{kind: trajectory, measure: gap, x-domain: [1, 100], y-domain: [-1, 1]}')).plots
    expect(one).toMatchObject({ xDomain: [1, 100], yDomain: [-1, 1] })
    expect(loaded(plot('{kind: rate, measure: gap}')).plots[0]).not.toHaveProperty('xDomain')
  })
  it.each([
    [
      '{kind: trajectory, measure: gap, y-domain: [2, 1]}',
      '7:48 the ends of an axis ascend [from low to high: y-domain: [1, 2]]',
    ],
    ['{kind: trajectory, measure: gap, y-domain: [1, 1]}', '7:48 the ends of an axis ascend [two numbers that differ]'],
    [
      '{kind: trajectory, measure: gap, x-domain: [0, 10]}',
      '7:48 this axis is logarithmic: its ends are positive [such as: x-domain: [0.000001, 10]]',
    ],
    [
      '{kind: rate, measure: gap, y-domain: [-1, 10]}',
      '7:42 this axis is logarithmic: its ends are positive [such as: y-domain: [0.000001, 10]]',
    ],
    [
      '{kind: heterogeneity, measure: gap, x: lr, y-domain: [0, 1]}',
      '7:58 this axis is logarithmic: its ends are positive [such as: y-domain: [0.000001, 1]]',
    ],
    ['{kind: trajectory, measure: gap, y-domain: 3}', '7:48 the two ends of an axis are expected, such as [0, 1]'],
    [
      '{kind: trajectory, measure: gap, y-domain: [0, 1, 2]}',
      '7:48 the two ends of an axis are expected, such as [0, 1]',
    ],
    ['{kind: trajectory, measure: gap, y-domain: [0, .inf]}', "7:52 '.inf' is not a number"],
    ['{kind: distribution, measure: gap, y-domain: [0, 1]}', "7:40 unknown key 'y-domain'"],
  ])('%s is a mistake at its place', (text, message) => {
    expect(mistakes(plot(text))).toEqual([expect.stringContaining(message)])
  })
})
