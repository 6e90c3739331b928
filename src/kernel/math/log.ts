import type { KernelStatement } from '../code/instruction.ts'
import {
  add,
  addInteger,
  and,
  div,
  eq,
  ge,
  get,
  gt,
  horner,
  lt,
  mul,
  ONE_BITS,
  or,
  SMALLEST_NORMAL,
  select,
  set,
  shiftRight,
  sub,
  unlessAll,
} from '../code/words.ts'
import { LN2_HIGH, LN2_LOW } from './exp.ts'
import type { VectorFunction } from './vector-function.ts'

/** log(1+f) = f - f^2/2 + s (f^2/2 + L1 s^2 + L2 s^4 + ...), s = f / (2+f), error 2^-58.45. Source: fdlibm e_log.c. */
const L = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
]

/** The upper half of sqrt(1/2): significands are taken from here to twice here, so that none cancels against k ln 2. */
const LEAST_SIGNIFICAND = 0x3fe6a09e00000000n

/**
 * Sets `$k` and `$m` so that `$x` = 2^k m with m from `least` (a bit pattern in [1/2, 1]) to twice that, for positive
 * finite `$x`. Subnormal lanes are scaled first; others never see it. `$normal` says which lanes are positive and normal.
 */
export const splitExponent = (least: bigint): KernelStatement[] => [
  set('$normal', and(ge('$x', SMALLEST_NORMAL), lt('$x', Number.POSITIVE_INFINITY))),
  set('$u', '$x'),
  unlessAll('$normal', [
    set('$k', lt('$x', SMALLEST_NORMAL)),
    set('$u', select('$k', mul('$x', 2 ** 54), '$x')),
    set('$k', and('$k', 54)),
  ]),
  set('$u', addInteger('$u', ONE_BITS - least)),
  // An integer below 2^52 put into the low bits of 2^52 is a double; no lane-wise conversion is needed.
  set('$k', sub(sub(or(shiftRight('$u', 52), 0x4330000000000000n), 2 ** 52 + 1023), '$k')),
  set('$m', addInteger(and('$u', 0x000fffffffffffffn), least)),
]

/** log, after fdlibm's e_log.c. */
export const log: VectorFunction = {
  name: 'log',
  params: ['$x'],
  body: [
    ...splitExponent(LEAST_SIGNIFICAND),
    set('$f', sub('$m', 1)),
    set('$h', mul(mul('$f', 0.5), '$f')),
    set('$s', div('$f', add('$f', 2))),
    set('$z', mul('$s', '$s')),
    set('$r', mul('$z', horner('$z', L))),
    set('$r', add(mul('$s', add('$h', '$r')), mul('$k', LN2_LOW))),
    set('$r', sub(mul('$k', LN2_HIGH), sub(sub('$h', '$r'), '$f'))),
    unlessAll('$normal', [
      set('$h', select(gt('$x', 0), '$x', Number.NaN)),
      set('$h', select(eq('$x', 0), Number.NEGATIVE_INFINITY, '$h')),
      set('$r', select(and(gt('$x', 0), lt('$x', Number.POSITIVE_INFINITY)), '$r', '$h')),
    ]),
  ],
  result: get('$r'),
}
