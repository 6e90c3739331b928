import { expect, it } from 'vitest'
import { limitsOf } from '../../src/stats/inference.ts'
import type { HorizonSample } from '../../src/stats/ladder.ts'
import { fitPowerLaw, isCurved } from '../../src/stats/log-log.ts'
import { Draws } from './draws.ts'

const EXPERIMENTS = 2000
const HORIZONS = [1000, 4000, 16000, 64000, 256000]

interface Outcome {
  readonly below: number
  readonly above: number
  readonly curved: number
}

/** How often a 99 % interval lies below or above the true slope -1/2, and how often a straight law is called curved at 1 %. */
function simulate(ladder: (draws: Draws) => HorizonSample[]): Outcome {
  let [below, above, curved] = [0, 0, 0]
  for (let k = 0; k < EXPERIMENTS; k++) {
    const fit = fitPowerLaw(ladder(new Draws(1000 + k)), { seed: 9 })
    const [low, high] = limitsOf(fit.slope, 0.01)
    if (!(high >= -0.5)) below++
    if (!(low <= -0.5)) above++
    if (isCurved(fit, 0.01, 0)) curved++
  }
  return { below: below / EXPERIMENTS, above: above / EXPERIMENTS, curved: curved / EXPERIMENTS }
}

function expectCoverage({ below, above, curved }: Outcome): void {
  const covered = 1 - below - above
  expect(covered).toBeGreaterThanOrEqual(0.983)
  expect(covered).toBeLessThanOrEqual(0.996)
  // A one-sided decision takes one end alone: 0.5 %, whose simulation has a standard error of 0.16 %.
  expect(below).toBeLessThan(0.0105)
  expect(above).toBeLessThan(0.0105)
  expect(curved).toBeLessThan(0.017)
}

it('covers the slope of a normal metric whose horizons share what a seed is worth', { timeout: 300_000 }, () => {
  const outcome = simulate((draws) => {
    const worth = draws.many(24, () => 0.15 * draws.normal())
    return HORIZONS.map((horizon) => ({
      horizon,
      values: worth.map((w) => (1 + w + 0.15 * draws.normal()) / Math.sqrt(horizon)),
    }))
  })
  expectCoverage(outcome)
})

it('covers the slope of a skewed metric at independent horizons', { timeout: 300_000 }, () => {
  const outcome = simulate((draws) =>
    HORIZONS.map((horizon) => ({
      horizon,
      values: draws.many(48, () => Math.exp(0.5 * draws.normal()) / Math.sqrt(horizon)),
    })),
  )
  expectCoverage(outcome)
})
