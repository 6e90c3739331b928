import type { OptimizerPage } from '../config/pages.ts'
import { DIMENSION, type HyperValues, ruleGraph } from './rule-graph.ts'

/** Dimensions that are tried before those that a rule's own numbers suggest. */
const USUAL = 16
const MOST = 1000

/**
 * The number of coordinates at which rules are looked at: several, so that they can meet, and enough for the coordinates that
 * the rules name (`g[4]`, a matrix of two rows). The first at which all can be built; the usual one if there is none.
 *
 * @param asked the dimension of the problem that they are run on, which comes first unless it is too small for coordinates to
 * meet, or very large
 */
export function ruleDimension(
  pages: readonly OptimizerPage[],
  given: HyperValues = {},
  asked: number | null = null,
): number {
  const more = Array.from({ length: USUAL - DIMENSION }, (_, k) => DIMENSION + 1 + k)
  const named = pages.flatMap(numbersIn).filter((number) => number > USUAL && number <= MOST)
  const tried = [
    ...(asked !== null && asked >= DIMENSION && asked <= MOST ? [asked] : []),
    DIMENSION,
    ...more,
    ...named.sort((a, b) => a - b),
    2,
    1,
  ]
  return tried.find((dimension) => pages.every((page) => ruleGraph(page, given, { dimension }) !== null)) ?? DIMENSION
}

const numbersIn = ({ step, init, hyper }: OptimizerPage): number[] =>
  [step, ...(init ? [init] : []), ...Object.values(hyper)].flatMap(({ source }) =>
    [...source.text.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  )
