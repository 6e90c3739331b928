/** The instructions that kernels use, by the number that each row begins with; the numbers go on from name to name. */
const PLAIN: readonly (readonly [number, string])[] = [
  [0x00, 'unreachable'],
  [0x02, 'block loop if'],
  [0x0b, 'end br br_if br_table return call'],
  [0x1a, 'drop'],
  [0x20, 'local.get local.set'],
  [0x39, 'f64.store'],
  [0x41, 'i32.const i64.const'],
  [0x44, 'f64.const i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u'],
  [0x50, 'i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u'],
  [0x61, 'f64.eq f64.ne f64.lt f64.gt f64.le f64.ge'],
  [0x6a, 'i32.add i32.sub i32.mul'],
  [0x71, 'i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u'],
  [0x79, 'i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul'],
  [0x83, 'i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u'],
  [0x99, 'f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt f64.add f64.sub f64.mul f64.div'],
  [0xa7, 'i32.wrap_i64'],
  [0xac, 'i64.extend_i32_s i64.extend_i32_u'],
  [0xb7, 'f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u'],
  [0xbd, 'i64.reinterpret_f64'],
  [0xbf, 'f64.reinterpret_i64'],
]

/** Those of vectors, which come after a byte of their own. */
const VECTOR: readonly (readonly [number, string])[] = [
  [0x00, 'v128.load'],
  [0x0a, 'v128.load64_splat v128.store v128.const i8x16.shuffle'],
  [0x11, 'i32x4.splat i64x2.splat f32x4.splat f64x2.splat'],
  [0x1d, 'i64x2.extract_lane i64x2.replace_lane'],
  [0x21, 'f64x2.extract_lane f64x2.replace_lane'],
  [0x47, 'f64x2.eq f64x2.ne f64x2.lt f64x2.gt f64x2.le f64x2.ge'],
  [0x4d, 'v128.not v128.and v128.andnot v128.or v128.xor v128.bitselect v128.any_true'],
  [0x74, 'f64x2.ceil f64x2.floor'],
  [0x94, 'f64x2.nearest'],
  [0xab, 'i32x4.shl i32x4.shr_s i32x4.shr_u i32x4.add'],
  [0xc1, 'i64x2.neg'],
  [0xc3, 'i64x2.all_true i64x2.bitmask'],
  [0xcb, 'i64x2.shl i64x2.shr_s i64x2.shr_u i64x2.add'],
  [0xde, 'i64x2.extmul_low_i32x4_u i64x2.extmul_high_i32x4_u'],
  [0xec, 'f64x2.abs f64x2.neg'],
  [0xef, 'f64x2.sqrt f64x2.add f64x2.sub f64x2.mul f64x2.div f64x2.min f64x2.max f64x2.pmin f64x2.pmax'],
]

const numbered = (rows: typeof PLAIN, bytes: (code: number) => number[]): (readonly [string, number[]])[] =>
  rows.flatMap(([first, names]) => names.split(' ').map((name, k) => [name, bytes(first + k)] as const))

const VECTOR_PREFIX = 0xfd

const OPCODES: ReadonlyMap<string, readonly number[]> = new Map([
  ...numbered(PLAIN, (code) => [code]),
  ...numbered(VECTOR, (code) => [VECTOR_PREFIX, ...(code < 0x80 ? [code] : [(code & 0x7f) | 0x80, code >> 7])]),
])

/** The bytes of an instruction, without what stands beside it. */
export function opcode(name: string): readonly number[] {
  const found = OPCODES.get(name)
  if (!found) throw new Error(`kernels have no instruction ${name}`)
  return found
}
