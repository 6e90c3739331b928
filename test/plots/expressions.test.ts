import { parseExpression } from 'vega'
import { expect, test } from 'vitest'
import { offences, repeatsRepetition } from '../../src/drawing/expressions.ts'

test.each([
  '(a+)+',
  '(a*)*b',
  '^(\\w+\\s?)*$',
  '([a-z]+)+',
  '((ab)+c?)+',
  '(a+){2,}',
  '(a{1,3})+',
  '(?:x+y*)+',
  '(a+){1,50}',
])('%s repeats a repetition', (pattern) => expect(repeatsRepetition(pattern)).toBe(true))

test.each([
  'a+b+',
  '(ab)+',
  '(a{2})+',
  '[+*]+',
  '\\(a+\\)+',
  '(a|b)*',
  '(a+)',
  '(a+){2}',
  'a{3,5}',
  '([)+]|x)+',
  '',
  ')+',
])('%s does not', (pattern) => expect(repeatsRepetition(pattern)).toBe(false))

test.each([
  ["pad(datum.a, 20, '0') + format(datum.b, '08.3f')", []],
  ['sequence(10)', []],
  ["pad('a', -(-1e9), 'b')", ["'pad' would make 1,000,000,000 letters, more than 1,000"]],
  ["format(1, '1000000000d')", ["'format' would make 1,000,000,000 letters, more than 1,000"]],
  ['sequence(0, 1, 1e-9)', ["'sequence' would make 1,000,000,000 numbers, more than 100,000"]],
  ['sequence(0, 1, 0)', ["'sequence' would make ∞ numbers, more than 100,000"]],
  ['if(true, [screen()], {a: windowSize()})', ["a chart may not call 'screen'", "a chart may not call 'windowSize'"]],
  [
    "replace(datum.a, /(b+)+/, 'c')",
    ['a repetition inside a repetition may take for ever to find that a text does not match'],
  ],
  ["test('(b+)+', datum.a)", ['a repetition inside a repetition may take for ever to find that a text does not match']],
])('%s', (text, messages) => {
  expect(offences(parseExpression(text)).map(({ told: { message } }) => message)).toEqual(messages)
})
