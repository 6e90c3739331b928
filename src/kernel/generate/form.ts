import type { Node } from '../../lang/node.ts'
import { dependence } from '../dependence.ts'
import { isMath } from '../math/index.ts'
import type { Program } from '../program.ts'
import { computed, programNodes, stepRoots } from '../roots.ts'

export type Mode = 'unrolled' | 'memory'

/** Choices that are made by the size of the program unless given; no choice changes a result. */
export interface FormOptions {
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

export function chooseMode(program: Program): Mode {
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
export function chooseVectors(lowered: Program, mode: Mode, lanes: number): 1 | 2 | 4 {
  const roots = stepRoots(lowered.step, false)
  const { shared, fixed } = dependence(roots)
  const nodes = computed(roots, () => false)
  const own = nodes.filter((node) => !shared(node) && !fixed(node))
  if (lanes <= 2 || lowered.states.length > 12 || nodes.length > 500) return 1
  if (own.some((node) => node.kind === 'draw' || callsFunction(node))) return 2
  if (mode === 'memory' || own.some(divides)) return 1
  return lowered.states.length <= 2 && nodes.length <= 40 && lanes > 4 ? 4 : 2
}

const callsFunction = (node: Node): boolean => (node.kind === 'unary' || node.kind === 'binary') && isMath(node.op)

const divides = (node: Node): boolean =>
  (node.kind === 'binary' && node.op === 'div') || (node.kind === 'unary' && node.op === 'sqrt')
