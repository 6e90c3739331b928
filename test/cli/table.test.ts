import { expect, it } from 'vitest'
import { table } from '../../src/cli/table.ts'

const columns = [{ head: 'claim', cut: true }, { head: 'verdict' }, { head: 'slack', align: 'right' as const }]

it('aligns its columns and ends no line with spaces', () => {
  expect(
    table(
      columns,
      [
        ['a', 'holds', '1.5'],
        ['bcdefgh', 'violated', ''],
      ],
      Number.POSITIVE_INFINITY,
    ),
  ).toEqual(['claim    verdict   slack', 'a        holds       1.5', 'bcdefgh  violated'])
})

it('fits a narrow terminal by cutting the middle of what may be cut', () => {
  const lines = table(columns, [['adopt/sharpened-explicit-bound', 'holds', '12']], 34)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(34)
  expect(lines[1]).toMatch(/^adopt\/sh.*….*bound {2}holds +12$/)
})

it('keeps what must not be cut, however narrow the terminal', () => {
  expect(table(columns, [['abcdefghijkl', 'hypotheses-not-met', '1']], 10)[1]).toContain('hypotheses-not-met')
})
