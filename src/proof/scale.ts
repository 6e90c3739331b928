import { type Answer, open, proved, refuted } from './answer.ts'
import { Degrees } from './degree.ts'
import { randomGradient } from './random.ts'
import { Ranges } from './ranges.ts'
import type { RuleGraph } from './rule-graph.ts'
import { moved, STEPS, simulate } from './simulate.ts'

/** Whether an answer about gradient scale holds, and the hyperparameters that would have to be 0 for it to hold. */
export interface ScaleAnswer extends Answer {
  /** Empty if it holds as it is, or does not hold whatever is 0. */
  readonly when: readonly string[]
}

/**
 * Are all updates the same when every gradient is multiplied by c > 0?
 *
 * @param rebuilt the same rule with some hyperparameters 0
 */
export function scaleInvariant(
  rule: RuleGraph,
  ranges: Ranges,
  rebuilt: (zero: readonly string[]) => RuleGraph | null,
): ScaleAnswer {
  const degrees = new Degrees(rule, ranges)
  if (degrees.of(rule.moved) === 0) return { ...proved('invariant to gradient scale'), when: [] }
  const when = remedy(degrees.offenders, rebuilt)
  const change = changes(rule)
  const example = change && `multiplying all gradients by 2^${change.exponent} changes the update of step ${change.t}`
  if (when) {
    const zero = when.map((name) => `${name} = 0`).join(' and ')
    const here = when.map((name) => `${name} = ${rule.hyper.get(name)}`).join(' and ')
    const reason = `invariant to gradient scale when ${zero}`
    return { ...(example ? refuted(`${reason}; at ${here} ${example}`) : open(`${reason}; here ${here}`)), when }
  }
  if (example) return { ...refuted(`not invariant to gradient scale: ${example}`), when: [] }
  return { ...open('it is open whether the update is invariant to gradient scale'), when: [] }
}

/** Hyperparameters that have to be 0 for the invariance to be provable, as few as possible; null if none are found. */
function remedy(
  offenders: ReadonlySet<string>,
  rebuilt: (zero: readonly string[]) => RuleGraph | null,
): string[] | null {
  // What stands beside another degree may hide more of its kind, so a second round looks at what is left.
  let open: { zero: string[]; offenders: ReadonlySet<string> }[] = [{ zero: [], offenders }]
  for (let round = 0; round < 2; round++) {
    const next: typeof open = []
    for (const { zero, offenders: found } of open) {
      for (const more of candidates(found)) {
        const tried = [...zero, ...more]
        const other = rebuilt(tried)
        if (!other) continue
        const degrees = new Degrees(other, new Ranges(other))
        if (degrees.of(other.moved) === 0 && moves(other)) return tried
        next.push({ zero: tried, offenders: degrees.offenders })
      }
    }
    open = next
  }
  return null
}

/** Sets of hyperparameters to try at 0, the smallest first; all whose names begin with eps before other pairs. */
function candidates(offenders: ReadonlySet<string>): string[][] {
  const names = [...offenders]
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b]))
  return [...names.map((name) => [name]), names.filter((name) => name.startsWith('eps')), ...pairs, names].filter(
    (set) => set.length > 0,
  )
}

/** A step that is finite and does not stand still, so that the invariance is not that of a rule that does nothing. */
const moves = (rule: RuleGraph): boolean => simulate(rule, { steps: STEPS }).some((step) => moved(step, 0) !== 0)

/** A scale, and a step whose update differs under it, on random gradients. */
function changes(rule: RuleGraph): { exponent: number; t: number } | null {
  const steps = STEPS
  const plain = simulate(rule, { steps })
  for (const exponent of [20, -40]) {
    const scaled = simulate(rule, { steps, gradients: (t, k) => randomGradient(1, t, k) * 2 ** exponent })
    for (const [n, step] of plain.entries()) {
      const other = scaled[n]
      const [a, b] = [moved(step, 0), other ? moved(other, 0) : Number.NaN]
      if (!(Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)))) return { exponent, t: step.t }
    }
  }
  return null
}
