import { expect, it } from 'vitest'
import { parseDocument, type Scalar } from 'yaml'
import { alignScalar } from '../../src/config/align.ts'

/** For each character of a scalar's value, what stands in the page at its offset. */
function aligned(text: string): string[] {
  const { value, range, type } = parseDocument<Scalar>(text).contents as unknown as Required<Scalar>
  const [start = 0, end = 0] = range ?? []
  return alignScalar(String(value), text, start, end, String(type))
    .slice(0, -1)
    .map((at) => text[at] ?? 'end')
}

it.each<[string, string, string]>([
  ['a plain scalar', 'a+b', 'a+b'],
  ['lines folded at the margin', '"a\nb"', 'abb'],
  ['lines folded behind an indent', 'a\n  b', 'a b'],
  ['an escaped sign', '"\\u0041b\\x43"', '\\b\\'],
  ['a sign of two units, escaped once', '"\\U0001D6FDb"', '\\\\b'],
  ['a joined line', '"a\\\n  b"', 'ab'],
  ['a quote in single quotes', "'a''b'", "a'b"],
  ['a literal block', '|-\n  a\n   b', 'a\n b'],
])('finds %s', (_, text, expected) => {
  expect(aligned(text).join('')).toBe(expected)
})

it('ends where the scalar ends', () => {
  expect(alignScalar('ab', ' "ab" ', 1, 5, 'QUOTE_DOUBLE')).toEqual([2, 3, 4])
})
