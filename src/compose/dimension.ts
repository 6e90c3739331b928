import type { ProblemEntry } from '../config/experiment.ts'
import { buildScalar } from '../lang/build.ts'
import type { Node } from '../lang/graph.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import type { Baked } from './compose.ts'
import { emptyEnvironment } from './environment.ts'
import { defineHyper } from './oracle.ts'
import { Scope } from './scope.ts'

/** The dimension of a problem at chosen settings; null, and a diagnostic, if it is not a whole number from 1. */
export function dimensionOf(
  problem: ProblemEntry,
  settings: Readonly<Record<string, Baked>>,
  sink: Diagnostics,
): number | null {
  if (problem.page.replay) return problem.page.replay.start.length
  const base = emptyEnvironment(1, sink)
  const { graph } = base
  const scope = new Scope()
  const chosen: Record<string, Node | Formula> = {}
  for (const [name, value] of Object.entries(settings)) {
    if (value === 'param') continue
    chosen[name] = typeof value === 'number' ? graph.const(value) : value
  }
  defineHyper(scope, problem.page.hyper, chosen)
  const given = chosen.d
  const node = given && !('expr' in given) ? given : null
  const formula = given && 'expr' in given ? given : problem.page.d
  const value = node ?? buildScalar(formula, scope.environment(base, [formula]))
  if (value?.kind === 'const' && Number.isInteger(value.value) && value.value >= 1 && value.value <= 1e7)
    return value.value
  if (!sink.failed) {
    sink.report(formula.source, formula.expr.at, 'the dimension d must be a whole number from 1 to 10,000,000')
  }
  return null
}
