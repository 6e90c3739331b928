import { expect, test } from 'vitest'
import { mutated, mutations } from '../../scripts/mutation/operators.ts'

const changed = (text: string) => mutations(text).map((one) => mutated(text, one))

test.each([
  ['a < b', ['a <= b']],
  ['a && b', ['a || b']],
  ['a === 1', ['a !== 1', 'a === (1 + 1)']],
  ['x = -y', [';', 'x = y']],
  ['if (!a) b()', ['if ((!a, true)) b()', 'if ((!a, false)) b()', 'if (a) b()', 'if (!a) ;']],
  ['k++', [';', 'k--']],
  ['a ? true : c', ['(a, true) ? true : c', '(a, false) ? true : c', 'a ? false : c']],
])('%s', (text, expected) => {
  expect(changed(text).sort()).toEqual([...expected].sort())
})

test('texts, types and imports are left alone', () => {
  expect(changed("import { a } from 'b'\ntype A = 1 | 2\nconst c: 3 = d\nconst e = 'f' + g + `h`")).toEqual([])
})
