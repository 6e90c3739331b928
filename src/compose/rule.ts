import { STREAM, type State } from '../kernel/program.ts'
import type { Environment } from '../lang/environment.ts'
import { assigns } from '../lang/names.ts'
import type { Node } from '../lang/node.ts'
import { neverMoves } from '../messages/blocks.ts'
import { defineAsked } from './asked.ts'
import { defineDraws, Stream } from './draws.ts'
import { instantiate } from './recurrence.ts'
import { Scope } from './scope.ts'
import { OPTIMIZER, type Shared } from './shared.ts'

/** The optimizer's part of a program. */
export interface Rule {
  readonly states: readonly State[]
  /** An update, or what the first gradient does. */
  run(first: boolean): { readonly next: readonly Node[]; readonly env: Environment; readonly x: Node }
}

export function instantiateRule(shared: Shared): Rule {
  const { simulation, sink, base, lane, x, oracle, updates, timed, hyper } = shared
  const { optimizer } = simulation
  const { page } = optimizer
  const inputs = (t: Scope) => defineAsked(hyper(t), shared, null).node('x', x)
  const stepInputs = inputs(timed(updates))
  defineDraws(page.draws, stepInputs, base, new Stream(STREAM.optimizer))
  const firstInputs = inputs(
    new Scope(lane).missing(
      't',
      'in an optimizer with `init`, t counts the updates, and `init` comes before the first',
    ),
  )
  const blocks = [{ block: page.step, inputs: stepInputs }]
  if (page.init) blocks.push({ block: page.init, inputs: firstInputs })
  const constants = hyper(lane)
  constants.lazy('x', () => oracle.start)
  const instance = instantiate(page, OPTIMIZER, constants, base, blocks, 'optimizer')
  return {
    states: instance.states,
    run(first) {
      const { next, env } = first ? instance.run(page.init, firstInputs) : instance.run(page.step, stepInputs)
      const binding = env.names.get('x')
      const moved = binding?.kind === 'value' ? binding.node : x
      if (!first && !assigns(page.step.statements, 'x')) {
        const at = { start: 0, end: page.step.source.text.trimEnd().length }
        sink.report(page.step.source, at, neverMoves(optimizer.label))
      }
      return { next, env, x: moved }
    },
  }
}
