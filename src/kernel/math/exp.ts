import type { KernelStatement, Lanes, Local } from '../code/instruction.ts'
import { add, div, horner, least, most, mul, powerOfTwo, ROUNDER, set, sub } from '../code/words.ts'
import type { VectorFunction } from './vector-function.ts'

/** ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact. Source: fdlibm e_exp.c. */
export const LN2_HIGH = 0.6931471803691238
export const LN2_LOW = 1.9082149292705877e-10

/** r (exp r + 1) / (exp r - 1) = 2 + P1 r^2 + P2 r^4 + ..., |r| <= ln 2 / 2, error 2^-59. Source: fdlibm e_exp.c. */
export const EXP_RATIONAL = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252, 4.1381367970572385e-8,
]

/** Sets `$t` = k + ROUNDER, `$k`, `$high` - `$low` = `x` - k ln 2, and `$r`, their difference rounded. */
export const reduceByLn2 = (x: Local): KernelStatement[] => [
  set('$t', add(mul(x, Math.LOG2E), ROUNDER)),
  set('$k', sub('$t', ROUNDER)),
  set('$high', sub(x, mul('$k', LN2_HIGH))),
  set('$low', mul('$k', LN2_LOW)),
  set('$r', sub('$high', '$low')),
]

/** Sets `$c` and `$q` = exp r - 1 - r for `$r` up to ln 2 / 2 in size, by fdlibm's rational form r c / (2 - c). */
export const expRemainder: readonly KernelStatement[] = [
  set('$z', mul('$r', '$r')),
  set('$c', sub('$r', mul('$z', horner('$z', EXP_RATIONAL)))),
  set('$q', div(mul('$r', '$c'), sub(2, '$c'))),
]

/** Sets what `timesPower` needs of `$k`. */
export const splitPower: readonly KernelStatement[] = [
  set('$t', add(mul('$k', 0.5), ROUNDER)),
  set('$half', sub('$t', ROUNDER)),
]

/** `value` times 2^k for `$k` from -2044 to 2046; two factors, so that only the last product can round. */
export const timesPower = (value: Local): Lanes =>
  mul(mul(value, powerOfTwo('$t')), powerOfTwo(add(sub('$k', '$half'), ROUNDER)))

/** exp, after fdlibm's e_exp.c, without its branches. */
export const exp: VectorFunction = {
  name: 'exp',
  params: ['$x'],
  body: [
    // Beyond these the result is 0 or infinite anyway, and the exponent still fits two factors.
    set('$x', most(least('$x', 710), -746)),
    ...reduceByLn2('$x'),
    ...expRemainder,
    // 1 + high with its exact rounding error (1 is the larger), and only then the small terms.
    set('$r', add('$high', 1)),
    set('$c', sub('$high', sub('$r', 1))),
    set('$r', add('$r', add('$c', sub('$q', '$low')))),
    ...splitPower,
  ],
  result: timesPower('$r'),
}
