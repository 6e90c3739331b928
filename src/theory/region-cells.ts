import { leftToChance } from '../config/chance.ts'
import type { RegionClaim } from '../config/claim.ts'
import { binomialLowerTail } from '../stats/binomial.ts'
import type { Case } from './case.ts'
import { meetingRuns } from './during.ts'
import { endedBadly } from './ended.ts'
import { tooShort, unmetHypothesis } from './hypotheses.ts'
import { atHorizons, type Sample } from './sample.ts'

/** One point of a map. */
export interface Cell {
  readonly x: number
  readonly y: number
  /** Whether the claim says that it is inside. */
  readonly predicted: boolean
  /** Why it is not judged; null if it is. */
  readonly left: 'exempt' | 'hypothesis' | null
  /** Whether it agrees with the prediction for most of the seeds. */
  readonly agrees: boolean
  /** P value of "the probability that a seed agrees is at least 1/2"; 0 or 1 where nothing is left to chance. */
  readonly chance: number
  /** P value of "that probability is at most 1/2". */
  readonly chanceOfOpposite: number
  /** The measure of the first seed. */
  readonly value: number
  readonly n: number
  readonly random: boolean
}

type World = Omit<Case, 'sample' | 'measure' | 'names' | 'horizons' | 'random'>

/**
 * What a point of the grid says of a claimed region. A seed's outcome is inside or outside; a cell is inside if most seeds are.
 *
 * @returns the cell, or why it makes the whole map an error
 */
export function cellOf(claim: RegionClaim, whole: Sample, measure: number, world: World): Cell | string {
  const { experiment, evaluator } = world
  const asked = atHorizons(whole, claim.where)
  if (!asked) return 'no run has a horizon that the claim is about'
  const met = meetingRuns(claim, asked, world.traces, evaluator)
  const sample = met.sample ?? asked
  const [lead] = sample.runs
  const [x, y] = [coordinate(sample, claim.x), claim.y === null ? 0 : coordinate(sample, claim.y)]
  if (!lead || x === null || y === null) return `${claim.x} and ${claim.y} are not both numbers at all points`
  const place = `${claim.x} = ${x}${claim.y === null ? '' : `, ${claim.y} = ${y}`}`
  const names = evaluator.constants(lead.run)
  const margin = evaluator.evaluate(claim.inside, names)
  if (margin === null || Number.isNaN(margin)) return `the boundary has no value at ${place}`
  const exempt = evaluator.evaluate(claim.exempt, names)
  if (exempt === null || Number.isNaN(exempt)) return `the exemption has no value at ${place}`
  const predicted = margin > 0
  const unmet =
    met.sample === null
      ? met.broken
      : (unmetHypothesis(claim.hypotheses, names, evaluator) ?? tooShort(claim, names, evaluator))
  const left: Cell['left'] = unmet !== null ? 'hypothesis' : exempt !== 0 ? 'exempt' : null
  const random = leftToChance(experiment, sample.problem, sample.optimizer)
  const value = lead.run.final[measure] ?? Number.NaN
  const about = { x, y, predicted, left, value, random, n: sample.runs.length }
  // A cell that is not judged may end as it likes.
  if (left !== null) return { ...about, agrees: true, chance: 1, chanceOfOpposite: 1 }

  const bad = endedBadly(sample.runs.filter(({ run }) => run.status !== 'diverged' || claim.diverged === null))
  if (bad) return `${bad}, at ${place}`
  let agreeing = 0
  for (const { run } of sample.runs) {
    const final = run.final[measure] ?? Number.NaN
    if (run.status !== 'diverged' && Number.isNaN(final))
      return `${claim.measure} of seed ${run.seed} is not a number at ${place}`
    const outcome =
      run.status === 'diverged'
        ? Number(claim.diverged === 'inside')
        : evaluator.evaluate(claim.outcome, { ...names, value: final })
    if (outcome === null || Number.isNaN(outcome)) return `the outcome has no value at ${place}, seed ${run.seed}`
    if ((outcome !== 0) === predicted) agreeing++
  }
  const n = sample.runs.length
  const agrees = 2 * agreeing > n
  if (!random) return { ...about, agrees, chance: Number(agrees), chanceOfOpposite: Number(!agrees) }
  const chance = binomialLowerTail(agreeing, n, 0.5)
  return { ...about, agrees, chance, chanceOfOpposite: binomialLowerTail(n - agreeing, n, 0.5) }
}

function coordinate(sample: Sample, axis: string): number | null {
  const value = sample.hyper[axis] ?? sample.given[axis]
  return typeof value === 'number' ? value : null
}

/**
 * How many cells each cell is away from the nearest one on the other side of the claimed boundary, along the axis on which it is
 * further: 1 is next to the boundary. Infinity if the boundary does not pass through the map.
 *
 * Two sweeps over the map give the chessboard distance exactly (Rosenfeld and Pfaltz 1968): in time proportional to its cells.
 */
export function distancesToBoundary(cells: readonly Cell[]): ReadonlyMap<Cell, number> {
  const columns = positions(cells.map(({ x }) => x))
  const rows = positions(cells.map(({ y }) => y))
  const wide = columns.size
  const at = ({ x, y }: Cell) => (rows.get(y) ?? 0) * wide + (columns.get(x) ?? 0)
  const [fromInside, fromOutside] = [true, false].map((side) => {
    const distance = new Float64Array(wide * rows.size).fill(Number.POSITIVE_INFINITY)
    for (const cell of cells) if (cell.predicted === side) distance[at(cell)] = 0
    sweep(distance, wide, rows.size)
    return distance
  })
  return new Map(cells.map((cell) => [cell, (cell.predicted ? fromOutside : fromInside)?.[at(cell)] ?? Number.NaN]))
}

/** Turns 0 at some cells and infinity elsewhere into the chessboard distance from them. */
function sweep(distance: Float64Array, wide: number, high: number): void {
  const value = (column: number, row: number) =>
    column < 0 || column >= wide || row < 0 || row >= high
      ? Number.POSITIVE_INFINITY
      : (distance[row * wide + column] ?? Number.POSITIVE_INFINITY)
  const relax = (column: number, row: number, back: 1 | -1) => {
    const before = [value(column - back, row), ...[-1, 0, 1].map((step) => value(column + step, row - back))]
    distance[row * wide + column] = Math.min(value(column, row), Math.min(...before) + 1)
  }
  for (let row = 0; row < high; row++) for (let column = 0; column < wide; column++) relax(column, row, 1)
  for (let row = high - 1; row >= 0; row--) for (let column = wide - 1; column >= 0; column--) relax(column, row, -1)
}

/** The place of each value in its ascending order. */
function positions(values: readonly number[]): ReadonlyMap<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, index) => [value, index]))
}
