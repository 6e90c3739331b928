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

it('drops columns, those of the highest rank first, before it breaks a word', () => {
  const ranked = [
    { head: 'claim', cut: true },
    { head: 'verdict' },
    { head: 'predicted', rank: 2 },
    { head: 'measured', rank: 1 },
    { head: 'slack', rank: 3 },
  ]
  const rows = [['reddi/online-regret-of-adam', 'holds', '0.333333', '0.331201', '1.00644']]
  const heads = (width: number) => table(ranked, rows, width)[0]?.split(/ +/)
  expect(heads(80)).toEqual(['claim', 'verdict', 'predicted', 'measured', 'slack'])
  expect(heads(60)).toEqual(['claim', 'verdict', 'predicted', 'measured'])
  expect(heads(50)).toEqual(['claim', 'verdict', 'measured'])
  expect(table(ranked, rows, 40)[1]).toBe('reddi/online-regret-of-adam  holds')
  expect(table(ranked, rows, 30)[1]).toMatch(/^reddi.*….*adam {2}holds$/)
})

it('keeps what must not be cut, however narrow the terminal', () => {
  expect(table(columns, [['abcdefghijkl', 'hypotheses-not-met', '1']], 10)[1]).toContain('hypotheses-not-met')
})

it('gives a cell the room that is written of it', () => {
  const [head, first, second] = table(
    columns,
    [
      ['a\n\u001b[2J', 'holds', '1'],
      ['b', 'violated', '2'],
    ],
    80,
  )
  expect(first).toContain('a [U+001B][2J  holds')
  expect(new Set([head, first, second].map((line) => line?.length)).size).toBe(1)
})

it('does not let one long cell push the others away, with room for any length and with little', () => {
  const rows = [
    ['q'.repeat(5000), 'holds', '1.5'],
    ['short', 'violated', ''],
  ]
  for (const width of [Number.POSITIVE_INFINITY, 200, 40]) {
    const lines = table(columns, rows, width)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.min(width, 100))
    expect(lines[1]).toMatch(/^q+\u2026q+ {2}holds +1\.5$/)
  }
})
