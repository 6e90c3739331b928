import type { Claim, RunHypothesis } from '../../config/claim.ts'
import type { State } from '../../kernel/program.ts'
import { buildValue, type Environment } from '../../lang/build.ts'
import type { Node } from '../../lang/node.ts'
import type { Tally } from './tally.ts'

/** Names of the outputs of a hypothesis on a run: at how many steps it was true, at how many it was asked, and the first at which it was not. */
export const conditionNames = ({ id }: Pick<Claim, 'id'>, { number }: RunHypothesis) => ({
  met: `hypothesis ${number} of ${id} met`,
  asked: `hypothesis ${number} of ${id} asked`,
  failed: `hypothesis ${number} of ${id} failed`,
})

/**
 * Counts the steps at which a hypothesis is true: not 0 and not NaN, of a vector at every coordinate. The step in which a first
 * gradient only fills the states is not asked.
 *
 * @param env what a measure sees, with the states before the step; null in a step that is not asked
 */
export function conditionTally(
  claim: Claim,
  hypothesis: RunHypothesis,
  env: Environment | null,
  { graph }: Environment,
): Tally | null {
  const value = env && buildValue(hypothesis.condition, env)
  if (env && !value) return null
  const zero = graph.const(0)
  const isTrue = (node: Node) => graph.select(graph.binary('ne', node, zero), graph.binary('eq', node, node), zero)
  const truth = value && (value.shape === 'vector' ? graph.reduce('min', isTrue(value)) : isTrue(value))
  const names = conditionNames(claim, hypothesis)
  const kept = (name: string, next: (before: Node, met: Node) => Node) => {
    const before = graph.state(name, 'scalar')
    const state: State = { name, shape: 'scalar', init: zero, watched: false }
    return { state, next: truth ? next(before, truth) : before }
  }
  const all = [
    kept(names.met, (before, met) => graph.add(before, met)),
    kept(names.asked, (before) => graph.add(before, graph.const(1))),
    kept(names.failed, (before, met) => graph.select(before, before, graph.select(met, zero, graph.step()))),
  ]
  return {
    parameters: [],
    states: all.map(({ state }) => state),
    next: all.map(({ next }) => next),
    outputs: Object.fromEntries(all.map(({ state, next }) => [state.name, next])),
    restarts: false,
  }
}
