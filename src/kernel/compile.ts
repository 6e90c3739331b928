import { compile as assemble } from 'watr'
import type { Node } from '../lang/graph.ts'
import { dependence, laneConstants } from './dependence.ts'
import { type Layout, type Numbers, type Place, Tile } from './layout.ts'
import { coordinateName, resolvePicks, scalarize } from './lower.ts'
import { mathWat } from './math/index.ts'
import { reducePowers } from './powers.ts'
import type { Program, Step } from './program.ts'
import { randomPairWat, randomWat } from './random/wat.ts'
import { computed, movingRoots, programNodes, stepOperations, stepRoots } from './roots.ts'
import type { Target } from './schedule.ts'
import { stepValues } from './step-values.ts'
import { KernelTooLarge } from './too-large.ts'
import { lateSteps } from './vanished.ts'
import type { Context, Used } from './wasm/context.ts'
import { chunkSteps, driver } from './wasm/driver.ts'
import { NO_TURNS, type Turns, writeCommon, writeInit, writeSteps } from './wasm/functions.ts'
import { mathFunction } from './wasm/operations.ts'

/** A compiled program. One `WebAssembly.Module` made from `bytes` serves any number of `Lanes`. */
export interface Kernel {
  /** The module as text. */
  readonly wat: string
  readonly bytes: Uint8Array
  readonly layout: Layout
}

type Mode = 'unrolled' | 'memory'

/** Choices that are made by the size of the program unless given; no choice changes a result. */
export interface CompileOptions {
  /** `unrolled`: every coordinate in locals; `memory`: loops over the coordinates of vectors in memory. */
  readonly mode?: Mode
  /** SIMD vectors of two lanes per tile. */
  readonly vectors?: 1 | 2 | 4
  /** How many lanes there are, if it is known: of few, none should be idle. */
  readonly lanes?: number
}

/**
 * Largest dimension and number of scalar nodes that are unrolled. Measured: loops over memory are as fast from d = 4 on, and
 * faster from d = 8 on, where unrolled states no longer fit into registers.
 */
const UNROLLED_DIMENSION = 4
const UNROLLED_NODES = 1000

/** With more coordinates, what the lanes have in common is too small a part of a step to be worth a place in memory. */
const COMMON_DIMENSION = 64

/** V8 refuses functions with more than 50 000 locals. */
const MOST_LOCALS = 50_000

function chooseMode(program: Program): Mode {
  const { dimension } = program
  if (dimension > UNROLLED_DIMENSION) return 'memory'
  const nodes = programNodes(program).reduce((sum, node) => sum + (scales(node) ? dimension : 1), 0)
  return dimension === 1 || nodes <= UNROLLED_NODES ? 'unrolled' : 'memory'
}

const scales = (node: Node): boolean => node.shape === 'vector' || node.kind === 'reduce'

/**
 * How many vectors go side by side. The kernel's own functions and the random numbers are long chains of instructions that wait
 * for each other: two at once cost little more than one. Divisions and roots keep their unit busy with one vector. A
 * short rule without any of these needs several vectors to hide its latencies.
 */
function chooseVectors(lowered: Program, mode: Mode, lanes: number): 1 | 2 | 4 {
  const roots = stepRoots(lowered.step, false)
  const { shared, fixed } = dependence(roots)
  const nodes = computed(roots, () => false)
  const own = nodes.filter((node) => !shared(node) && !fixed(node))
  if (lanes <= 2 || lowered.states.length > 12 || nodes.length > 500) return 1
  if (own.some((node) => node.kind === 'draw' || callsFunction(node))) return 2
  if (mode === 'memory' || own.some(divides)) return 1
  return lowered.states.length <= 2 && nodes.length <= 40 && lanes > 4 ? 4 : 2
}

const callsFunction = (node: Node): boolean =>
  (node.kind === 'unary' || node.kind === 'binary') && mathFunction(node.op) !== null

const divides = (node: Node): boolean =>
  (node.kind === 'binary' && node.op === 'div') || (node.kind === 'unary' && node.op === 'sqrt')

/**
 * Compiles a program to WebAssembly with 128-bit SIMD, two lanes to a vector, all steps between two recording points in one
 * call. The result's bits are those of `interpret`, whatever the options.
 *
 * @throws KernelTooLarge if a step has too many operations for one function
 */
export function compileKernel(source: Program, options: CompileOptions = {}): Kernel {
  const program = reducePowers(source)
  const mode = options.mode ?? chooseMode(program)
  const lowered = mode === 'unrolled' ? scalarize(program) : resolvePicks(program)
  const vectors = options.vectors ?? chooseVectors(lowered, mode, options.lanes ?? Number.POSITIVE_INFINITY)
  const operations = stepOperations(lowered)
  const made = operations * vectors <= MOST_LOCALS ? generate(program, lowered, mode, vectors) : null
  if (made && made.locals <= MOST_LOCALS) return { wat: made.wat, bytes: assembled(made.wat), layout: made.layout }
  if (options.mode === undefined && mode === 'unrolled' && program.dimension > 1) {
    return compileKernel(source, { ...options, mode: 'memory' })
  }
  if (options.vectors === undefined && vectors > 1) return compileKernel(source, { ...options, vectors: 1 })
  throw new KernelTooLarge(`one step of this program has ${operations} operations, too many for one function`)
}

/** The assembler keeps a whole function on its stack. */
function assembled(wat: string): Uint8Array {
  try {
    return assemble(wat)
  } catch (error) {
    if (error instanceof RangeError) throw new KernelTooLarge('one step of this program has too many operations')
    throw error
  }
}

function generate(program: Program, lowered: Program, mode: Mode, vectors: 1 | 2 | 4) {
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

  const shared: Numbers[] = []
  let address = 0
  const share = (values: Float64Array): number => {
    const at = address
    shared.push({ address: at, values })
    address += 16 * Math.ceil(values.length / 2)
    return at
  }
  const tables = new Map<string, number>()
  const literals = new Map<Node, number>()
  for (const node of computed([...roots, ...inits], () => false)) {
    const source = node.kind === 'pick' ? node.a : node
    if (node.kind === 'literal') {
      literals.set(node, share(Float64Array.from({ length: dimension }, (_, k) => node.values[k] ?? Number.NaN)))
    }
    if (source.kind !== 'table' || tables.has(source.name)) continue
    tables.set(source.name, share(program.tables[source.name]?.data ?? new Float64Array()))
  }

  const inStep =
    mode === 'unrolled' || dimension <= COMMON_DIMENSION ? stepValues(stepRoots(lowered.step, false), depends) : []
  const chunk = chunkSteps(mode === 'memory' ? dimension : 1, inStep.length > 0)
  const common = address
  address += 16 * Math.ceil((chunk * inStep.length) / 2)

  const used: Used = { math: new Set(), pairs: new Set(), draws: false, drawPairs: false, scratch: 0, locals: 0 }
  const context: Context = {
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
    scratch: address,
    used,
  }
  const functions = [
    writeInit({ ...context, constants: new Map() }, initTargets(lowered, constants, context), new Map()),
  ]
  const steps = (name: string, step: Step, results: typeof context.states | null) =>
    functions.push(writeSteps(name, context, lowered.states, step, results))
  const results = offsets(outputs)
  if (lowered.first) {
    steps('$first', lowered.first, null)
    steps('$first_outputs', lowered.first, results)
  }
  const shortened = { ...context, stepValues: new Map(inStep.map((node, place) => [node, place])) }
  if (inStep.length > 0) functions.push(writeCommon(shortened))
  const inLocals = lowered.states.every(({ shape }) => shape === 'scalar')
  const careful = inLocals && lowered.states.some(({ watched }) => watched) ? '$careful_steps' : null
  const run = (name: string, step: Step, turns: Turns) =>
    functions.push(writeSteps(name, shortened, lowered.states, step, null, turns))
  if (careful) run(careful, lowered.step, NO_TURNS)
  const others = late.map((one, index) => ({ ...one, name: `$late_steps_${index + 1}` }))
  for (const { name, step } of others) run(name, step, { careful, late: [] })
  run('$steps', lowered.step, { careful, late: others })
  steps('$steps_outputs', lowered.step, results)

  const tiles = address + used.scratch * tile.size('vector')
  const layout: Layout = {
    dimension,
    vectors,
    params,
    states,
    outputs,
    seeds,
    diverged,
    shared,
    rows: Math.min(Number.POSITIVE_INFINITY, ...[...tables.keys()].map((name) => program.tables[name]?.rows ?? 0)),
    tiles,
    tileBytes: tile.bytes,
  }
  const wat = [
    '(module',
    '(memory (export "memory") 0)',
    ...(used.draws ? [randomWat()] : []),
    ...(used.drawPairs ? [randomPairWat()] : []),
    mathWat(used.math, used.pairs),
    ...functions.map((lines) => lines.join('\n')),
    driver(layout, lowered.first !== null, chunk, inStep.length > 0),
    ')',
  ].join('\n')
  return { wat, layout, locals: used.locals }
}

const offsets = (places: readonly Place[]): Map<string, number> =>
  new Map(places.map((place) => [place.name, place.offset]))

/** Offsets of states, and of each coordinate of a vector state under its own name. */
function coordinateOffsets(states: readonly Place[], dimension: number, stride: number): Map<string, number> {
  const found = offsets(states)
  for (const { name, shape, offset } of states) {
    if (shape === 'scalar') continue
    for (let k = 1; k <= dimension; k++) found.set(coordinateName(name, k), offset + (k - 1) * stride)
  }
  return found
}

function initTargets(lowered: Program, constants: ReadonlyMap<Node, number>, context: Context): Target[] {
  const common = { state: null, watched: false }
  return [
    ...lowered.states.map(({ name, shape, init }) => ({
      ...common,
      shape,
      node: init,
      offset: context.states.get(name) as number,
    })),
    ...[...constants].map(([node, offset]) => ({ ...common, shape: node.shape, node, offset })),
  ]
}
