import type { ProblemEntry } from '../config/entry.ts'
import type { Node } from '../lang/node.ts'
import { quote } from '../text/clip.ts'
import type { Oracle } from './oracle.ts'
import type { Scope } from './scope.ts'
import type { Shared } from './shared.ts'

/**
 * Defines what is asked of the oracle at the point before the step.
 *
 * @param after the point after the step, to which `objective` belongs; null where there is none yet
 */
export function defineAsked(scope: Scope, { simulation, oracle, x }: Shared, after: Node | null): Scope {
  const absent = absence(oracle, simulation.problem)
  const define = (name: string, f: ((y: Node) => Node | null) | null, y: Node) =>
    f ? scope.lazy(name, () => f(y)) : scope.missing(name, absent)
  // Without a gradient the objective is in error, which has been reported.
  scope.lazy('g', () => oracle.g)
  define('loss', oracle.loss, x)
  define('grad', oracle.grad, x)
  if (after) define('objective', oracle.objective, after)
  return scope
}

/** What a measure may ask of the oracle at any point. */
export function oracleFunctions({ oracle, base: { graph } }: Shared): Map<string, (args: Node[]) => Node> {
  const functions = new Map<string, (args: Node[]) => Node>()
  for (const name of ['loss', 'objective', 'grad'] as const) {
    const f = oracle[name]
    if (f) functions.set(name, ([y]) => (y && f(graph.broadcast(y))) ?? graph.const(1))
  }
  return functions
}

function absence(oracle: Oracle, problem: ProblemEntry): string {
  if (problem.page.replay) return 'recorded gradients have no loss behind them'
  if (oracle.loss === null) return `problem ${quote(problem.label)} has no loss`
  return `problem ${quote(problem.label)} samples its loss and states no objective`
}
