import { LIMITS } from '../budget/limits.ts'
import type { Recurrence, StateDeclaration } from '../config/pages.ts'
import type { State } from '../kernel/program.ts'
import { type Binding, buildValue, type Environment, runBlock } from '../lang/build.ts'
import type { Node, Shape } from '../lang/node.ts'
import { Diagnostics } from '../lang/source.ts'
import type { Block } from '../lang/syntax.ts'
import { stageCount } from '../messages/parts.ts'
import type { Scope } from './scope.ts'

/** What is delayed: `past(g, n)` reads a chain of states that shifts by one every step. */
interface Delay {
  readonly name: string
  readonly length: number
  readonly current: Node
}

/** An optimizer moves `x`, and its states must stay finite; an observer (average, measure) does neither. */
export type Role = 'optimizer' | 'observer'

/** A recurrence put into a program: its states, and what its statements make of them. */
export interface Instance {
  readonly states: readonly State[]
  /** Runs a block (null: nothing changes); the new value of each state, and the names after the statements. */
  run(block: Block | null, inputs: Scope): { readonly next: readonly Node[]; readonly env: Environment }
}

interface Slot {
  readonly declaration: StateDeclaration
  /** Number of stages; null for a state without index. */
  readonly stages: number | null
  shape: Shape
}

const nodesOf = (binding: Binding): readonly Node[] => (binding.kind === 'value' ? [binding.node] : binding.nodes)

/**
 * Instantiates a page's states under `prefix`. A state is a vector if its initial value or anything assigned to it is
 * one; since assignments can depend on other states' shapes this is the least fixed point over all of `blocks`.
 *
 * @param recorded what a value was n steps ago, where that is known without states that keep it
 */
export function instantiate(
  page: Pick<Recurrence, 'state'>,
  prefix: string,
  constants: Scope,
  base: Environment,
  blocks: readonly { readonly block: Block; readonly inputs: Scope }[],
  role: Role,
  recorded: ((name: string, n: number) => Node) | null = null,
): Instance {
  const { graph } = base
  const slots: Slot[] = page.state.map((declaration) => ({
    declaration,
    stages: declaration.stages ? stagesOf(declaration, constants, base) : null,
    shape: buildValue(declaration.init, constants.environment(base))?.shape ?? 'scalar',
  }))
  const stateNames = (slot: Slot): string[] =>
    slot.stages === null
      ? [`${prefix}${slot.declaration.name}`]
      : Array.from({ length: slot.stages }, (_, j) => `${prefix}${slot.declaration.name}[${j + 1}]`)
  const current = (slot: Slot): Binding => {
    const nodes = stateNames(slot).map((name) => graph.state(name, slot.shape))
    return slot.stages === null ? { kind: 'value', node: nodes[0] as Node } : { kind: 'stages', nodes }
  }

  const delays = new Map<string, Delay>()
  const delayState = (name: string, age: number) => graph.state(`${prefix}${name}@${age}`, 'vector')
  const prepare = (inputs: Scope): Environment => {
    const env = inputs.environment(base)
    for (const slot of slots) env.names.set(slot.declaration.name, current(slot))
    const past = (name: string, n: number): Node | null => {
      const now = name === 'g' ? inputs.value('g', base) : null
      if (!now) return null
      if (n === 0) return now
      if (recorded) return recorded(name, n)
      const known = delays.get(name)
      delays.set(name, { name, length: Math.max(n, known?.length ?? 0), current: now })
      return delayState(name, n)
    }
    const free = new Set(slots.map((slot) => slot.declaration.name))
    if (role === 'optimizer') free.add('x')
    return { ...env, past, inputs: new Set([...inputs.names()].filter((name) => !free.has(name))) }
  }

  for (let changed = true; changed; ) {
    changed = false
    for (const { block, inputs } of blocks) {
      // Mistakes are told by the last word on shapes: as long as a state counts as a scalar, its sum looks like one.
      const env = { ...prepare(inputs), sink: new Diagnostics() }
      runBlock(block, env)
      for (const slot of slots) {
        const binding = env.names.get(slot.declaration.name)
        if (slot.shape === 'scalar' && binding && nodesOf(binding).some((node) => node.shape === 'vector')) {
          slot.shape = 'vector'
          changed = true
        }
      }
    }
  }

  const states: State[] = slots.flatMap((slot) => {
    const init = buildValue(slot.declaration.init, constants.environment(base))
    const watched = role === 'optimizer'
    return stateNames(slot).map((name) => ({ name, shape: slot.shape, init: init ?? graph.const(0), watched }))
  })
  const aged = [...delays.values()].flatMap((delay) =>
    Array.from({ length: delay.length }, (_, k) => ({ delay, age: k + 1 })),
  )
  for (const { delay, age } of aged) {
    states.push({ name: `${prefix}${delay.name}@${age}`, shape: 'vector', init: graph.const(0), watched: false })
  }

  return {
    states,
    run(block, inputs) {
      const env = prepare(inputs)
      if (block) runBlock(block, env)
      const assigned = slots.flatMap((slot) => nodesOf(env.names.get(slot.declaration.name) ?? current(slot)))
      const shifted = aged.map(({ delay, age }) =>
        age === 1 ? (inputs.value(delay.name, base) as Node) : delayState(delay.name, age - 1),
      )
      return { next: [...assigned, ...shifted], env }
    },
  }
}

function stagesOf(declaration: StateDeclaration, constants: Scope, base: Environment): number {
  const formula = declaration.stages
  if (!formula) return 1
  const node = buildValue(formula, constants.environment(base))
  if (node?.kind === 'const' && Number.isInteger(node.value) && node.value >= 1 && node.value <= LIMITS.stages)
    return node.value
  if (node) {
    base.sink.report(formula.source, formula.expr.at, stageCount(LIMITS.stages))
  }
  return 1
}
