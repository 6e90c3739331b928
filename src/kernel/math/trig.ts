import type { KernelStatement } from '../code/instruction.ts'
import { abs, add, get, horner, lt, mul, ROUNDER, set, sub, twoDifference, unlessAll } from '../code/words.ts'
import { LARGE } from './large-argument.ts'

/** pi/2 = A + B + C + D; the first three have 33 bits, so that their products with n < 2^20 are exact. fdlibm e_rem_pio2.c. */
const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32] as const

/** sin y = y + S1 y^3 + S2 y^5 + ..., |y| <= pi/4, error 2^-58. Source: fdlibm k_sin.c. */
const S1 = -0.16666666666666632
const S = [
  0.00833333333332249, -0.0001984126982985795, 0.0000027557313707070068, -2.5050760253406863e-8, 1.58969099521155e-10,
]

/** cos y = 1 - y^2/2 + C1 y^4 + C2 y^6 + ..., |y| <= pi/4, error 2^-58. Source: fdlibm k_cos.c. */
const C = [
  0.0416666666666666, -0.001388888888887411, 0.00002480158728947673, -2.7557314351390663e-7, 2.087572321298175e-9,
  -1.1359647557788195e-11,
]

/**
 * Sets `$y0` + `$y1` = |x| - n pi/2 and `$t`, whose low two bits are n mod 4. Only the products and sums of the last part
 * round, so that y keeps more than 53 correct bits also next to a multiple of pi/2, where the leading parts cancel. Works
 * on |x|, so that odd and even functions are exactly that.
 */
const reduce: readonly KernelStatement[] = [
  set('$a', abs('$x')),
  set('$t', add(mul('$a', 2 / Math.PI), ROUNDER)),
  set('$n', sub('$t', ROUNDER)),
  set('$r', sub('$a', mul('$n', HALF_PI[0]))),
  set('$w', mul('$n', HALF_PI[1])),
  ...twoDifference('$s', '$e', '$r', '$w'),
  set('$w', mul('$n', HALF_PI[2])),
  ...twoDifference('$r', '$f', '$s', '$w'),
  set('$s', sub(add('$e', '$f'), mul('$n', HALF_PI[3]))),
  set('$y0', add('$r', '$s')),
  set('$y1', add(sub('$r', '$y0'), '$s')),
  unlessAll(lt('$a', LARGE), [
    ['receive', ['$y0', '$y1', '$t'], ['call', 'math_reduce_lanes', get('$a'), get('$y0'), get('$y1'), get('$t')]],
  ]),
]

/** After this, |x| = n pi/2 + y with sin y = `$y0` - `$sine` and cos y = `$w` + `$cosine`, and n mod 4 in `$t`. */
export const sineAndCosine: readonly KernelStatement[] = [
  ...reduce,
  set('$z', mul('$y0', '$y0')),
  set('$v', mul('$z', '$y0')),
  set('$sine', mul('$z', sub(mul('$y1', 0.5), mul('$v', horner('$z', S))))),
  set('$sine', sub(sub('$sine', '$y1'), mul('$v', S1))),
  set('$h', mul('$z', 0.5)),
  set('$w', sub(1, '$h')),
  set('$cosine', sub(mul('$z', mul('$z', horner('$z', C))), mul('$y0', '$y1'))),
  set('$cosine', add(sub(sub(1, '$w'), '$h'), '$cosine')),
]
