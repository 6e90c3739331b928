import { STREAM, type State } from '../kernel/program.ts'
import { buildValue } from '../lang/build.ts'
import type { Node } from '../lang/node.ts'
import { defineDraws, Stream } from './draws.ts'
import { defineHyper } from './oracle.ts'
import { instantiate } from './recurrence.ts'
import { Scope } from './scope.ts'
import type { Shared } from './shared.ts'

/** The average's part of a program. */
export interface Average {
  readonly states: readonly State[]
  /** The average at the point after the step. */
  run(point: Node): { readonly next: readonly Node[]; readonly value: Node | null }
}

export function instantiateAverage({ simulation, base, lane, x, oracle, timed }: Shared): Average | null {
  const { graph } = base
  const use = simulation.experiment.average
  if (!use) return null
  const constants = new Scope(lane).lazy('x', () => oracle.start)
  defineHyper(constants, use.page.hyper, use.settings)
  const inputs = (point: Node) => {
    const scope = new Scope(timed(graph.step())).node('x', point).node('x_before', x)
    defineHyper(scope, use.page.hyper, use.settings)
    defineDraws(use.page.draws, scope, base, new Stream(STREAM.average))
    return scope
  }
  const blocks = [{ block: use.page.step, inputs: inputs(x) }]
  const instance = instantiate(use.page, 'average.', constants, base, blocks, 'observer')
  return {
    states: instance.states,
    run(point) {
      const { next, env } = instance.run(use.page.step, inputs(point))
      const value = buildValue(use.page.value, env)
      return { next, value: value && graph.broadcast(value) }
    },
  }
}
