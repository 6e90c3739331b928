import { expect, test } from 'vitest'
import type { KernelStatement } from '../../src/kernel/code/instruction.ts'
import { halfOf, interleave, localsSet, reads } from '../../src/kernel/code/walk.ts'
import { add, chain, get, horner, int, lanes, set, unlessAll } from '../../src/kernel/code/words.ts'
import { openLanes } from '../../src/kernel/targets.ts'
import { expression, statementLines } from '../../src/kernel/wasm/print.ts'

const body: KernelStatement[] = [
  set('$y', add('$x', 1)),
  unlessAll('$y', [['receive', ['$a', null, '$b'], ['call', 'f', get('$y')]]]),
  ['loop', '$again', [set('$z', get('$b'))], ['i32.le_u', get('$k'), int(3)]],
]

test('reads finds a local wherever it is read, and not where it is only set', () => {
  const read = (local: `$${string}`) => body.some((statement) => reads(statement, local))
  expect(['$x', '$y', '$b', '$k'].map((local) => read(local as '$x'))).toStrictEqual([true, true, true, true])
  expect(['$a', '$z', '$again'].map((local) => read(local as '$x'))).toStrictEqual([false, false, false])
})

test('localsSet finds what is set within blocks, results of calls included', () => {
  expect(localsSet(body)).toStrictEqual(['$y', '$b', '$a', '$z'])
})

test('a half of interleaved code has its own locals and shares all others', () => {
  const own = new Set(['$y', '$a', '$b'] as const)
  expect(halfOf(body[0] as KernelStatement, own, 1)).toStrictEqual(set('$y_b', add('$x', 1)))
  expect(interleave(body.slice(0, 1), own)).toStrictEqual([set('$y_a', add('$x', 1)), set('$y_b', add('$x', 1))])
})

test('operands are joined in halves, and polynomials from the right', () => {
  const [a, b, c, d] = [get('$a'), get('$b'), get('$c'), get('$d')]
  expect(chain('add', [a, b, c, d])).toStrictEqual(['add', ['add', a, b], ['add', c, d]])
  expect(chain('add', [a, b, c])).toStrictEqual(['add', ['add', a, b], c])
  expect(chain('add', [])).toStrictEqual(lanes(0))
  expect(expression(horner('$x', [1, 2]))).toBe(
    '(f64x2.add (v128.const f64x2 1 1) (f64x2.mul (local.get $x) (v128.const f64x2 2 2)))',
  )
})

test('what is printed keeps the sign of zero, what is no number, and the order of results', () => {
  expect(expression(lanes(-0))).toBe('(v128.const f64x2 -0 -0)')
  expect(expression(lanes(Number.NaN))).toBe('(v128.const f64x2 nan nan)')
  expect(expression(lanes(Number.NEGATIVE_INFINITY))).toBe('(v128.const f64x2 -inf -inf)')
  expect(expression(['choose', get('$m'), get('$a'), get('$b')])).toBe(
    '(v128.bitselect (local.get $a) (local.get $b) (local.get $m))',
  )
  // The last result is on top of the stack.
  expect(statementLines(['receive', ['$a', null, '$b'], ['call', 'f']])).toStrictEqual([
    '(call $f)',
    '(local.set $b) (drop) (local.set $a)',
  ])
})

test('what another target made ready is not opened', () => {
  expect(() => openLanes({ target: 'abacus', code: null }, [])).toThrow("there is no target 'abacus'")
})
