import type { OptimizerPage } from '../config/pages.ts'
import type { Definitions } from '../lang/definition.ts'
import { Diagnostics } from '../lang/source.ts'
import { sameGraphs } from '../proof/compare/canonical.ts'
import { ruleDimension } from '../proof/dimension.ts'
import { type RuleGraph, ruleGraph } from '../proof/rule-graph.ts'
import type { Change, Operator } from './operator.ts'
import { OPERATORS } from './operators.ts'
import { changedPage } from './page.ts'
import { Rule } from './rule.ts'
import { startsUnread } from './unread.ts'

/** A rule that is broken in one way. */
export interface Mutant {
  /** Within its rule: `v-old`. */
  readonly name: string
  readonly note: string
  readonly operator: Operator
  /** The rule with the change made. Its dialect is the mutant. */
  readonly page: OptimizerPage
}

/** What breaking a rule in every way comes to. */
export interface Mutants {
  readonly mutants: readonly Mutant[]
  /** Changes that are none: their graph is that of the rule, or of a mutant before them. */
  readonly same: readonly { readonly name: string; readonly note: string; readonly as: string | null }[]
  /** Changes that make no rule, and why. */
  readonly unfit: readonly { readonly name: string; readonly note: string; readonly why: string }[]
}

/**
 * All mutants of a rule, in the order of the operators. None of them has the graph of the rule, or of another one, whatever the
 * hyperparameters are.
 *
 * @param definitions the predictions that its formulas may call
 */
export function mutantsOf(page: OptimizerPage, definitions: Definitions): Mutants {
  const dimension = ruleDimension([page])
  const graph = (one: OptimizerPage, sink: Diagnostics): RuleGraph | null => ruleGraph(one, {}, { dimension, sink })
  const own = graph(page, new Diagnostics())
  const found: (Mutant & { graph: RuleGraph })[] = []
  const same: Mutants['same'][number][] = []
  const unfit: Mutants['unfit'][number][] = []
  for (const { change, operator } of changesOf(page)) {
    const { name, note } = change
    const sink = new Diagnostics()
    const changed = changedPage(page, change, definitions, sink)
    const made = changed && graph(changed, sink)
    if (!changed || !made) unfit.push({ name, note, why: sink.list[0]?.message ?? 'it is no rule' })
    else if (own && (sameGraphs(own, made) || startsUnread(own, change))) same.push({ name, note, as: null })
    else {
      const before = found.find((one) => sameGraphs(one.graph, made))
      if (before) same.push({ name, note, as: before.name })
      else found.push({ name, note, operator, page: changed, graph: made })
    }
  }
  return { mutants: found.map(({ graph: _, ...mutant }) => mutant), same, unfit }
}

/** The rule of one mutant; null if none has this name. */
export function mutantPage(page: OptimizerPage, name: string, definitions: Definitions): OptimizerPage | null {
  const change = changesOf(page).find((one) => one.change.name === name)?.change
  return change ? changedPage(page, change, definitions, new Diagnostics()) : null
}

/** The names of all that can be broken, those that come to nothing included. */
export const mutantNames = (page: OptimizerPage): string[] => changesOf(page).map(({ change }) => change.name)

/** Every change by every operator. Of those with one name the later ones get a number, and so do those that are called like a dialect. */
function changesOf(page: OptimizerPage): { readonly change: Change; readonly operator: Operator }[] {
  const rule = new Rule(page)
  const taken = new Set(Object.keys(page.dialects).map((name) => name.slice(name.indexOf('/') + 1)))
  return OPERATORS.flatMap((operator) =>
    operator.changes(rule).map((change) => {
      let { name } = change
      for (let n = 2; taken.has(name); n++) name = `${change.name}-${n}`
      taken.add(name)
      return { operator, change: { ...change, name } }
    }),
  )
}
