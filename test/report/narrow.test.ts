import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matrixCells, matrixOf } from '../../src/plots/matrix.ts'
import { cellAxis, drawn } from '../../src/plots/spacing.ts'
import { unwrap, wrap } from '../../src/plots/wrap.ts'
import { narrowed } from '../../src/report/browser/narrow.ts'
import { type Json, members } from '../../src/report/browser/program.ts'
import { instrument } from '../../src/report/instrument.ts'
import { charts } from '../plots/kinds.ts'

const program = (kind: string) => {
  const make = charts[kind]
  if (!make) throw new Error(`no chart '${kind}'`)
  return instrument(kind, make().spec)
}
const groups = (spec: Json): Json[] => [
  spec,
  ...members(spec, 'marks').flatMap((m) => (m.type === 'group' ? groups(m) : [])),
]
const size = (spec: Json, end: string) => [
  ...(typeof spec[end] === 'number' ? [Number(spec[end])] : []),
  ...members(spec, 'signals').flatMap(({ name, value }) =>
    new RegExp(`${end}$`, 'i').test(String(name)) && typeof value === 'number' ? [value] : [],
  ),
]

test('wrapped lines are the texts again', () => {
  const word = fc.stringMatching(/^[a-z]{1,14}$/)
  const text = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, (one) => {
      expect(unwrap(wrap(one))).toEqual([one])
      for (const line of wrap(one, 30)) expect(line.length).toBeLessThanOrEqual(30)
    }),
  )
})

describe.each(Object.keys(charts).filter((name) => !/nobody|all lost|no such|no number/.test(name)))('%s', (kind) => {
  test('for a narrow place has frames of its width, panels and legends below each other, and all its words', () => {
    const whole = program(kind)
    const { spec } = narrowed(whole, 180, 260)
    for (const width of size(spec, 'width')) expect(width).toBe(180)
    for (const height of size(spec, 'height')) expect(height).toBeLessThanOrEqual(440)
    if (spec.layout) expect(spec.layout).toMatchObject({ columns: 1 })
    for (const legend of groups(spec).flatMap((group) => members(group, 'legends')))
      expect(legend.orient).toBe('bottom')
    const words = ({ title }: Json) => [(title as Json).text, (title as Json).subtitle ?? []].flat().join(' ')
    expect(words(spec)).toBe(words(whole.spec))
    const titles = (spec.title as { text: string[]; subtitle?: string[] }).subtitle ?? []
    for (const line of titles) expect(line.length <= 39 || !line.includes(' ')).toBe(true)
    expect(narrowed(whole, 180, 260)).toEqual(narrowed(whole, 180, 260))
  })
})

test('panels that shared axes have their own, with labels', () => {
  const { spec } = narrowed(program('growth, many'), 180, 260)
  const [cell, ...more] = groups(spec).filter(({ name }) => name === 'cell')
  if (!cell) throw new Error('the chart is split')
  expect(more).toEqual([])
  const labelled = members(cell, 'axes').filter(({ labels }) => labels !== false)
  expect(new Set(labelled.map(({ orient }) => orient))).toEqual(new Set(['left', 'bottom']))
  expect(groups(spec).some(({ role }) => role === 'row-header' || role === 'column-footer')).toBe(false)
})

test('the values of a map that is a picture read back, cell by cell', () => {
  const [x, y] = [cellAxis('a', [1, 10, 100]), cellAxis('b', [0.9, 0.99])]
  const cells = [
    { column: 0, row: 0, value: -1e-300 },
    { column: 2, row: 0, value: null },
    { column: 1, row: 1, value: 1.23456789 },
  ]
  const back = matrixCells(matrixOf({ title: '', x, y, cells, fixed: {}, members: [] }, 'gap'))
  expect(back.map((row) => row.map(({ pairs }) => pairs))).toEqual([
    [
      [
        ['a', 1],
        ['b', 0.9],
        ['gap', -1e-300],
      ],
      [
        ['a', 100],
        ['b', 0.9],
        ['gap', 'diverged'],
      ],
    ],
    [
      [
        ['a', 10],
        ['b', 0.99],
        ['gap', 1.23457],
      ],
    ],
  ])
  const [first] = back[0] ?? []
  expect(first?.x[0]).toBeCloseTo(drawn(x.spacing, x.edges[0] ?? 0), 5)
  expect(first?.x[1]).toBeCloseTo(drawn(x.spacing, x.edges[1] ?? 0), 4)
})
