import { expect, test } from 'vitest'
import { nearestFirst } from '../../scripts/mutation/nearest.ts'
import { rowOf, withRow } from '../../scripts/mutation/table.ts'

const page =
  'Text.\n\n| Floor | Mutants |\n|---|---|\n| `src/a` | 9 | 3 | 1 | 2 | 0 | 66.7 % | its own | 2020-01-01 |\n\nEnd.\n'

test('a score leaves out what is equivalent', () => {
  const fates = ['noticed', 'noticed', 'noticed elsewhere', 'SURVIVED', 'equivalent', 'equivalent'] as const
  const row = rowOf(
    'src/a',
    9,
    1,
    'all',
    fates.map((kind) => ({ kind })),
  )
  expect(row.slice(0, 8)).toEqual(['`src/a`', '9', '6', '1', '3', '2', '75.0 %', 'all'])
})

test('a row takes the place of the one that was measured in the same way, or comes after the others', () => {
  const row = ['`src/a`', '10', '3', '1', '3', '0', '100.0 %', 'its own', '2020-01-02']
  expect(withRow(page, row).split('\n')[4]).toBe(`| ${row.join(' | ')} |`)
  expect(withRow(page, row).split('\n')).toHaveLength(page.split('\n').length)
  for (const other of [row.with(3, '2'), row.with(0, '`src/b`'), row.with(7, 'all')]) {
    const lines = withRow(page, other).split('\n')
    expect(lines.slice(0, 5)).toEqual(page.split('\n').slice(0, 5))
    expect(lines[5]).toBe(`| ${other.join(' | ')} |`)
    expect(lines.slice(6)).toEqual(page.split('\n').slice(5))
  }
})

test('tests that need a file are asked, near and quick ones first', () => {
  const file = 'src/a/b.ts'
  const at = (path: string, distance: number | null) => ({
    path,
    folder: 'a',
    distance: new Map(distance === null ? [] : [[file, distance]]),
  })
  const tests = [at('slow', 1), at('far', 3), at('near', 1), at('other', null)]
  const seconds = new Map([
    ['slow', 9],
    ['far', 0.5],
    ['near', 1],
  ])
  expect(nearestFirst(tests, file, seconds)).toEqual(['near', 'far', 'slow'])
})
