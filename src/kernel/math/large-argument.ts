/** From this |x| on, and for infinities and NaN, a lane is reduced by `$math_reduce_lanes`. */
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
const words = ['0', ...TWO_OVER_PI]

const table = `(func $math_two_over_pi (param $index i32) (result i64)
  ${words.map((_, index) => `(block $w${words.length - 1 - index}`).join(' ')}
  (br_table ${words.map((_, index) => `$w${index}`).join(' ')} (local.get $index))
  ${words.map((word) => `) (return (i64.const 0x${word}))`).join('\n  ')}
  unreachable)`

/** The 64 bits of the table that begin at bit `pos`. */
const window = `(func $math_two_over_pi_bits (param $pos i32) (result i64)
  (local $shift i64)
  (local.set $shift (i64.extend_i32_u (i32.and (local.get $pos) (i32.const 63))))
  (local.set $pos (i32.shr_u (local.get $pos) (i32.const 6)))
  (i64.or
    (i64.shl (call $math_two_over_pi (local.get $pos)) (local.get $shift))
    (i64.shr_u
      (i64.shr_u (call $math_two_over_pi (i32.add (local.get $pos) (i32.const 1))) (i64.const 1))
      (i64.sub (i64.const 63) (local.get $shift)))))`

/** pi/2 as a double, its leading 26 bits and the rest. */
const HALF_PI = Math.PI / 2
const HALF_PI_HIGH = Math.floor(HALF_PI * 2 ** 25) / 2 ** 25
const HALF_PI_LOW = HALF_PI - HALF_PI_HIGH

const highProduct = `(func $math_multiply_high (param $a i64) (param $b i64) (result i64)
  (local $c i64) (local $d i64) (local $mid i64) (local $low i64)
  (local.set $c (i64.shr_u (local.get $a) (i64.const 32)))
  (local.set $d (i64.shr_u (local.get $b) (i64.const 32)))
  (local.set $a (i64.and (local.get $a) (i64.const 0xffffffff)))
  (local.set $b (i64.and (local.get $b) (i64.const 0xffffffff)))
  (local.set $mid (i64.add
    (i64.mul (local.get $c) (local.get $b))
    (i64.shr_u (i64.mul (local.get $a) (local.get $b)) (i64.const 32))))
  (local.set $low (i64.add
    (i64.mul (local.get $a) (local.get $d))
    (i64.and (local.get $mid) (i64.const 0xffffffff))))
  (i64.add
    (i64.add (i64.mul (local.get $c) (local.get $d)) (i64.shr_u (local.get $mid) (i64.const 32)))
    (i64.shr_u (local.get $low) (i64.const 32))))`

/**
 * Payne and Hanek (1983), for one x >= 2^20: y0 + y1 = x - n pi/2 and n mod 4. With x = m 2^e, the bits of 2/pi above weight
 * 2^(2-e) only add multiples of 4 to x 2/pi; the next 192 leave an error below m 2^-190 < 2^-137, while no double is
 * closer to a multiple of pi/2 than about 2^-61. NaN for infinities and NaN.
 */
const reduceLarge = `(func $math_reduce_large (param $x f64) (result f64 f64 i64)
  (local $m i64) (local $pos i32) (local $word i64) (local $top i64) (local $mid i64) (local $low i64) (local $n i64)
  (local $sign i64) (local $zeros i64) (local $scale f64) (local $f f64) (local $g f64) (local $f1 f64) (local $f2 f64)
  (local $y f64) (local $e f64)
  (if (i32.eqz (f64.lt (local.get $x) (f64.const inf)))
    (then (return (f64.sub (local.get $x) (local.get $x)) (f64.const 0) (i64.const 0))))
  (local.set $m (i64.reinterpret_f64 (local.get $x)))
  (local.set $pos (i32.sub (i32.wrap_i64 (i64.shr_u (local.get $m) (i64.const 52))) (i32.const 1013)))
  (local.set $m (i64.or (i64.and (local.get $m) (i64.const 0xfffffffffffff)) (i64.const 0x10000000000000)))
  ;; The low 192 bits of m times the window, in units of 2^-190.
  (local.set $word (call $math_two_over_pi_bits (i32.add (local.get $pos) (i32.const 128))))
  (local.set $low (i64.mul (local.get $m) (local.get $word)))
  (local.set $mid (call $math_multiply_high (local.get $m) (local.get $word)))
  (local.set $word (call $math_two_over_pi_bits (i32.add (local.get $pos) (i32.const 64))))
  (local.set $top (call $math_multiply_high (local.get $m) (local.get $word)))
  (local.set $word (i64.mul (local.get $m) (local.get $word)))
  (local.set $mid (i64.add (local.get $mid) (local.get $word)))
  (local.set $top (i64.add (local.get $top)
    (i64.extend_i32_u (i64.lt_u (local.get $mid) (local.get $word)))))
  (local.set $top (i64.add (local.get $top)
    (i64.mul (local.get $m) (call $math_two_over_pi_bits (local.get $pos)))))
  (local.set $n (i64.shr_u (local.get $top) (i64.const 62)))
  ;; The fraction as 192 bits. A half or more belongs to the next quadrant, as its negative complement.
  (local.set $top (i64.or (i64.shl (local.get $top) (i64.const 2)) (i64.shr_u (local.get $mid) (i64.const 62))))
  (local.set $mid (i64.or (i64.shl (local.get $mid) (i64.const 2)) (i64.shr_u (local.get $low) (i64.const 62))))
  (local.set $low (i64.shl (local.get $low) (i64.const 2)))
  (local.set $sign (i64.shr_s (local.get $top) (i64.const 63)))
  (local.set $n (i64.sub (local.get $n) (local.get $sign)))
  (local.set $top (i64.xor (local.get $top) (local.get $sign)))
  (local.set $mid (i64.xor (local.get $mid) (local.get $sign)))
  (local.set $low (i64.xor (local.get $low) (local.get $sign)))
  (local.set $zeros (i64.clz (local.get $top)))
  (local.set $word (i64.sub (i64.const 63) (local.get $zeros)))
  (local.set $top (i64.or (i64.shl (local.get $top) (local.get $zeros))
    (i64.shr_u (i64.shr_u (local.get $mid) (i64.const 1)) (local.get $word))))
  (local.set $mid (i64.or (i64.shl (local.get $mid) (local.get $zeros))
    (i64.shr_u (i64.shr_u (local.get $low) (i64.const 1)) (local.get $word))))
  ;; f + g: the leading 53 bits and the next 64, with the sign.
  (local.set $scale (f64.reinterpret_i64 (i64.or
    (i64.shl (i64.sub (i64.const 970) (local.get $zeros)) (i64.const 52))
    (i64.and (local.get $sign) (i64.const 0x8000000000000000)))))
  (local.set $f (f64.mul (local.get $scale) (f64.convert_i64_u (i64.shr_u (local.get $top) (i64.const 11)))))
  (local.set $g (f64.mul (f64.mul (local.get $scale) (f64.const ${2 ** -64}))
    (f64.convert_i64_u (i64.or (i64.shl (local.get $top) (i64.const 53)) (i64.shr_u (local.get $mid) (i64.const 11))))))
  ;; (f + g) pi/2, the leading product by halves of 26 and 27 bits, which makes its rounding error exact (Dekker).
  (local.set $f1 (f64.reinterpret_i64 (i64.and (i64.reinterpret_f64 (local.get $f)) (i64.const 0xfffffffff8000000))))
  (local.set $f2 (f64.sub (local.get $f) (local.get $f1)))
  (local.set $y (f64.mul (local.get $f) (f64.const ${HALF_PI})))
  (local.set $e (f64.sub (f64.mul (local.get $f1) (f64.const ${HALF_PI_HIGH})) (local.get $y)))
  (local.set $e (f64.add (local.get $e) (f64.mul (local.get $f1) (f64.const ${HALF_PI_LOW}))))
  (local.set $e (f64.add (local.get $e) (f64.mul (local.get $f2) (f64.const ${HALF_PI_HIGH}))))
  (local.set $e (f64.add (local.get $e) (f64.mul (local.get $f2) (f64.const ${HALF_PI_LOW}))))
  (local.set $e (f64.add (local.get $e) (f64.add
    (f64.mul (local.get $f) (f64.const 6.123233995736766e-17))
    (f64.mul (local.get $g) (f64.const ${HALF_PI})))))
  (local.set $f (f64.add (local.get $y) (local.get $e)))
  (local.get $f)
  (f64.add (f64.sub (local.get $y) (local.get $f)) (local.get $e))
  (local.get $n))`

const lane = (
  index: number,
): string => `(if (i32.eqz (f64.lt (f64x2.extract_lane ${index} (local.get $a)) (f64.const ${LARGE})))
    (then
      (call $math_reduce_large (f64x2.extract_lane ${index} (local.get $a)))
      (local.set $n) (local.set $low) (local.set $high)
      (local.set $y0 (f64x2.replace_lane ${index} (local.get $y0) (local.get $high)))
      (local.set $y1 (f64x2.replace_lane ${index} (local.get $y1) (local.get $low)))
      (local.set $t (i64x2.replace_lane ${index} (local.get $t) (local.get $n)))))`

/** Replaces y0, y1 and n in the lanes where a is too large (or not finite) for the ordinary reduction. */
const reduceLanes = `(func $math_reduce_lanes (param $a v128) (param $y0 v128) (param $y1 v128) (param $t v128)
  (result v128 v128 v128)
  (local $high f64) (local $low f64) (local $n i64)
  ${lane(0)}
  ${lane(1)}
  (local.get $y0) (local.get $y1) (local.get $t))`

/** Text of the functions that the trigonometric functions call for large arguments. */
export const largeArgument: string = [table, window, highProduct, reduceLarge, reduceLanes].join('\n')
