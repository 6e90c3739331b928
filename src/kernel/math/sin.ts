import { add, and, negateInteger, SIGN_BIT, select, set, shiftLeft, sub, xor } from '../code/words.ts'
import { sineAndCosine } from './trig.ts'
import type { VectorFunction } from './vector-function.ts'

/** sin: by quadrant the sine or the cosine of the reduced argument, with the sign of the quadrant and of x. */
export const sin: VectorFunction = {
  name: 'sin',
  params: ['$x'],
  body: [
    ...sineAndCosine,
    set('$n', negateInteger(and('$t', 1n))),
    set('$r', select('$n', add('$w', '$cosine'), sub('$y0', '$sine'))),
  ],
  result: xor('$r', and(xor('$x', shiftLeft('$t', 62)), SIGN_BIT)),
}
