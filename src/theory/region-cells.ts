import type { RegionClaim } from '../config/experiment.ts'
import { binomialLowerTail } from '../stats/binomial.ts'
import type { Case } from './case.ts'
import { leftToChance } from './chance.ts'
import { endedBadly } from './ended.ts'
import { tooShort, unmetHypothesis } from './hypotheses.ts'
import type { Sample } from './sample.ts'

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

type World = Omit<Case, 'sample' | 'measure' | 'names' | 'random'>

/**
 * What a point of the grid says of a claimed region. A seed's outcome is inside or outside; a cell is inside if most seeds are.
 *
 * @returns the cell, or why it makes the whole map an error
 */
export function cellOf(claim: RegionClaim, sample: Sample, measure: number, world: World): Cell | string {
  const { experiment, evaluator } = world
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
  const unmet = unmetHypothesis(claim.hypotheses, names, evaluator) ?? tooShort(claim, names, evaluator)
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
 * How many cells a cell is away from the nearest one on the other side of the claimed boundary, along the axis on which it is
 * further: 1 is next to the boundary. Infinity if the boundary does not pass through the map.
 */
export function distanceToBoundary(cell: Cell, cells: readonly Cell[]): number {
  const columns = positions(cells.map(({ x }) => x))
  const rows = positions(cells.map(({ y }) => y))
  const apart = (a: number | undefined, b: number | undefined) => Math.abs((a ?? Number.NaN) - (b ?? Number.NaN))
  let nearest = Number.POSITIVE_INFINITY
  for (const other of cells) {
    if (other.predicted === cell.predicted) continue
    const distance = Math.max(
      apart(columns.get(other.x), columns.get(cell.x)),
      apart(rows.get(other.y), rows.get(cell.y)),
    )
    nearest = Math.min(nearest, distance)
  }
  return nearest
}

/** The place of each value in its ascending order. */
function positions(values: readonly number[]): ReadonlyMap<number, number> {
  return new Map([...new Set(values)].sort((a, b) => a - b).map((value, index) => [value, index]))
}
