import { expect, test } from 'vitest'
import { frame } from '../../src/plots/frame.ts'
import { wrap } from '../../src/plots/wrap.ts'

test('text is broken at spaces, and where a word is longer than a line', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl'])
  expect(wrap('\u{1f600}\u{1f600}', 1)).toEqual(['\u{1f600}', '\u{1f600}'])
})

test('a title of any length leaves the figure a size that is drawn', () => {
  const { text } = frame('a'.repeat(5000), []).title
  expect(Math.max(...text.map(({ length }) => length))).toBeLessThanOrEqual(92)
  expect(text.join('')).toMatch(/^a{497}\.\.\.$/)
})
