import { linearRegression, quantile } from 'simple-statistics'
import type { Contestant } from './contestant.ts'
import { kernel } from './kernel.ts'
import { loadPage, type Page } from './page.ts'

/** What work costs as one size of it grows. */
export interface Scaling {
  readonly size: 'lanes' | 'd' | 'T'
  readonly title: string
  /** `ns` is what a step of all runs costs; against T, what the whole run costs. */
  readonly points: readonly { readonly at: number; readonly ns: number }[]
  /** The least size from which on the exponent is fitted: below it, a fixed cost or an idle lane shows. */
  readonly from: number
  readonly exponent: number
}

interface Case {
  readonly at: number
  readonly contestant: Contestant
  readonly steps: number
  /** By how much the time is divided. */
  readonly per: number
}

const powers = (base: number, from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, k) => base ** (from + k))

/** The runs of a page, repeated or cut to a number of lanes. */
function withLanes(page: Page, count: number): Page {
  const lanes = Array.from({ length: count }, (_, k) => page.lanes[k % page.lanes.length] ?? { params: [], seed: 0 })
  return { ...page, lanes }
}

export async function measureScaling(root: string, quick: boolean, rounds: number): Promise<Scaling[]> {
  const work = quick ? 4e5 : 1e7
  // Without bias corrections, whose divisions end at some step, so that all steps cost the same.
  const adam = loadPage(root, 'scaling')
  const lanes = powers(4, 0, 8).map((at): Case => {
    const steps = Math.max(100, Math.round(work / Math.max(at, 4)))
    return { at, contestant: kernel(withLanes(adam, at), []), steps, per: steps }
  })
  const dimensions = powers(10, 0, quick ? 5 : 6).map((at): Case => {
    const page = loadPage(root, 'large-quadratic', { set: [`problem.d=${at}`, 'seeds=2'] })
    const steps = Math.max(2, Math.round(work / 20 / at))
    return { at, contestant: kernel(page, []), steps, per: steps }
  })
  const some = withLanes(adam, 64)
  const horizons = powers(10, 3, quick ? 5 : 7).map(
    (at): Case => ({ at, contestant: kernel(some, []), steps: at, per: 1 }),
  )
  return [
    await scale('lanes', 'Adam without bias correction', lanes, 256, rounds),
    await scale('d', 'Adam on a noisy quadratic, 2 runs', dimensions, 10, rounds),
    await scale('T', 'Adam without bias correction, 64 runs', horizons, 1000, rounds),
  ]
}

async function scale(
  size: Scaling['size'],
  title: string,
  cases: readonly Case[],
  from: number,
  rounds: number,
): Promise<Scaling> {
  const times = new Map(cases.map((one) => [one, [] as number[]]))
  for (const { contestant, steps } of cases) await contestant.run(steps)
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) times.get(one)?.push((await one.contestant.run(one.steps)) / one.per)
  }
  const points = cases.map((one) => ({ at: one.at, ns: quantile(times.get(one) ?? [], 0.5) }))
  const fitted = points.filter(({ at }) => at >= from)
  const { m } = linearRegression(fitted.map(({ at, ns }) => [Math.log(at), Math.log(ns)]))
  return { size, title, points, from, exponent: m }
}
