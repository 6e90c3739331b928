import { add, and, div, mul, negateInteger, SIGN_BIT, select, set, shiftLeft, sub, xor } from '../code/words.ts'
import { sineAndCosine } from './trig.ts'
import type { VectorFunction } from './vector-function.ts'

/**
 * tan: sin/cos, in odd quadrants -cos/sin. Both are unevaluated sums of two doubles, and the quotient is corrected for
 * their second parts, which leaves little more than the roundings of quotient and sum.
 */
export const tan: VectorFunction = {
  name: 'tan',
  params: ['$x'],
  body: [
    ...sineAndCosine,
    set('$s', sub('$y0', '$sine')),
    set('$sine', sub(sub('$y0', '$s'), '$sine')),
    set('$h', add('$w', '$cosine')),
    set('$cosine', add(sub('$w', '$h'), '$cosine')),
    set('$n', negateInteger(and('$t', 1n))),
    set('$a', select('$n', '$h', '$s')),
    set('$e', select('$n', '$cosine', '$sine')),
    set('$r', select('$n', '$s', '$h')),
    set('$f', select('$n', '$sine', '$cosine')),
    set('$z', div('$a', '$r')),
    set('$z', add('$z', div(sub('$e', mul('$z', '$f')), '$r'))),
  ],
  result: xor('$z', and(xor('$x', shiftLeft('$t', 63)), SIGN_BIT)),
}
