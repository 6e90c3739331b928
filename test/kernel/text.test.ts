import { expect, test } from 'vitest'
import { around, chain } from '../../src/kernel/wasm/text.ts'

/** How deep brackets are inside each other. */
function depth(text: string): number {
  let [now, most] = [0, 0]
  for (const character of text) {
    if (character === '(') most = Math.max(most, ++now)
    if (character === ')') now--
  }
  return most
}

test('thousands of operands are joined without thousands of brackets inside each other', () => {
  expect(chain('add', ['a', 'b', 'c'])).toBe('(add (add a b) c)')
  const names = Array.from({ length: 15_000 }, (_, k) => `n${k}`)
  const text = chain('add', names)
  expect(depth(text)).toBe(14)
  expect(text.match(/n\d+/g)).toEqual(names)
})

test('a loop is no bracket around its lines', () => {
  expect(around('loop $time', ['(a)', '(b)'])).toEqual(['loop $time', '  (a)', '  (b)', 'end'])
})
