import { spend } from '../../budget/meter.ts'
import type { Evaluate, LeastPage } from '../../config/derived.ts'
import { remembered } from './remembered.ts'
import { numberFrom } from './value.ts'

/** What it costs to ask once, beside what is called. */
const OPERATIONS = 50

/** The least whole number in a range that has a property, by trying one after the other, or by halving; NaN if none has. */
export const least = ({ parameters, name, from, to, where, stays }: LeastPage): Evaluate =>
  remembered((...args) => {
    const given = Object.fromEntries(parameters.map((one, k) => [one, args[k] ?? Number.NaN]))
    const has = (n: number) => {
      spend(OPERATIONS)
      const found = numberFrom(where, { ...given, [name]: n })
      return found !== 0 && !Number.isNaN(found)
    }
    const first = Math.ceil(numberFrom(from, given))
    const last = Math.floor(numberFrom(to, given))
    return stays ? byHalving(first, last, has) : byTrying(first, last, has)
  })

function byTrying(first: number, last: number, has: (n: number) => boolean): number {
  for (let n = first; n <= last; n++) if (has(n)) return n
  return Number.NaN
}

function byHalving(first: number, last: number, has: (n: number) => boolean): number {
  if (!(first <= last) || !has(last)) return Number.NaN
  let [low, high] = [first - 1, last]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (has(middle)) high = middle
    else low = middle
  }
  return high
}
