import { foresee } from '../../budget/meter.ts'
import type { Evaluate, ThresholdPage } from '../../config/derived.ts'
import type { Balance } from '../../lang/syntax.ts'
import { divergentInterval, type Interval, NODES } from './interval.ts'
import { remembered } from './remembered.ts'
import { numberFrom } from './value.ts'

/** What a term costs at least: a few operations on numbers with an exponent of their own. */
const OPERATIONS = 20

/** Both ends of an interval are found together, by whatever page asks first. */
const intervals = new WeakMap<Balance, Map<string, (...args: number[]) => Interval>>()

function intervalOf({ parameters, balance, args, name }: ThresholdPage): (...args: number[]) => Interval {
  const known = intervals.get(balance) ?? new Map()
  intervals.set(balance, known)
  const key = JSON.stringify([
    name,
    parameters,
    args.map(({ source, expr: { at } }) => source.text.slice(at.start, at.end)),
  ])
  const before = known.get(key)
  if (before) return before
  const made = remembered((...given) => {
    const names = Object.fromEntries(parameters.map((one, k) => [one, given[k] ?? Number.NaN]))
    const at = (value: number) => args.map((one) => numberFrom(one, { ...names, [name]: value }))
    const terms = balance.terms(...at(1 / 2))
    foresee(OPERATIONS * terms * NODES)
    // A moment is the sum of as many rounded terms, and the balance a quotient of sums of such steps.
    const noise = 16 * terms * Number.EPSILON
    return divergentInterval((value) => balance.share(...at(value)), noise)
  })
  known.set(key, made)
  return made
}

/** An end of where a sum over a period is negative, by root finding on its exact value (claim acprop/sync-threshold). */
export function threshold(page: ThresholdPage): Evaluate {
  const interval = intervalOf(page)
  return (...args) => interval(...args)[page.end]
}
