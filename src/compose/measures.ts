import type { MeasureEntry } from '../config/experiment.ts'
import { STREAM, type State } from '../kernel/program.ts'
import { buildScalar, type Environment } from '../lang/build.ts'
import type { Node } from '../lang/node.ts'
import { defineDraws, Stream } from './draws.ts'
import { instantiate } from './recurrence.ts'
import { Scope } from './scope.ts'

type Functions = Environment['functions']

/** All measures of an experiment, put into a program. */
export interface Measures {
  readonly states: readonly State[]
  /** What the measures see after a step, and the functions `loss(y)`, `objective(y)`, `grad(y)`. */
  run(seen: Scope, functions: Functions): { readonly next: readonly Node[]; readonly outputs: Record<string, Node> }
}

/** A measure's state is a running scalar or vector; its settings are formulas in what measures see. */
export function instantiateMeasures(entries: readonly MeasureEntry[], lane: Scope, base: Environment): Measures {
  const stream = new Stream(STREAM.measure)
  const draws = entries.map((entry) => {
    const scope = new Scope(lane)
    defineDraws(entry.page.draws, scope, base, stream)
    return scope
  })
  const inputs = (entry: MeasureEntry, seen: Scope, index: number): Scope => {
    const scope = new Scope(seen)
    for (const [name, formula] of Object.entries(entry.page.hyper)) {
      const given = entry.settings[name]
      if (given) scope.formula(name, given, seen)
      else scope.formula(name, formula)
    }
    for (const draw of entry.page.draws) {
      scope.lazy(draw.name, () => draws[index]?.value(draw.name, base) ?? null)
    }
    return scope
  }
  const cache: { states: State[] | null } = { states: null }

  return {
    get states() {
      return cache.states ?? []
    },
    run(seen, functions) {
      const env = { ...base, functions }
      const states: State[] = []
      const next: Node[] = []
      const outputs: Record<string, Node> = {}
      entries.forEach((entry, index) => {
        const { page, name } = entry
        const scope = inputs(entry, seen, index)
        const constants = new Scope(lane)
        for (const [key, formula] of Object.entries(page.hyper)) {
          const given = entry.settings[key]
          constants.formula(key, given ?? formula)
        }
        const blocks = [{ block: page.step, inputs: scope }]
        const instance = instantiate(page, `measure.${name}.`, constants, env, blocks, 'observer')
        const result = instance.run(page.step, scope)
        const value = buildScalar(page.value, { ...result.env, functions })
        states.push(...instance.states)
        next.push(...result.next)
        outputs[name] = value ?? base.graph.const(1)
      })
      cache.states ??= states
      return { next, outputs }
    },
  }
}
