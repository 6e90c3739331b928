import type { OptimizerPage } from '../config/pages.ts'
import { STREAM } from '../kernel/program.ts'
import { denominators, dependsOn, reachable } from '../lang/facts.ts'
import type { Node } from '../lang/graph.ts'
import { Diagnostics } from '../lang/source.ts'
import { defineDraws, Stream } from './draws.ts'
import { emptyEnvironment } from './environment.ts'
import { defineHyper } from './oracle.ts'
import { instantiate } from './recurrence.ts'
import { Scope } from './scope.ts'

/** What the dependency graph of one update says, without running it. */
export interface RuleFacts {
  /** False if a denominator that has data in it contains this step's gradient; null if there is no such denominator. */
  readonly denominatorSeesGradient: boolean | null
  /** Whether the update of a coordinate uses that coordinate only. */
  readonly coordinateWise: boolean
  readonly stateVectors: number
  readonly stateScalars: number
}

const isGradient = (node: Node) => node.kind === 'table'

/** Static facts of a rule at its default hyperparameters. Errors of the page go to `sink`. */
export function ruleFacts(page: OptimizerPage, sink: Diagnostics = new Diagnostics()): RuleFacts {
  const base = emptyEnvironment(2, sink)
  const { graph } = base
  const x = graph.state('x', 'vector')
  const lane = new Scope().node('T', graph.param('T')).node('d', graph.const(2)).node('i', graph.index())
  const scope = new Scope(lane)
    .node('t', graph.step())
    .node('g', graph.table('g'))
    .node('grad', graph.table('grad'))
    .node('loss', graph.param('loss'))
    .node('x', x)
  defineHyper(scope, page.hyper, {})
  defineDraws(page.draws, scope, base, new Stream(STREAM.optimizer))
  const blocks = [{ block: page.step, inputs: scope }]
  const instance = instantiate(page, '', scope, base, blocks, 'optimizer')
  const { env } = instance.run(page.step, scope)
  const binding = env.names.get('x')
  const moved = binding?.kind === 'value' ? binding.node : x

  const isData = (node: Node) => node.kind === 'table' || node.kind === 'state'
  const data = denominators(moved).filter((node) => dependsOn(node, isData))
  const nodes = reachable([moved])
  return {
    denominatorSeesGradient: data.length === 0 ? null : data.some((node) => dependsOn(node, isGradient)),
    coordinateWise: ![...nodes].some((node) => node.kind === 'reduce' || node.kind === 'pick'),
    stateVectors: instance.states.filter((state) => state.shape === 'vector').length,
    stateScalars: instance.states.filter((state) => state.shape === 'scalar').length,
  }
}

/** The facts as sentences, for `show` and the report. */
export function factSentences(facts: RuleFacts): string[] {
  const denominator =
    facts.denominatorSeesGradient === null
      ? 'no denominator contains data'
      : facts.denominatorSeesGradient
        ? 'the denominator depends on g_t'
        : 'the denominator does not depend on g_t'
  return [
    denominator,
    facts.coordinateWise ? 'the update is coordinate-wise' : 'the update of a coordinate uses other coordinates',
    `${facts.stateVectors} state vectors${facts.stateScalars > 0 ? ` and ${facts.stateScalars} scalars` : ''}`,
  ]
}
