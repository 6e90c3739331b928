import type { KernelFunction, Scalar } from '../code/instruction.ts'
import { f64, i32, i64 } from '../code/scalars.ts'
import { get, put } from '../code/words.ts'

const call = (name: string, ...args: readonly Scalar[]): Scalar => ['call', name, ...args]

/** From this |x| on, and for infinities and NaN, a lane is reduced by `math_reduce_lanes`. */
export const LARGE = 2 ** 20

/** 2/pi after the binary point, 1216 bits, as 64-bit words; computed from Machin's formula, agrees with fdlibm's table. */
const TWO_OVER_PI = [
  'a2f9836e4e441529',
  'fc2757d1f534ddc0',
  'db6295993c439041',
  'fe5163abdebbc561',
  'b7246e3a424dd2e0',
  '06492eea09d1921c',
  'fe1deb1cb129a73e',
  'e88235f52ebb4484',
  'e99c7026b45f7e41',
  '3991d639835339f4',
  '9c845f8bbdf9283b',
  '1ff897ffde05980f',
  'ef2f118b5a0a6d1f',
  '6d367ecf27cb09b7',
  '4f463f669e5fea2d',
  '7527bac7ebe5f17b',
  '3d0739f78a5292ea',
  '6bfb5fb11f8d5d08',
  '56033046fc7b6bab',
] as const

/** A word of zeros goes first: the window into the table may begin before the point. */
const words = ['0', ...TWO_OVER_PI].map((word) => BigInt(`0x${word}`))

const table: KernelFunction = {
  name: 'math_two_over_pi',
  params: [['$index', 'i32']],
  locals: [],
  body: [['returnWord', get('$index'), words]],
  results: ['i64'],
  values: [],
}

/** The 64 bits of the table that begin at bit `pos`. */
const window: KernelFunction = {
  name: 'math_two_over_pi_bits',
  params: [['$pos', 'i32']],
  locals: [['$shift', 'i64']],
  body: [put('$shift', i64.of(i32.and('$pos', 63))), put('$pos', i32.shiftRight('$pos', 6))],
  results: ['i64'],
  values: [
    i64.or(
      i64.shiftLeft(call('math_two_over_pi', get('$pos')), '$shift'),
      i64.shiftRight(i64.shiftRight(call('math_two_over_pi', i32.add('$pos', 1)), 1), i64.sub(63, '$shift')),
    ),
  ],
}

/** pi/2 as a double, its leading 26 bits and the rest. */
const HALF_PI = Math.PI / 2
const HALF_PI_HIGH = Math.floor(HALF_PI * 2 ** 25) / 2 ** 25
const HALF_PI_LOW = HALF_PI - HALF_PI_HIGH

const highProduct: KernelFunction = {
  name: 'math_multiply_high',
  params: [
    ['$a', 'i64'],
    ['$b', 'i64'],
  ],
  locals: [
    ['$c', 'i64'],
    ['$d', 'i64'],
    ['$mid', 'i64'],
    ['$low', 'i64'],
  ],
  body: [
    put('$c', i64.shiftRight('$a', 32)),
    put('$d', i64.shiftRight('$b', 32)),
    put('$a', i64.and('$a', 0xffffffffn)),
    put('$b', i64.and('$b', 0xffffffffn)),
    put('$mid', i64.add(i64.mul('$c', '$b'), i64.shiftRight(i64.mul('$a', '$b'), 32))),
    put('$low', i64.add(i64.mul('$a', '$d'), i64.and('$mid', 0xffffffffn))),
  ],
  results: ['i64'],
  values: [i64.add(i64.add(i64.mul('$c', '$d'), i64.shiftRight('$mid', 32)), i64.shiftRight('$low', 32))],
}

/**
 * Payne and Hanek (1983), for one x >= 2^20: y0 + y1 = x - n pi/2 and n mod 4. With x = m 2^e, the bits of 2/pi above weight
 * 2^(2-e) only add multiples of 4 to x 2/pi; the next 192 leave an error below m 2^-190 < 2^-137, while no double is
 * closer to a multiple of pi/2 than about 2^-61. NaN for infinities and NaN.
 */
const reduceLarge: KernelFunction = {
  name: 'math_reduce_large',
  params: [['$x', 'f64']],
  locals: [
    ['$m', 'i64'],
    ['$pos', 'i32'],
    ...(['$word', '$top', '$mid', '$low', '$n', '$sign', '$zeros'] as const).map((local) => [local, 'i64'] as const),
    ...(['$scale', '$f', '$g', '$f1', '$f2', '$y', '$e'] as const).map((local) => [local, 'f64'] as const),
  ],
  body: [
    [
      'if',
      i32.isZero(f64.less('$x', Number.POSITIVE_INFINITY)),
      [['return', f64.sub('$x', '$x'), f64.const(0), i64.const(0)]],
    ],
    put('$m', i64.bitsOf('$x')),
    put('$pos', i32.sub(i32.low(i64.shiftRight('$m', 52)), 1013)),
    put('$m', i64.or(i64.and('$m', 0xfffffffffffffn), 0x10000000000000n)),
    // The low 192 bits of m times the window, in units of 2^-190.
    put('$word', call('math_two_over_pi_bits', i32.add('$pos', 128))),
    put('$low', i64.mul('$m', '$word')),
    put('$mid', call('math_multiply_high', get('$m'), get('$word'))),
    put('$word', call('math_two_over_pi_bits', i32.add('$pos', 64))),
    put('$top', call('math_multiply_high', get('$m'), get('$word'))),
    put('$word', i64.mul('$m', '$word')),
    put('$mid', i64.add('$mid', '$word')),
    put('$top', i64.add('$top', i64.of(i64.lessUnsigned('$mid', '$word')))),
    put('$top', i64.add('$top', i64.mul('$m', call('math_two_over_pi_bits', get('$pos'))))),
    put('$n', i64.shiftRight('$top', 62)),
    // The fraction as 192 bits. A half or more belongs to the next quadrant, as its negative complement.
    put('$top', i64.or(i64.shiftLeft('$top', 2), i64.shiftRight('$mid', 62))),
    put('$mid', i64.or(i64.shiftLeft('$mid', 2), i64.shiftRight('$low', 62))),
    put('$low', i64.shiftLeft('$low', 2)),
    put('$sign', i64.shiftSigned('$top', 63)),
    put('$n', i64.sub('$n', '$sign')),
    put('$top', i64.xor('$top', '$sign')),
    put('$mid', i64.xor('$mid', '$sign')),
    put('$low', i64.xor('$low', '$sign')),
    put('$zeros', i64.leadingZeros('$top')),
    put('$word', i64.sub(63, '$zeros')),
    put('$top', i64.or(i64.shiftLeft('$top', '$zeros'), i64.shiftRight(i64.shiftRight('$mid', 1), '$word'))),
    put('$mid', i64.or(i64.shiftLeft('$mid', '$zeros'), i64.shiftRight(i64.shiftRight('$low', 1), '$word'))),
    // f + g: the leading 53 bits and the next 64, with the sign.
    put(
      '$scale',
      f64.withBits(i64.or(i64.shiftLeft(i64.sub(970, '$zeros'), 52), i64.and('$sign', 0x8000000000000000n))),
    ),
    put('$f', f64.mul('$scale', f64.of(i64.shiftRight('$top', 11)))),
    put(
      '$g',
      f64.mul(f64.mul('$scale', 2 ** -64), f64.of(i64.or(i64.shiftLeft('$top', 53), i64.shiftRight('$mid', 11)))),
    ),
    // (f + g) pi/2, the leading product by halves of 26 and 27 bits, which makes its rounding error exact (Dekker).
    put('$f1', f64.withBits(i64.and(i64.bitsOf('$f'), 0xfffffffff8000000n))),
    put('$f2', f64.sub('$f', '$f1')),
    put('$y', f64.mul('$f', HALF_PI)),
    put('$e', f64.sub(f64.mul('$f1', HALF_PI_HIGH), '$y')),
    put('$e', f64.add('$e', f64.mul('$f1', HALF_PI_LOW))),
    put('$e', f64.add('$e', f64.mul('$f2', HALF_PI_HIGH))),
    put('$e', f64.add('$e', f64.mul('$f2', HALF_PI_LOW))),
    put('$e', f64.add('$e', f64.add(f64.mul('$f', 6.123233995736766e-17), f64.mul('$g', HALF_PI)))),
    put('$f', f64.add('$y', '$e')),
  ],
  results: ['f64', 'f64', 'i64'],
  values: [get('$f'), f64.add(f64.sub('$y', '$f'), '$e'), get('$n')],
}

/** Replaces y0, y1 and n in the lanes where a is too large (or not finite) for the ordinary reduction. */
const reduceLanes: KernelFunction = {
  name: 'math_reduce_lanes',
  params: (['$a', '$y0', '$y1', '$t'] as const).map((local) => [local, 'lanes'] as const),
  locals: [
    ['$high', 'f64'],
    ['$low', 'f64'],
    ['$n', 'i64'],
  ],
  body: [
    [
      'eachLaneFrom',
      LARGE,
      '$a',
      'math_reduce_large',
      [
        { into: '$y0', type: 'f64', through: '$high' },
        { into: '$y1', type: 'f64', through: '$low' },
        { into: '$t', type: 'i64', through: '$n' },
      ],
    ],
  ],
  results: ['lanes', 'lanes', 'lanes'],
  values: [get('$y0'), get('$y1'), get('$t')],
}

/** The functions that the trigonometric functions call for large arguments. */
export const largeArgument: readonly KernelFunction[] = [table, window, highProduct, reduceLarge, reduceLanes]
