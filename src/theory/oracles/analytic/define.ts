import type { Oracle } from '../oracle.ts'

/** A set of numbers, and how to write it. NaN is in none. */
export interface Range {
  readonly text: string
  holds(value: number): boolean
}

/** An argument of an oracle before its range is reduced to words. */
export interface Argument {
  readonly name: string
  readonly meaning: string
  readonly range: Range
}

export const REAL: Range = { text: 'any number', holds: (x) => Number.isFinite(x) }
export const POSITIVE: Range = { text: '(0, inf)', holds: (x) => x > 0 && x < Number.POSITIVE_INFINITY }
export const NON_NEGATIVE: Range = { text: '[0, inf)', holds: (x) => x >= 0 && x < Number.POSITIVE_INFINITY }
export const COUNT: Range = { text: 'an integer from 1', holds: (x) => Number.isSafeInteger(x) && x >= 1 }
export const UNIT: Range = { text: '[0, 1)', holds: (x) => x >= 0 && x < 1 }
export const OPEN_UNIT: Range = { text: '(0, 1)', holds: (x) => x > 0 && x < 1 }

/** The numbers above `low`. */
export const above = (low: number): Range => ({
  text: `(${low}, inf)`,
  holds: (x) => x > low && x < Number.POSITIVE_INFINITY,
})

/** The numbers from `low` to `high`, both included. */
export const between = (low: number, high: number): Range => ({
  text: `[${low}, ${high}]`,
  holds: (x) => x >= low && x <= high,
})

export const argument = (name: string, meaning: string, range: Range): Argument => ({ name, meaning, range })

/**
 * An oracle that answers NaN to a wrong number of arguments and to an argument outside its range, so that `value` may
 * take its arguments on trust. What only several arguments together rule out, `value` itself answers with NaN.
 */
export function define<A extends number[]>(entry: {
  readonly name: string
  readonly title: string
  readonly source: string
  readonly parameters: { readonly [K in keyof A]: Argument }
  value(...args: A): number
}): Oracle {
  const parameters: readonly Argument[] = entry.parameters
  return {
    name: entry.name,
    title: entry.title,
    source: entry.source,
    parameters: parameters.map(({ name, meaning, range }) => ({ name, meaning, range: range.text })),
    evaluate(...args) {
      const known = args.length === parameters.length && parameters.every((p, k) => p.range.holds(args[k] as number))
      return known ? entry.value(...(args as A)) : Number.NaN
    },
  }
}
