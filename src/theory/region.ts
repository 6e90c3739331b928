import type { RegionClaim } from '../config/claim.ts'
import { whereAsPlace } from '../config/where.ts'
import type { Verdict } from '../run/verdict.ts'
import { chanceOfAtMostFalse, fewestFalse } from '../stats/partial-conjunction.ts'
import type { Case } from './case.ts'
import { short } from './digits.ts'
import { type Finding, unmeasured } from './finding.ts'
import { type Cell, cellOf, distancesToBoundary } from './region-cells.ts'
import { counterparts, gridPlace, matches, type Sample } from './sample.ts'

type World = Omit<Case, 'sample' | 'measure' | 'names' | 'horizons' | 'random'>

/** Disagreeing cells that a reason names; of more, their number. */
const NAMED = 6

/** Of a share: a sum of decimal fractions is off by rounding. */
const ROUNDING = 1e-9

/**
 * One verdict for a whole map, not one a point: does the measured region agree with the claimed one in at least the share
 * `agreement` of the cells? There is one map for each problem and each combination of the axes that are not `x` or `y`.
 */
export function judgeRegion(
  claim: RegionClaim,
  world: World,
): { verdict: Omit<Verdict, keyof Finding>; finding: Finding }[] {
  const { experiment, samplesOf } = world
  const heading = { claim: claim.id, judge: claim.judge, strength: claim.strength, expect: claim.expect }
  return claim.optimizers.flatMap((optimizer) => {
    const maps = mapsOf(claim, samplesOf(optimizer), world)
    if (maps.length === 0) {
      const finding = unmeasured('not-measured', 0, `no run of ${optimizer} is what the claim is about`)
      return [{ verdict: { ...heading, optimizer, problem: '', at: whereAsPlace(claim.where), mutants: {} }, finding }]
    }
    // A claim over several maps says something of each, so a mutant is caught if it fails on one of them.
    const mutants = Object.fromEntries(
      claim.mutants.map((label) => {
        const caught = maps.some(({ samples }) => {
          const wrong = samples.flatMap((sample) => counterparts(experiment, sample, samplesOf(label)))
          return wrong.length > 0 && judgeMap(claim, wrong, world).status === 'violated'
        })
        return [label, caught ? ('caught' as const) : ('missed' as const)]
      }),
    )
    return maps.map(({ problem, at, samples }) => ({
      verdict: { ...heading, optimizer, problem, at, mutants },
      finding: judgeMap(claim, samples, world),
    }))
  })
}

interface SampledMap {
  readonly problem: string
  readonly at: Verdict['at']
  readonly samples: readonly Sample[]
}

function mapsOf(claim: RegionClaim, samples: readonly Sample[], { experiment }: World): SampledMap[] {
  const maps = new Map<string, SampledMap & { samples: Sample[] }>()
  for (const sample of samples.filter((one) => matches(one, claim.where))) {
    const own = new Set([claim.x, claim.y, `problem.${claim.x}`, `problem.${claim.y}`])
    const at = Object.fromEntries(Object.entries(gridPlace(experiment, sample)).filter(([axis]) => !own.has(axis)))
    const key = JSON.stringify([sample.problem, at])
    const map = maps.get(key)
    if (map) map.samples.push(sample)
    else maps.set(key, { problem: sample.problem, at, samples: [sample] })
  }
  return [...maps.values()]
}

/**
 * Seeds decide a cell by majority. The number of cells that agree is at least `fewestFalse` of "this cell disagrees" and misses
 * at least `fewestFalse` of "this cell agrees": two limits at one level, whatever the number of cells and their dependence.
 */
function judgeMap(claim: RegionClaim, samples: readonly Sample[], world: World): Finding {
  const { traces, alpha } = world
  const measure = traces.measures.indexOf(claim.measure)
  if (measure < 0) return unmeasured('not-measured', 0, `${claim.measure} was not measured`)
  const cells: Cell[] = []
  for (const sample of samples) {
    const cell = cellOf(claim, sample, measure, world)
    if (typeof cell === 'string') return unmeasured('error', sample.runs.length, cell)
    cells.push(cell)
  }
  const judged = cells.filter(({ left }) => left === null)
  const n = Math.min(...cells.map((cell) => cell.n))
  if (cells.every(({ left }) => left === 'hypothesis')) {
    return unmeasured('hypotheses-not-met', n, 'no cell of the map meets the hypotheses')
  }
  if (judged.length < 2) return unmeasured('not-measured', n, `${judged.length} of ${cells.length} cells can be judged`)

  const count = judged.length
  const random = judged.some((cell) => cell.random)
  const surely = fewestFalse(
    judged.map(({ chanceOfOpposite }) => chanceOfOpposite),
    alpha,
  )
  const surelyNot = fewestFalse(
    judged.map(({ chance }) => chance),
    alpha,
  )
  const share = judged.filter(({ agrees }) => agrees).length / count
  const least = surely / count
  const most = 1 - surelyNot / count
  const allowed = Math.floor((1 - claim.agreement) * count + ROUNDING)
  const finding = {
    predicted: claim.agreement,
    measured: share,
    interval: [least, most] as const,
    slack: share === 1 ? Number.POSITIVE_INFINITY : (1 - claim.agreement) / (1 - share),
    n,
    chance: random
      ? chanceOfAtMostFalse(
          judged.map(({ chance }) => chance),
          allowed,
        )
      : null,
  }
  const sentence = describe(claim, cells, judged)
  if (count - surely <= allowed) return { ...finding, status: 'holds', reason: sentence }
  if (surelyNot > allowed) return { ...finding, status: 'violated', reason: sentence }
  const open = judged.filter(({ chance, chanceOfOpposite }) => Math.min(chance, chanceOfOpposite) > alpha).length
  // So many seeds in agreement reach the level of all cells together: 2^-n <= alpha / count.
  const fewest = Math.ceil(Math.log2(count / alpha))
  const more =
    n < fewest
      ? `at least ${fewest} seeds are needed to decide`
      : `${open} cells are undecided: more seeds, or an exemption near the boundary, would decide`
  return { ...finding, status: 'inconclusive', reason: `${sentence}; ${more}` }
}

/** The confusion matrix, and the cells that disagree, the furthest from the boundary first. */
function describe(claim: RegionClaim, cells: readonly Cell[], judged: readonly Cell[]): string {
  const tally = (predicted: boolean, agrees: boolean) =>
    judged.filter((cell) => cell.predicted === predicted && cell.agrees === agrees).length
  const left = (why: Cell['left']) => cells.filter((cell) => cell.left === why).length
  const agreeing = judged.filter(({ agrees }) => agrees).length
  const parts = [
    `${agreeing} of ${judged.length} cells agree (claimed inside: ${tally(true, true)} inside, ${tally(true, false)} outside; claimed outside: ${tally(false, false)} inside, ${tally(false, true)} outside)`,
    ...(left('exempt') > 0 ? [`${left('exempt')} exempt`] : []),
    ...(left('hypothesis') > 0 ? [`${left('hypothesis')} do not meet the hypotheses`] : []),
  ]
  const distances = distancesToBoundary(cells)
  const wrong = judged
    .filter(({ agrees }) => !agrees)
    .map((cell) => ({ cell, distance: distances.get(cell) ?? Number.NaN }))
    .sort((a, b) => b.distance - a.distance)
  if (wrong.length === 0) return parts.join('; ')
  const named = wrong.slice(0, NAMED).map(({ cell, distance }) => {
    const place =
      claim.y === null ? `${claim.x}=${short(cell.x)}` : `${claim.x}=${short(cell.x)}, ${claim.y}=${short(cell.y)}`
    return `(${place}) ${distance} from the boundary, ${claim.measure} = ${short(cell.value)}`
  })
  const rest = wrong.length > NAMED ? `; and ${wrong.length - NAMED} more` : ''
  return `${parts.join('; ')}; disagreeing, by distance in cells: ${named.join('; ')}${rest}`
}
