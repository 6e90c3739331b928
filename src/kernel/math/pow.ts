import type { KernelStatement, Lanes } from '../code/instruction.ts'
import {
  abs,
  add,
  and,
  div,
  eq,
  ge,
  get,
  gt,
  horner,
  type LaneOperand,
  least,
  lt,
  most,
  mul,
  ne,
  nearest,
  or,
  ROUNDER,
  SIGN_BIT,
  select,
  set,
  sub,
  unlessAll,
  without,
  xor,
} from '../code/words.ts'
import { EXP_RATIONAL, splitPower, timesPower } from './exp.ts'
import { splitExponent } from './log.ts'
import type { VectorFunction } from './vector-function.ts'

/** The upper half of sqrt(3)/2: significands from here to sqrt(3) lie within a ratio sqrt(3/2) of 1 or of 3/2. */
const LEAST_SIGNIFICAND = 0x3febb67a00000000n

/** (3/(2s) log((1+s)/(1-s)) - 3 - s^2) / s^4 = L1 + L2 s^2 + ..., |s| <= 0.1011. Source: fdlibm e_pow.c. */
const L = [
  0.5999999999999946, 0.4285714285785502, 0.33333332981837743, 0.272728123808534, 0.23066074577556175,
  0.20697501780033842,
]

/** log2(3/2), 2/(3 ln 2) and ln 2, each as a short leading part and the rest. Source: fdlibm e_pow.c. */
const LOG2_1_5 = [0.5849624872207642, 1.350039202129749e-8] as const
const TWO_THIRDS_LOG2E = [0.9617967009544373, -7.028461650952758e-9] as const
const LN2 = [0.6931471824645996, -1.904654299957768e-9] as const

/** The leading 26 bits: products of two such numbers are exact. */
const leading = (value: LaneOperand): Lanes => and(value, 0xfffffffff8000000n)

/** Sets `$t1` + `$t2` = log2 of `$x` > 0 to about 2^-67 relatively, `$t1` having 26 bits. */
const log2: readonly KernelStatement[] = [
  ...splitExponent(LEAST_SIGNIFICAND),
  set('$t1', ge('$m', Math.sqrt(1.5))),
  set('$b', add(and('$t1', 0.5), 1)),
  set('$d1', and('$t1', LOG2_1_5[0])),
  set('$d2', and('$t1', LOG2_1_5[1])),
  // s = (m - b) / (m + b) = s1 + s2.
  set('$u', sub('$m', '$b')),
  set('$w', add('$m', '$b')),
  set('$v', div(1, '$w')),
  set('$s', mul('$u', '$v')),
  set('$s1', leading('$s')),
  set('$w', leading('$w')),
  set('$s2', sub(sub('$u', mul('$s1', '$w')), mul('$s1', sub('$m', sub('$w', '$b'))))),
  set('$s2', mul('$v', '$s2')),
  // w + z = 3 + s^2 + s^4 L, where s^2 is the square of s1 (exact) and what s2 adds to it.
  set('$z', mul('$s', '$s')),
  set('$r', mul(mul('$z', '$z'), horner('$z', L))),
  set('$r', add('$r', mul('$s2', add('$s1', '$s')))),
  set('$z', mul('$s1', '$s1')),
  set('$w', leading(add(add('$z', 3), '$r'))),
  set('$z', sub('$r', sub(sub('$w', 3), '$z'))),
  // p1 + p2 = s (w + z).
  set('$u', mul('$s1', '$w')),
  set('$v', add(mul('$s2', '$w'), mul('$z', '$s'))),
  set('$p1', leading(add('$u', '$v'))),
  set('$p2', sub('$v', sub('$p1', '$u'))),
  set('$z', mul('$p1', TWO_THIRDS_LOG2E[0])),
  set('$w', add(mul('$p1', TWO_THIRDS_LOG2E[1]), mul('$p2', TWO_THIRDS_LOG2E[0] + TWO_THIRDS_LOG2E[1]))),
  set('$w', add('$w', '$d2')),
  set('$t1', leading(add(add(add('$z', '$w'), '$d1'), '$k'))),
  set('$t2', sub('$w', sub(sub(sub('$t1', '$k'), '$d1'), '$z'))),
]

/** Leaves 2^(p1 + p2) in `$r`, where `$p1` has 52 bits and `$p2` is small against it. */
const exp2: readonly KernelStatement[] = [
  // Beyond 1100 the result is 0 or infinite whatever the rest.
  set('$p2', and('$p2', lt(abs('$p1'), 1100))),
  set('$p1', most(least('$p1', 1100), -1100)),
  set('$k', sub(add(add('$p1', '$p2'), ROUNDER), ROUNDER)),
  set('$p1', sub('$p1', '$k')),
  set('$t1', leading(add('$p1', '$p2'))),
  set('$u', mul('$t1', LN2[0])),
  set('$v', add(mul(sub('$p2', sub('$t1', '$p1')), Math.LN2), mul('$t1', LN2[1]))),
  set('$z', add('$u', '$v')),
  set('$w', sub('$v', sub('$z', '$u'))),
  // exp(z + w), |z| <= ln 2 / 2, in fdlibm's rational form.
  set('$s', mul('$z', '$z')),
  set('$s', sub('$z', mul('$s', horner('$s', EXP_RATIONAL)))),
  set('$r', sub(div(mul('$z', '$s'), sub('$s', 2)), add('$w', mul('$z', '$w')))),
  set('$r', sub(1, sub('$r', '$z'))),
  ...splitPower,
  set('$r', timesPower('$r')),
]

/** Lanes with a base that is not positive and normal, or with a NaN: the cases of C99 F.9.4.4. */
const special: readonly KernelStatement[] = [
  // The base is 0 or infinite.
  set('$z', select(xor(eq('$x', Number.POSITIVE_INFINITY), lt('$y', 0)), Number.POSITIVE_INFINITY, 0)),
  set('$r', select(or(eq('$x', 0), eq('$x', Number.POSITIVE_INFINITY)), '$z', '$r')),
  // The base is negative: is y an integer, and odd?
  set('$u', ne(nearest('$y'), '$y')),
  set('$v', without(ne(nearest(mul('$y', 0.5)), mul('$y', 0.5)), '$u')),
  set('$w', and('$u', and(lt('$base', 0), gt('$base', Number.NEGATIVE_INFINITY)))),
  set('$r', select('$w', Number.NaN, '$r')),
  set('$r', xor('$r', and(and('$base', '$v'), SIGN_BIT))),
  set('$r', select(or(ne('$x', '$x'), ne('$y', '$y')), Number.NaN, '$r')),
  set('$r', select(or(eq('$y', 0), eq('$base', 1)), 1, '$r')),
]

/**
 * pow, after fdlibm's e_pow.c: log2 x in two doubles, times y in two doubles, exp2. Numbers are cut to 26 leading bits
 * rather than 21, which makes the second parts smaller and the sum more exact.
 */
export const pow: VectorFunction = {
  name: 'pow',
  params: ['$x', '$y'],
  body: [
    set('$base', '$x'),
    set('$x', abs('$x')),
    ...log2,
    // |log2 x| >= 2^-53 unless x = 1, so that beyond 2^65 the result is 0, 1 or infinite.
    set('$u', most(least('$y', 2 ** 65), -(2 ** 65))),
    set('$v', leading('$u')),
    set('$p1', mul('$v', '$t1')),
    set('$p2', add(mul(sub('$u', '$v'), '$t1'), mul('$u', '$t2'))),
    ...exp2,
    set('$normal', and('$normal', and(eq('$base', '$x'), eq('$y', '$y')))),
    unlessAll('$normal', special),
  ],
  result: get('$r'),
}
