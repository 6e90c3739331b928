import type { Formula } from './syntax.ts'

/** An interval of numbers, or the whole numbers of one. An infinite end is reached only where it is closed. */
export interface Range {
  readonly low: number
  readonly high: number
  readonly openLow: boolean
  readonly openHigh: boolean
  readonly whole: boolean
}

/** An argument of a function that a page defines. */
export interface Parameter {
  readonly name: string
  readonly range: Range
  /** What it is where a call leaves it out; null if it has to be given. */
  readonly fallback: number | null
}

/**
 * A function that formulas call by name. It is a formula in its parameters alone, so a call stands for that formula with the
 * arguments put in; or numbers go through code, and then they have to be known before the run.
 */
export interface Definition {
  readonly name: string
  readonly parameters: readonly Parameter[]
  /** What else has to hold of the arguments: without it there is no value. */
  readonly require: readonly Formula[]
  readonly body:
    | {
        readonly kind: 'formula'
        /** Names for parts of it, in order: each may use those before it. */
        readonly let: Readonly<Record<string, Formula>>
        readonly value: Formula
      }
    | { readonly kind: 'code'; readonly evaluate: (...args: number[]) => number }
}

/** Where a text's calls find what they call. */
export interface Definitions {
  names(): Iterable<string>
  /** Undefined if there is none; null if it is in error, which has then been reported. */
  find(name: string): Definition | null | undefined
}

/** Whether a number is in a range. NaN is in none. */
export const contains = ({ low, high, openLow, openHigh, whole }: Range, x: number): boolean =>
  (openLow ? x > low : x >= low) && (openHigh ? x < high : x <= high) && (!whole || Number.isSafeInteger(x))

/** A range as a reader of mathematics writes it. */
export function rangeText({ low, high, openLow, openHigh, whole }: Range): string {
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY)
    return whole ? 'a whole number' : 'any number'
  const end = (x: number) => (Number.isFinite(x) ? String(x) : x < 0 ? '-inf' : 'inf')
  const interval = `${openLow ? '(' : '['}${end(low)}, ${end(high)}${openHigh ? ')' : ']'}`
  return whole ? `whole numbers in ${interval}` : interval
}

/** How few arguments a call may have. */
export const fewestArguments = ({ parameters }: Definition): number =>
  parameters.filter(({ fallback }) => fallback === null).length
