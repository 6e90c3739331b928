import { LIMITS } from '../budget/limits.ts'
import { composeVariants } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import { countValues } from '../config/size.ts'
import { Diagnostics } from '../lang/source.ts'
import { runExperiment } from '../run/run.ts'
import type { System } from '../run/system.ts'
import { type Alarm, freshSeeds, type NullControl, nullControl, nullPage } from '../theory/null-control.ts'
import { subset } from '../theory/subset.ts'
import { judgeTraces } from './judge.ts'
import type { Plan } from './prepare.ts'

/** Seed sets in all, the most pages over which they are spread, and the most of one page that run together. */
const SETS = 200
const PAGES = 20
const TOGETHER = 10

export interface ControlOptions {
  readonly system: System
  readonly jobs: number
  readonly signal: AbortSignal
  /** No seed set is begun after so many seconds. */
  readonly seconds: number
  readonly onProgress?: (done: number, asked: number) => void
}

/**
 * The null control: pages whose claims hold are run again with fresh seeds, and every `violated` is a false one. 200 seed sets
 * are spread over the cheapest pages; each is judged by itself, as the page is. The runs are stored nowhere.
 *
 * @param held ids of the claims that hold
 */
export async function runNullControl(
  plans: readonly Plan[],
  held: ReadonlySet<string>,
  options: ControlOptions,
): Promise<NullControl> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.seconds * 1000)])
  const pages = cheapest(plans, held)
  const alarms: Alarm[] = []
  const reached = new Set<string>()
  let sets = 0
  for (const { page, first, count } of shares(pages)) {
    const found = await judgeSets(page, first, count, { ...options, signal })
    if (!found) break
    sets += count
    reached.add(page.name)
    alarms.push(...found)
    options.onProgress?.(sets, SETS)
  }
  return nullControl({ sets, pages: reached.size, asked: SETS, seconds: options.seconds, alarms })
}

/** The pages that can be controlled, those with the least work first. */
function cheapest(plans: readonly Plan[], held: ReadonlySet<string>): Experiment[] {
  return plans
    .flatMap(({ experiment }) => nullPage(experiment, held) ?? [])
    .filter((page) => countValues(withSeeds(page, freshSeeds(page, 0, TOGETHER).flat())) <= LIMITS.values)
    .map((page) => ({ page, work: workOf(page) }))
    .sort((a, b) => a.work - b.work)
    .slice(0, PAGES)
    .map(({ page }) => page)
}

/** Lane-steps times coordinates. */
function workOf(page: Experiment): number {
  const steps = page.horizons.reduce((sum, horizon) => sum + horizon, 0)
  const lanes = composeVariants(page, new Diagnostics()).reduce(
    (sum, { points, program }) => sum + points.length * program.dimension,
    0,
  )
  return lanes * steps * page.seeds.length
}

/** Who runs which seed sets, in turns, so that whenever time is up all pages have had about as many. */
function shares(pages: readonly Experiment[]): { page: Experiment; first: number; count: number }[] {
  const turns: { page: Experiment; first: number; count: number }[] = []
  const each = pages.map((_, k) => Math.floor(SETS / pages.length) + (k < SETS % pages.length ? 1 : 0))
  for (let first = 0; first < Math.max(0, ...each); first += TOGETHER) {
    for (const [k, page] of pages.entries()) {
      const count = Math.min(TOGETHER, (each[k] ?? 0) - first)
      if (count > 0) turns.push({ page, first, count })
    }
  }
  return turns
}

const withSeeds = (page: Experiment, seeds: readonly number[]): Experiment => ({ ...page, seeds })

/** The seed sets with a false `violated`; null if time was up before they had run. */
async function judgeSets(
  page: Experiment,
  first: number,
  count: number,
  { system, jobs, signal }: Pick<ControlOptions, 'system' | 'jobs' | 'signal'>,
): Promise<Alarm[] | null> {
  if (signal.aborted) return null
  const sets = freshSeeds(page, first, count)
  const sink = new Diagnostics()
  const { traces, interrupted } = await runExperiment(withSeeds(page, sets.flat()), {
    store: null,
    system,
    jobs,
    signal,
    sink,
  })
  if (interrupted) return null
  return sets.flatMap((seeds) => {
    const own = new Set(seeds)
    const part = subset(traces, ({ seed }) => own.has(seed))
    const verdicts = judgeTraces(withSeeds(page, seeds), part, sink)
    const claims = [...new Set(verdicts.filter(({ status }) => status === 'violated').map(({ claim }) => claim))]
    return claims.length > 0 ? [{ page: page.name, seed: seeds[0] ?? 0, claims }] : []
  })
}
