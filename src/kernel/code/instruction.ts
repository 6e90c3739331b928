/** A variable of one function. */
export type Local = `$${string}`

/** A mark that can be left or gone back to. */
export type BranchLabel = `$${string}`

/** What a local holds: a number (or mask, or pattern of bits) in each lane; one number; a step; a count or an address. */
export type Type = 'lanes' | 'f64' | 'i64' | 'i32'

export type LaneUnary = 'neg' | 'abs' | 'sqrt' | 'floor' | 'nearest' | 'negateBits'

/**
 * `pmin(a, b)` is `b < a ? b : a` and `pmax(a, b)` is `a < b ? b : a`, so that a NaN in `a` stays; `min` and `max` are those of
 * IEEE 754-2019, for which NaN is contagious and -0 less than 0. A comparison gives a mask: all bits of a lane, or none.
 * `without(a, b)` has the bits of `a` that `b` has not; `addBits` adds integers of 64 bits.
 */
export type LaneBinary =
  | ('add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'pmin' | 'pmax')
  | ('lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne')
  | ('and' | 'or' | 'xor' | 'without' | 'addBits')

/**
 * An expression with a value in each lane. Every lane is computed from the same lane of the operands, so that a target may have
 * any number of lanes in a vector. Addresses are those of a memory in which a vector of lanes takes 16 bytes.
 */
export type Lanes =
  | readonly ['get', Local]
  /** The same number, or the same 64 bits, in all lanes. */
  | readonly ['number', number]
  | readonly ['bits', bigint]
  | readonly [LaneUnary, Lanes]
  | readonly [LaneBinary, Lanes, Lanes]
  /** Of 64 bits, by a number of places; zeros come in. */
  | readonly ['shiftLeft' | 'shiftRight', Lanes, number]
  | readonly ['choose', mask: Lanes, yes: Lanes, no: Lanes]
  /** The vector at an address; the number at an address, in all lanes. */
  | readonly ['load' | 'loadSame', address: Scalar, offset: number]
  /** A count, or a step, as a number in all lanes. */
  | readonly ['fromCount' | 'fromStep', Scalar]
  | Call
  | Native

export type ScalarUnary =
  | ('i32.eqz' | 'i32.wrap_i64' | 'i64.eqz' | 'i64.clz' | 'i64.extend_i32_u' | 'i64.reinterpret_f64')
  | ('f64.reinterpret_i64' | 'f64.convert_i64_u')

export type ScalarBinary =
  | ('i32.add' | 'i32.sub' | 'i32.mul' | 'i32.and' | 'i32.shr_u' | 'i32.le_u')
  | ('i64.add' | 'i64.sub' | 'i64.mul' | 'i64.and' | 'i64.or' | 'i64.xor' | 'i64.shl' | 'i64.shr_u' | 'i64.shr_s')
  | ('i64.eq' | 'i64.lt_s' | 'i64.lt_u' | 'i64.gt_s' | 'i64.ge_s')
  | ('f64.add' | 'f64.sub' | 'f64.mul' | 'f64.lt')

/** An expression with one value: an address, a count, a step, a condition. Operations have WebAssembly's names and meaning. */
export type Scalar =
  | readonly ['get', Local]
  | readonly ['i32.const' | 'f64.const', number]
  | readonly ['i64.const', number | bigint]
  | readonly [ScalarUnary, Scalar]
  | readonly [ScalarBinary, Scalar, Scalar]
  /** Whether any lane has a bit; whether all lanes have one. */
  | readonly ['any' | 'all', Lanes]
  | Call

export type Call = readonly ['call', name: string, ...(Lanes | Scalar)[]]

/** An instruction of one target, with what stands beside it, for a function that only this target has. */
export type Native = readonly ['native', instruction: string, ...(Lanes | Scalar)[]]

/** A statement. What a list of them means does not depend on the target. */
export type KernelStatement =
  | readonly ['set', Local, Lanes | Scalar]
  | readonly ['store', address: Scalar, offset: number, Lanes]
  /** Stores the first lane, where all lanes are equal. */
  | readonly ['storeSame', address: Scalar, offset: number, Lanes]
  /** Calls a function with several results; null for one that is not wanted. */
  | readonly ['receive', results: readonly (Local | null)[], Call]
  | readonly ['run', Call]
  | readonly ['if', condition: Scalar, readonly KernelStatement[]]
  /** Done unless the mask holds in all lanes. */
  | readonly ['unlessAll', mask: Lanes, readonly KernelStatement[]]
  /**
   * Lane after lane in which `argument` is not below `limit`: calls a function of one number, and puts each of its results, which
   * pass through a local of their own, into the same lane of another.
   */
  | readonly [
      'eachLaneFrom',
      limit: number,
      argument: Local,
      call: string,
      results: readonly { readonly into: Local; readonly type: 'f64' | 'i64'; readonly through: Local }[],
    ]
  /** Returns the word at a place, which is one of them. */
  | readonly ['returnWord', place: Scalar, words: readonly bigint[]]
  /** Done once, and again while the condition holds after it; for ever where that is null. */
  | readonly ['loop', BranchLabel, readonly KernelStatement[], again: Scalar | null]
  | readonly ['block', BranchLabel, readonly KernelStatement[]]
  | readonly ['leave', BranchLabel, condition: Scalar]
  | readonly ['return', ...(Lanes | Scalar | Call)[]]
  | readonly ['remark', string]

/** A function of the kernel. Locals that `body` sets and that are no parameters are its own. */
export interface KernelFunction {
  readonly name: string
  /** Whether the host calls it. */
  readonly exported?: boolean
  readonly params: readonly (readonly [Local, Type])[]
  readonly locals: readonly (readonly [Local, Type])[]
  readonly body: readonly KernelStatement[]
  readonly results: readonly Type[]
  /** What it returns at its end; nothing if it never comes there. */
  readonly values: readonly (Lanes | Scalar)[]
}
