import { LIMITS } from '../budget/limits.ts'
import type { ProblemEntry } from '../config/entry.ts'
import { buildScalar } from '../lang/build.ts'
import type { Node } from '../lang/node.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { oddDimension } from '../messages/parts.ts'
import { emptyEnvironment } from './environment.ts'
import { defineHyper } from './oracle.ts'
import { Scope } from './scope.ts'
import type { Baked } from './shared.ts'

/** The dimension of a problem at chosen settings; null, and a diagnostic, if it is not a whole number from 1. */
export function dimensionOf(
  problem: ProblemEntry,
  settings: Readonly<Record<string, Baked>>,
  sink: Diagnostics,
): number | null {
  if (problem.page.replay) return problem.page.replay.start.length
  const base = emptyEnvironment(1, sink)
  const before = sink.list.length
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
  const value = node ?? buildScalar(formula, scope.environment(base))
  if (value?.kind === 'const' && Number.isInteger(value.value) && value.value >= 1 && value.value <= LIMITS.dimension)
    return value.value
  if (sink.list.length > before) return null
  const message = oddDimension(LIMITS.dimension)
  // A number has no source of its own, but a place in the page.
  const place = node && problem.at?.settings.d?.[problem.settings.d?.indexOf(settings.d as number) ?? 0]
  if (place) sink.add({ ...message, ...place })
  else sink.report(formula.source, formula.expr.at, message)
  return null
}
