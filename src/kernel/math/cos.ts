import {
  add,
  addInteger,
  and,
  negateInteger,
  SIGN_BIT,
  select,
  set,
  shiftLeft,
  sub,
  type VectorFunction,
  xor,
} from './assembly.ts'
import { sineAndCosine } from './trig.ts'

/** cos: as `sin`, one quadrant further, and even. */
export const cos: VectorFunction = {
  name: 'cos',
  params: ['$x'],
  body: [
    ...sineAndCosine,
    set('$n', negateInteger(and('$t', 1n))),
    set('$r', select('$n', sub('$y0', '$sine'), add('$w', '$cosine'))),
    xor('$r', and(shiftLeft(addInteger('$t', 1n), 62), SIGN_BIT)),
  ],
}
