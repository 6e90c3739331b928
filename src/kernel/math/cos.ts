import { add, addInteger, and, negateInteger, SIGN_BIT, select, set, shiftLeft, sub, xor } from '../code/words.ts'
import { sineAndCosine } from './trig.ts'
import type { VectorFunction } from './vector-function.ts'

/** cos: as `sin`, one quadrant further, and even. */
export const cos: VectorFunction = {
  name: 'cos',
  params: ['$x'],
  body: [
    ...sineAndCosine,
    set('$n', negateInteger(and('$t', 1n))),
    set('$r', select('$n', sub('$y0', '$sine'), add('$w', '$cosine'))),
  ],
  result: xor('$r', and(shiftLeft(addInteger('$t', 1n), 62), SIGN_BIT)),
}
