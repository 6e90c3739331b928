/** A 64-bit float as WebAssembly text; the shortest decimal that reads back to the same bits. */
export function float(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return Object.is(value, -0) ? '-0' : String(value)
}

/** A vector of two equal numbers. */
export const splat = (value: number): string => `(v128.const f64x2 ${float(value)} ${float(value)})`

export const get = (local: string): string => `(local.get ${local})`
export const set = (local: string, value: string): string => `(local.set ${local} ${value})`
export const load = (address: string, offset: number): string => `(v128.load offset=${offset} ${address})`
/** One number for both lanes. */
export const loadSplat = (address: string, offset: number): string => `(v128.load64_splat offset=${offset} ${address})`
export const store = (address: string, offset: number, value: string): string =>
  `(v128.store offset=${offset} ${address} ${value})`

export const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

/** Joins operands from the left: ((a + b) + c). */
export const chain = (op: string, [first, ...rest]: readonly string[]): string =>
  rest.reduce((left, right) => `(${op} ${left} ${right})`, first ?? splat(0))
