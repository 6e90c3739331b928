import type { Program } from '../kernel/program.ts'
import { ALL, type Range, range, union } from '../lang/algebra/range.ts'
import { Ranges } from './ranges.ts'

/**
 * All values that the measures of a program can have, at every step and for every random number: from intervals that its states
 * never leave. A share is in [0, 1], an iterate in its box, whatever else is open.
 *
 * @param params values of the lane's parameters, in the order of `Program.params`
 */
export function measureRanges(
  { states, step, first, params }: Program,
  values: readonly number[],
): (measure: string) => Range {
  const ranges = new Ranges({
    hyper: new Map(params.map((name, k) => [name, values[k] ?? Number.NaN])),
    states: states.map(({ name, init }, k) => ({
      name,
      init,
      first: first?.next[k] ?? null,
      next: step.next[k] ?? init,
    })),
  })
  return (measure) => {
    const outputs = [step, first].flatMap((one) => one?.outputs[measure] ?? [])
    return outputs.length === 0 ? ALL : outputs.map((node) => ranges.of(node)).reduce(union, range(Infinity, -Infinity))
  }
}
