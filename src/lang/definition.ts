import type { Message } from '../messages/message.ts'
import type { Definition, IndexRange } from './syntax.ts'

/** Where a text's calls find what they call. */
export interface Definitions {
  names(): Iterable<string>
  /** Undefined if there is none; null if it is in error, which has then been reported. */
  find(name: string): Definition | null | undefined
}

/** Thrown by code where its arguments have no value because of a mistake that a person can mend. */
export class NoValue extends Error {
  override readonly name = 'NoValue'

  constructor(
    readonly told: Message,
    /** Whether it is one of the page itself, so that it has no value at nearly all arguments. */
    readonly everywhere = false,
  ) {
    super(told.message)
  }
}

/** Whether a number is in a range. NaN is in none. */
export const contains = ({ low, high, openLow, openHigh, whole }: IndexRange, x: number): boolean =>
  (openLow ? x > low : x >= low) && (openHigh ? x < high : x <= high) && (!whole || Number.isSafeInteger(x))

/** A range as a reader of mathematics writes it. */
export function rangeText({ low, high, openLow, openHigh, whole }: IndexRange): string {
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY)
    return whole ? 'a whole number' : 'any number'
  const end = (x: number) => (Number.isFinite(x) ? String(x) : x < 0 ? '-inf' : 'inf')
  const interval = `${openLow ? '(' : '['}${end(low)}, ${end(high)}${openHigh ? ')' : ']'}`
  return whole ? `whole numbers in ${interval}` : interval
}

/** How few arguments a call may have. */
export const fewestArguments = ({ parameters }: Definition): number =>
  parameters.filter(({ fallback }) => fallback === null).length
