import { abs, add, and, div, least, mul, or, powerOfTwo, SIGN_BIT, set, sub } from '../code/words.ts'
import { expRemainder, reduceByLn2 } from './exp.ts'
import type { VectorFunction } from './vector-function.ts'

/**
 * tanh |x| = E / (E + 2) with E = exp(2|x|) - 1. E and E + 2 are kept as unevaluated sums of two doubles, and the
 * quotient is corrected for their second parts, which leaves little more than the roundings of quotient and sum.
 */
export const tanh: VectorFunction = {
  name: 'tanh',
  params: ['$x'],
  body: [
    // tanh 22 rounds to 1.
    set('$y', least(abs('$x'), 22)),
    set('$y', add('$y', '$y')),
    ...reduceByLn2('$y'),
    set('$scale', powerOfTwo('$t')),
    ...expRemainder,
    set('$q', add('$q', sub(sub('$high', '$r'), '$low'))),
    // E = (2^k - 1 + 2^k r) + 2^k q. The bracket is summed exactly: its first term is 0 or the larger.
    set('$k', sub('$scale', 1)),
    set('$r', mul('$scale', '$r')),
    set('$high', add('$k', '$r')),
    set('$low', add(sub('$r', sub('$high', '$k')), mul('$scale', '$q'))),
    set('$e', add('$high', '$low')),
    set('$low', add(sub('$high', '$e'), '$low')),
    set('$d', add('$e', 2)),
    set('$c', add(add(sub(2, '$d'), '$e'), '$low')),
    set('$q', div('$e', '$d')),
    set('$q', add('$q', div(sub('$low', mul('$q', '$c')), '$d'))),
  ],
  result: or('$q', and('$x', SIGN_BIT)),
}
