import { count, LIMITS } from '../budget/limits.ts'
import type { Diagnostics } from '../lang/source.ts'
import { manyRuns, manyValues } from '../messages/costs.ts'
import type { PageDocument } from './document.ts'
import type { Entry } from './entry.ts'
import type { Experiment } from './experiment.ts'

/** What the number of runs is the product of, by the key of the page that says so. */
type Factors = Readonly<Record<'problem' | 'optimizers' | 'horizons' | 'seeds', number>>

const points = (entries: readonly Entry<unknown>[]): number =>
  entries.reduce(
    (sum, { settings }) => sum + Object.values(settings).reduce((product, choices) => product * choices.length, 1),
    0,
  )

const factors = ({ problems, optimizers, horizons, seeds }: Experiment): Factors => ({
  problem: points(problems),
  optimizers: points(optimizers),
  horizons: horizons.length,
  seeds: seeds.length,
})

const product = (of: Factors): number => of.problem * of.optimizers * of.horizons * of.seeds

/** The number of runs of a page: a product, known before anything is composed. */
export const countRuns = (experiment: Experiment): number => product(factors(experiment))

/** The most numbers that a page records: fewer where steps of its schedule fall together. */
export function countValues(experiment: Experiment): number {
  const { horizons, record, measures } = experiment
  const times = horizons.reduce((sum, horizon) => sum + Math.min(horizon, record.points + 1), 0)
  return (countRuns(experiment) / horizons.length) * times * measures.length
}

const inWords = ({ problem, optimizers, horizons, seeds }: Factors): string =>
  [
    [problem, 'problem', 'problems at points of their grids'],
    [optimizers, 'optimizer', 'optimizers at points of their grids'],
    [horizons, 'horizon', 'horizons'],
    [seeds, 'seed', 'seeds'],
  ]
    .map(([n, one, many]) => `${count(Number(n))} ${n === 1 ? one : many}`)
    .join(' x ')

/** Whether there is memory for the runs and the recorded numbers of a page. */
export const fits = (experiment: Experiment): boolean =>
  countRuns(experiment) <= LIMITS.runs && countValues(experiment) <= LIMITS.values

/** Reports a page that asks for more runs or more recorded numbers than there is memory for, at the largest of its factors. */
export function reportSize(experiment: Experiment, page: PageDocument, sink: Diagnostics): void {
  const of = factors(experiment)
  const [largest] = Object.entries(of).reduce((a, b) => (b[1] > a[1] ? b : a))
  const given = page.value as Readonly<Record<string, unknown>>
  // What a key that is left out asks for is one.
  const path = given[largest] === undefined ? [] : [largest]
  const runs = product(of)
  if (runs > LIMITS.runs) {
    page.report(sink, path, manyRuns(runs, inWords(of)), 'key')
    return
  }
  const values = countValues(experiment)
  if (values <= LIMITS.values) return
  const message = manyValues(values, runs, experiment.measures.length)
  page.report(sink, given.record === undefined ? path : ['record'], message, 'key')
}
