import type { Node } from '../../lang/node.ts'
import type { KernelFunction } from '../code/instruction.ts'
import { dependence, laneConstants } from '../dependence.ts'
import { type Layout, type MemoryPlace, Tile } from '../layout.ts'
import { coordinateName } from '../lower.ts'
import { mathFunctions } from '../math/index.ts'
import type { Program, Step } from '../program.ts'
import { movingRoots, stepRoots } from '../roots.ts'
import type { WantedValue } from '../schedule.ts'
import { stepValues } from '../step-values.ts'
import { type LateStep, lateSteps } from '../vanished.ts'
import { commonFunction } from './common.ts'
import type { GenerationContext, Used } from './context.ts'
import { chunkSteps, driver } from './driver.ts'
import type { Mode } from './form.ts'
import { initFunction } from './init.ts'
import { SharedMemory } from './shared-memory.ts'
import { NO_CONTINUATIONS, stepsFunction } from './steps.ts'

/** With more coordinates, what the lanes have in common is too small a part of a step to be worth a place in memory. */
const COMMON_DIMENSION = 64

/** A program as instructions, for any target. */
export interface KernelCode {
  readonly functions: readonly KernelFunction[]
  readonly layout: Layout
  /** What the functions call and need; `uniforms` and `uniforms_pair`, where used, are the target's own. */
  readonly used: Used
}

/** Where a program's numbers are, and what is computed where. */
interface Arrangement {
  readonly context: GenerationContext
  readonly layout: Omit<Layout, 'tiles'>
  readonly results: ReadonlyMap<string, number>
  readonly late: readonly LateStep[]
  /** What is computed once a step for all tiles. */
  readonly inStep: readonly Node[]
  readonly chunk: number
}

/**
 * The functions of a kernel: `init` and `advance`, which the host calls, and what these call.
 *
 * @param program with its states and outputs as they are seen
 * @param lowered the same, as it is computed in this mode
 */
export function generate(program: Program, lowered: Program, mode: Mode, vectors: 1 | 2 | 4): KernelCode {
  const arrangement = arrange(program, lowered, mode, vectors)
  const { context, inStep, chunk } = arrangement
  const written = [
    initFunction({ ...context, constants: new Map() }, initTargets(lowered, context)),
    ...stepFunctions(lowered, arrangement),
  ]
  const { used } = context
  const scratch = used.scratch * context.dimension * context.stride
  const layout: Layout = { ...arrangement.layout, tiles: context.scratch + scratch }
  const functions = [
    ...mathFunctions(used.math, used.pairs),
    ...written,
    ...driver(layout, lowered.first !== null, chunk, inStep.length > 0),
  ]
  return { functions, layout, used }
}

function arrange(program: Program, lowered: Program, mode: Mode, vectors: 1 | 2 | 4): Arrangement {
  const { dimension } = program
  const tile = new Tile(dimension, vectors)
  const seeds = tile.take('scalar')
  const diverged = tile.take('scalar')
  const params = program.params.map((name) => tile.place(name, 'scalar'))
  const states = program.states.map((state) => tile.place(state.name, state.shape))
  const outputs = Object.keys(program.step.outputs).map((name) => tile.place(name, 'scalar'))

  const late = lateSteps(lowered)
  const roots = [...movingRoots(lowered), ...late.flatMap(({ step }) => step.next)]
  const inits = lowered.states.map((state) => state.init)
  const depends = dependence([...roots, ...inits])
  const constants = new Map(laneConstants(roots, depends).map((node) => [node, tile.take(node.shape)]))

  const memory = new SharedMemory()
  const { tables, literals } = memory.hold(program, [...roots, ...inits])
  const inStep =
    mode === 'unrolled' || dimension <= COMMON_DIMENSION ? stepValues(stepRoots(lowered.step, false), depends) : []
  const chunk = chunkSteps(mode === 'memory' ? dimension : 1, inStep.length > 0)
  const common = memory.take(chunk * inStep.length)

  const context: GenerationContext = {
    dimension,
    vectors,
    stride: tile.stride,
    shared: depends.shared,
    constants,
    stepValues: new Map(),
    common,
    params: offsets(params),
    states: mode === 'unrolled' ? coordinateOffsets(states, dimension, tile.stride) : offsets(states),
    literals,
    tables,
    seeds,
    diverged,
    scratch: memory.bytes,
    used: { math: new Set(), pairs: new Set(), draws: false, drawPairs: false, scratch: 0, locals: 0 },
  }
  const rows = Math.min(Number.POSITIVE_INFINITY, ...[...tables.keys()].map((name) => program.tables[name]?.rows ?? 0))
  const shared = memory.numbers
  const layout = { dimension, vectors, params, states, outputs, seeds, diverged, shared, rows, tileBytes: tile.bytes }
  return { context, layout, results: offsets(outputs), late, inStep, chunk }
}

/** The first step, if it is another; what steps have in common; the steps, in each of their forms. */
function stepFunctions(lowered: Program, { context, results, late, inStep }: Arrangement): KernelFunction[] {
  const { states } = lowered
  const whole = (name: string, step: Step, outputs: ReadonlyMap<string, number> | null) =>
    stepsFunction(name, context, states, step, outputs)
  const shortened = { ...context, stepValues: new Map(inStep.map((node, place) => [node, place])) }
  const short = (name: string, step: Step, turns = NO_CONTINUATIONS) =>
    stepsFunction(name, shortened, states, step, null, turns)
  const inLocals = states.every(({ shape }) => shape === 'scalar')
  const careful = inLocals && states.some(({ watched }) => watched) ? 'careful_steps' : null
  const others = late.map((one, index) => ({ ...one, name: `late_steps_${index + 1}` }))
  return [
    ...(lowered.first ? [whole('first', lowered.first, null), whole('first_outputs', lowered.first, results)] : []),
    ...(inStep.length > 0 ? [commonFunction(shortened)] : []),
    ...(careful ? [short(careful, lowered.step)] : []),
    ...others.map(({ name, step }) => short(name, step, { careful, late: [] })),
    short('steps', lowered.step, { careful, late: others }),
    whole('steps_outputs', lowered.step, results),
  ]
}

const offsets = (places: readonly MemoryPlace[]): Map<string, number> =>
  new Map(places.map((place) => [place.name, place.offset]))

/** Offsets of states, and of each coordinate of a vector state under its own name. */
function coordinateOffsets(states: readonly MemoryPlace[], dimension: number, stride: number): Map<string, number> {
  const found = offsets(states)
  for (const { name, shape, offset } of states) {
    if (shape === 'scalar') continue
    for (let k = 1; k <= dimension; k++) found.set(coordinateName(name, k), offset + (k - 1) * stride)
  }
  return found
}

function initTargets(lowered: Program, context: GenerationContext): WantedValue[] {
  const common = { state: null, watched: false }
  return [
    ...lowered.states.map(({ name, shape, init }) => ({
      ...common,
      shape,
      node: init,
      offset: context.states.get(name) as number,
    })),
    ...[...context.constants].map(([node, offset]) => ({ ...common, shape: node.shape, node, offset })),
  ]
}
