import { describe, expect, test } from 'vitest'
import * as rules from './modern-rules.ts'
import { between, type Step } from './plain.ts'
import { BOWL, FLAT } from './trajectory.ts'

/** An optimizer entry of a page, and the rule that it should be. */
const cases: [use: string, rule: () => Step][] = [
  ['{use: normalized-sgd, lr: 0.3}', rules.normalizedSgd(0.3)],
  ['{use: normalized-sgd@momentum, lr: 0.3, beta1: 0.8}', rules.normalizedMomentum(0.3, 0.8)],
  ['{use: clipped-sgd, lr: 0.3, clip: 2}', rules.clippedSgd(0.3, 2, 0)],
  ['{use: clipped-sgd@torch, lr: 0.3, clip: 2}', rules.clippedSgd(0.3, 2, 1e-6)],
  ['{use: clipped-sgd@coordinate, lr: 0.3, clip: 0.7}', rules.clippedCoordinates(0.3, 0.7)],
  ['{use: qhadam, lr: 0.1, beta1: 0.8, beta2: 0.95, nu1: 0.7, nu2: 0.6}', rules.qhAdam(0.1, 0.8, 0.95, 0.7, 0.6, 1e-8)],
  [
    '{use: ademamix, lr: 0.1, beta1: 0.8, beta2: 0.95, beta3: 0.99, alpha: 3, eps: 1e-3, wd: 0.2}',
    rules.adEmaMix(0.1, 0.8, 0.95, 0.99, 3, 1e-3, 0.2),
  ],
  [
    '{use: ademamix@warmup, lr: 0.1, beta1: 0.8, beta2: 0.95, beta3: 0.99, alpha: 3, warmup: 40}',
    rules.adEmaMixWarmup(0.1, 0.8, 0.95, 0.99, 3, 40),
  ],
  ['{use: schedule-free-sgd, lr: 0.2, beta1: 0.8, wd: 0.3}', rules.scheduleFreeSgd(() => 0.2, 0.8, 0.3)],
  [
    '{use: schedule-free-sgd, lr: "0.2 * min(t / 10, 1)", beta1: 0.8}',
    rules.scheduleFreeSgd((t) => 0.2 * Math.min(t / 10, 1), 0.8, 0),
  ],
  ['{use: schedule-free-sgd, lr: 0.2 / t, beta1: 0.8}', rules.scheduleFreeSgd((t) => 0.2 / t, 0.8, 0)],
  ['{use: schedule-free-sgd@paper, lr: 0.2, beta1: 0.8}', rules.scheduleFreeSgdPaper(0.2, 0.8)],
  [
    '{use: schedule-free-adam, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 1e-3, wd: 0.2}',
    rules.scheduleFreeAdam(() => 0.1, 0.8, 0.95, 1e-3, 0.2),
  ],
  ['{use: adafactor}', rules.adafactor((t) => Math.min(0.01, 1 / Math.sqrt(t)), 1e-30, 1e-3)],
  ['{use: adafactor, lr: 1 / t, eps: 0.1, eps2: 2}', rules.adafactor((t) => 1 / t, 0.1, 2)],
  ['{use: adafactor@torch, lr: 1 / t, eps: 0.1, eps2: 2}', rules.adafactorTorch((t) => 1 / t, 0.1, 2)],
  [
    '{use: came, lr: 0.1, beta1: 0.8, beta2: 0.95, beta3: 0.99, eps: 0.01, eps2: 0.02, clip: 0.7}',
    rules.came(0.1, [0.8, 0.95, 0.99], 0.01, 0.02, 0.7, true),
  ],
  [
    '{use: came@vector, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01, clip: 0.7}',
    rules.came(0.1, [0.8, 0.95, 0], 0.01, 0, 0.7, false),
  ],
  [
    '{use: prodigy, lr: 0.9, beta1: 0.8, beta2: 0.95, eps: 1e-3, d0: 0.01, wd: 0.2}',
    rules.prodigy(0.9, 0.8, 0.95, 1e-3, 0.01, 0.2),
  ],
]

describe.each(cases)('%s', (use, rule) => {
  test.each([
    ['gradients that do not depend on x', FLAT],
    ['a noisy quadratic', BOWL],
  ])('is the plain recursion on %s', (_, problem) => {
    expect(between(use, rule, problem)).toBeLessThanOrEqual(1e-12)
  })
})

const page = (use: string) => /use: ([\w-]+)/.exec(use)?.[1]
const pairs = cases.flatMap(([use], k) =>
  cases.flatMap(([other, rule], j) => (k !== j && page(use) === page(other) ? [{ use, other, rule }] : [])),
)
test.each(pairs)('$use is not $other', ({ use, rule }) => {
  expect(between(use, rule, FLAT)).toBeGreaterThan(1e-9)
})
