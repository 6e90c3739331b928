import { expect, it } from 'vitest'
import { good, mistakes } from './support.ts'

const chart = (spec: string) => `${good}plots:\n  - kind: vega-lite\n    spec: ${spec}\n`
const repeated = (list: string) => `{repeat: ${list}, spec: {mark: point}}`
const long = `[${Array.from({ length: 30 }, () => 'value').join(', ')}]`

it.each([
  [
    '{layer: [{mark: point, data: {sequence: ^{stop: 1e9}}}]}',
    '1,000,000,000 rows are more than the 100,000 that a chart may make',
  ],
  ['{layer: [{mark: point, data: {sequence: ^{start: -1, stop: 1, step: 1e-9}}}]}', '2,000,000,000 rows are more'],
  ['{layer: [{mark: point, data: {sequence: ^{start: 0, stop: 1, step: 0}}}]}', '∞ rows are more'],
  ['{mark: line, transform: [{impute: value, key: t, keyvals: ^{stop: 1e9}}]}', '1,000,000,000 rows are more'],
  ['{mark: line, width: ^1e9}', 'width 1,000,000,000 is more than 10,000'],
  ['{mark: line, width: {step: ^1e9}}', 'step 1,000,000,000 is more than 10,000'],
  ['{mark: line, config: {view: {continuousWidth: ^1e9}}}', 'continuousWidth 1,000,000,000 is more than 10,000'],
  ['{mark: {type: point, size: ^1e9}}', 'size 1,000,000,000 is more than 1,000,000'],
  ['{mark: line, transform: [{density: value, steps: ^1e9}]}', 'steps 1,000,000,000 is more than 10,000'],
  ['{mark: line, transform: [{density: value, minsteps: ^1e9}]}', 'minsteps 1,000,000,000 is more than 10,000'],
  ['{mark: line, transform: [{quantile: value, step: ^1e-9}]}', '1,000,000,000 rows are more'],
  ['{mark: line, transform: [{regression: value, on: t, method: poly, order: ^1e9}]}', 'order 1,000,000,000 is more'],
  [
    '{mark: bar, transform: [{bin: {maxbins: ^1e9}, field: value, as: b}]}',
    'maxbins 1,000,000,000 is more than 10,000',
  ],
  ['{mark: bar, encoding: {x: {field: value, bin: {maxbins: ^1e9}}}}', 'maxbins 1,000,000,000 is more than 10,000'],
  ['{mark: bar, encoding: {x: {field: value, axis: {tickCount: ^1e9}}}}', 'tickCount 1,000,000,000 is more than 1,000'],
  ['{mark: bar, config: {axis: {tickCount: ^1e9}}}', 'tickCount 1,000,000,000 is more than 1,000'],
  ['{mark: bar, encoding: {text: {field: value, format: ^"1000000000d"}}}', 'width 1,000,000,000 is more than 100'],
  ['{layer: [{mark: geoshape, data: {graticule: {step: ^[1e-9, 1e-9]}}}]}', 'step 1e-9 is less than 0.5'],
  ['{mark: geoshape, projection: {type: mercator, precision: ^1e-300}}', 'precision 1e-300 is less than 0.01'],
  [`^${repeated(`{row: ${long}, column: ${long}}`)}`, 'the chart has 900 views, more than 200'],
  [
    `^{repeat: ${long}, spec: {repeat: ${long}, spec: {layer: [{mark: point}, {mark: line}]}}}`,
    'the chart has 1,800 views, more than 200',
  ],
])('%s', (marked, message) => {
  const found = mistakes(chart(marked.replace('^', '')))
  expect(found).toContainEqual(expect.stringContaining(`8:${11 + marked.indexOf('^')} ${message}`))
})

it('leaves ordinary charts, and rows of data, alone', () => {
  const spec = `{width: 900, height: {step: 20}, layer: [
      {mark: {type: point, size: 200}, data: {values: [{width: 1e9, steps: 1e9}]}},
      {mark: line, data: {sequence: {start: 0, stop: 10, step: 0.01}}},
      {mark: bar, encoding: {x: {field: value, bin: {maxbins: 100}, axis: {tickCount: 5, format: ".3e"}}}}]}`
  expect(mistakes(chart(spec))).toEqual([])
  expect(mistakes(chart(repeated('[value, t]')))).toEqual([])
})
