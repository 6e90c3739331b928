import type { Draws } from '../stats/draws.ts'

/** A law with a known mean. */
export interface Law {
  readonly name: string
  readonly mean: number
  readonly draw: (draws: Draws) => number
}

const gamma = (draws: Draws, shape: number): number => {
  // Marsaglia and Tsang (ACM Trans. Math. Softw. 26, 2000), with their boost of shapes below 1.
  if (shape < 1) return gamma(draws, shape + 1) * draws.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = draws.normal()
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(draws.uniform()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

function poisson(draws: Draws, mean: number): number {
  let [count, product] = [0, draws.uniform()]
  while (product > Math.exp(-mean)) {
    count++
    product *= draws.uniform()
  }
  return count
}

const event = (probability: number, size: number) => (draws: Draws) => (draws.uniform() < probability ? size : 0)

/** Laws on which limits of a mean are tried, from harmless to hopeless. */
export const LAWS: readonly Law[] = [
  { name: 'normal', mean: 0, draw: (draws) => draws.normal() },
  { name: 'uniform', mean: 0.5, draw: (draws) => draws.uniform() },
  { name: 'exponential', mean: 1, draw: (draws) => draws.exponential() },
  { name: 'gamma(0.3)', mean: 0.3, draw: (draws) => gamma(draws, 0.3) },
  { name: 'chi2(1)', mean: 1, draw: (draws) => draws.normal() ** 2 },
  { name: 'log-normal(1)', mean: Math.exp(0.5), draw: (draws) => Math.exp(draws.normal()) },
  { name: 'log-normal(1.5)', mean: Math.exp(1.125), draw: (draws) => Math.exp(1.5 * draws.normal()) },
  { name: 'log-normal(2)', mean: Math.exp(2), draw: (draws) => Math.exp(2 * draws.normal()) },
  { name: 'Pareto(2.5)', mean: 5 / 3, draw: (draws) => draws.pareto(2.5) },
  { name: 'Pareto(1.5)', mean: 3, draw: (draws) => draws.pareto(1.5) },
  {
    name: 'Student t(3)',
    mean: 0,
    draw: (draws) => draws.normal() / Math.sqrt(gamma(draws, 1.5) / 1.5),
  },
  { name: 'Bernoulli(0.2)', mean: 0.2, draw: event(0.2, 1) },
  { name: 'Bernoulli(0.02)', mean: 0.02, draw: event(0.02, 1) },
  { name: '50 with 2 %, else 0', mean: 1, draw: event(0.02, 50) },
  {
    name: '95 % N(0, 1), 5 % N(20, 1)',
    mean: 1,
    draw: (draws) => draws.normal() + (draws.uniform() < 0.05 ? 20 : 0),
  },
  { name: 'Poisson(1)', mean: 1, draw: (draws) => poisson(draws, 1) },
]
