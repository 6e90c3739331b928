import type { HyperValues } from '../rule-graph.ts'
import { agreement, enough } from './agree.ts'
import { differs, NEUTRAL, others } from './neutral.ts'
import { type Agreement, type Condition, numbersOf, type Pair } from './rule-pair.ts'
import { type Parting, parting } from './updates.ts'

/** A hyperparameter that has to have this value for what is found. */
export interface Only {
  readonly name: string
  readonly value: number
  /** Another value, at which it does not hold. */
  readonly other: number
  /** Whether `other` is what the rules have, and not `value`. */
  readonly changed: boolean
  /** Where the rules part at `other`; null if they do not. */
  readonly parting: Parting | null
}

/** The hyperparameters without whose values an agreement ends: those that were changed for it, and what else it hangs on. */
export function only(pair: Pair, found: Agreement): Only[] {
  const { values, conditions, rules, verdict } = found
  const changed = pair.free().flatMap((name): Only[] => {
    const [value, other] = [values[name], pair.values[name]]
    if (typeof value !== 'number' || typeof other !== 'number' || value === other) return []
    return [{ name, value, other, changed: true, parting: partingAt(pair, conditions, pair.values) }]
  })
  const fixed = new Set([...changed.map(({ name }) => name), ...Object.keys(pair.given)])
  const names = Object.keys(numbersOf(values)).filter(
    (name) => !fixed.has(name) && !(conditions.includes('eps') && name.startsWith('eps')),
  )
  const moves = new Map(
    names.flatMap((name): [string, number][] => {
      const run = others(values[name] as number).flatMap((other) => {
        const moved = pair.at(conditions, { ...values, [name]: other })
        return moved && enough(moved) === enough(rules) ? [{ other, moved }] : []
      })
      // One that makes no difference by itself may make one together with others.
      const { other } = run.find(({ moved }) => differs(moved.list, rules.list)) ?? run[0] ?? {}
      return other === undefined ? [] : [[name, other]]
    }),
  )
  const ends = (list: readonly string[]) => {
    const moved = pair.at(conditions, {
      ...values,
      ...Object.fromEntries(list.map((name) => [name, moves.get(name)])),
    } as HyperValues)
    return moved !== null && enough(moved) && agreement(moved, verdict) === null
  }
  const hangs: Only[] = []
  for (;;) {
    const left = [...moves.keys()]
    // Together first, as it is one comparison; and one by one, where together they are no rule.
    const whole = ends(left) ? left : (left.map((name) => [name]).find(ends) ?? [])
    const least = whole.reduce((list, name) => {
      const rest = list.filter((one) => one !== name)
      return rest.length > 0 && ends(rest) ? rest : list
    }, whole)
    const name = least.find((one) => NEUTRAL.includes(values[one] as number)) ?? least[0]
    if (name === undefined) return [...changed, ...hangs]
    const at = Object.fromEntries(least.map((one) => [one, moves.get(one)])) as Record<string, number>
    hangs.push({
      name,
      value: values[name] as number,
      other: moves.get(name) as number,
      changed: false,
      parting: partingAt(pair, conditions, { ...values, ...at }),
    })
    moves.delete(name)
  }
}

function partingAt(pair: Pair, conditions: readonly Condition[], values: HyperValues): Parting | null {
  const rules = pair.at(conditions, values)
  return rules && parting(rules.list, () => 1)
}
