import { adamReddi } from './loops/adam-reddi.ts'
import { adoptStudent } from './loops/adopt-student.ts'
import { clippedAdam } from './loops/clipped-adam.ts'
import { kadam } from './loops/kadam.ts'
import { largeQuadratic } from './loops/large-quadratic.ts'
import type { Loop } from './loops/loop.ts'
import { stabilityMap } from './loops/stability-map.ts'
import type { Build, Library } from './toolchain.ts'

/** Work that several programs do, each in its own way, and the same results that all must reach. */
export interface Workload {
  readonly id: string
  readonly title: string
  /** Name of the page in `bench/pages`, and of the anchors. */
  readonly page: string
  /** What differs from the page, as `--set` of the command line has it; and what else with `--quick`. */
  readonly set?: readonly string[]
  readonly quickSet?: readonly string[]
  /** Hyperparameters that differ from run to run. */
  readonly columns: readonly string[]
  /** States that are compared; with null the whole laboratory runs, and iterates and measures are compared. */
  readonly states: readonly string[] | null
  /** In JavaScript; null where it would only take long. */
  readonly loop: Loop | null
  readonly builds: readonly Build[]
  readonly libraries: readonly Library[]
  readonly steps: number
  /** Steps with `--quick`, and always those of programs other than C, which are slower. */
  readonly quick: number
  /**
   * Largest difference, relative to the larger of 1 and the number: of C and JavaScript, of libraries. 0 means the same bits.
   * Where the work calls pow, log or cos, the last bits are those of each program's own mathematics.
   */
  readonly within: { readonly loops: number; readonly libraries: number }
  /** Bytes that a step moves for each coordinate of a run, where the arrays are larger than the caches. */
  readonly bytes?: number
  /** How many times as fast as others this project has to be. */
  readonly targets: Readonly<Record<string, number>>
}

const libraryTargets = { numpy: 5, numba: 4 }
const BITS = { loops: 0, libraries: 1e-12 }
/** Trajectories are compared, not laws: contracting dynamics keep differences of the last bits small. */
const OWN_MATHEMATICS = { loops: 1e-9, libraries: 1e-9 }

export const WORKLOADS: readonly Workload[] = [
  {
    id: 'a',
    title: "Adam on Reddi's problem, 4096 runs with their own beta1 and beta2",
    page: 'adam-reddi',
    columns: ['beta1', 'beta2'],
    states: ['x'],
    loop: adamReddi,
    builds: ['C native', 'C SSE2'],
    libraries: ['numpy', 'numba', 'torch'],
    steps: 10_000,
    quick: 500,
    within: BITS,
    targets: { 'C native': 1, ...libraryTargets, torch: 5000 },
  },
  {
    id: 'b',
    title: 'ADOPT on an ill-scaled quadratic, d = 10, Student-t noise, 1024 runs',
    page: 'adopt-student',
    columns: [],
    states: ['x'],
    loop: adoptStudent,
    builds: ['C native', 'C SSE2', 'C fast'],
    libraries: ['numpy', 'numba'],
    steps: 300,
    quick: 20,
    within: OWN_MATHEMATICS,
    targets: { 'C native': 1.5, 'C fast': 0.5, ...libraryTargets },
  },
  {
    id: 'c',
    title: 'Stability map of 256 x 256 cells, with planning and storing',
    page: 'stability-map',
    quickSet: ['beta1={from: 0.95, to: 0.9999, count: 64}', 'beta2={from: 0.94, to: 0.9999, count: 64}'],
    columns: ['beta1', 'beta2'],
    states: null,
    loop: stabilityMap,
    builds: ['C native', 'C SSE2'],
    libraries: ['numpy', 'numba'],
    steps: 10_000,
    quick: 200,
    within: BITS,
    targets: { 'C native': 0.9, ...libraryTargets },
  },
  {
    id: 'd',
    title: 'Adam on a quadratic, d = 10^5, gaussian noise, 8 runs',
    page: 'large-quadratic',
    columns: [],
    states: ['x'],
    loop: largeQuadratic,
    builds: ['C native', 'C SSE2', 'C fast'],
    libraries: ['numpy', 'numba'],
    steps: 20,
    quick: 2,
    within: OWN_MATHEMATICS,
    bytes: 56,
    targets: { 'C native': 0.5, ...libraryTargets },
  },
  {
    id: 'd6',
    title: 'The same, d = 10^6, one run',
    page: 'large-quadratic',
    set: ['problem.d=1000000', 'seeds=1'],
    columns: [],
    states: ['x'],
    loop: null,
    builds: ['C native', 'C fast'],
    libraries: [],
    steps: 10,
    quick: 2,
    within: OWN_MATHEMATICS,
    bytes: 56,
    targets: {},
  },
  {
    id: 'e',
    title: "k-Adam with three stages on Reddi's problem, 4096 runs",
    page: 'kadam',
    columns: ['beta1', 'beta2'],
    states: ['x'],
    loop: kadam,
    builds: ['C native', 'C SSE2'],
    libraries: ['numpy', 'numba'],
    steps: 3000,
    quick: 200,
    within: BITS,
    targets: libraryTargets,
  },
  {
    id: 'f',
    title: 'Clipped Adam with random scaling and a model EMA, d = 100, 256 runs',
    page: 'clipped-adam',
    columns: [],
    states: ['x', 'average.xbar'],
    loop: clippedAdam,
    builds: ['C native', 'C SSE2'],
    libraries: ['numpy', 'numba'],
    steps: 2000,
    quick: 100,
    within: OWN_MATHEMATICS,
    targets: libraryTargets,
  },
]
