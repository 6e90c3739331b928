import { describe, expect, test } from 'vitest'
import * as rules from './dialect-rules.ts'
import { between, type Step } from './plain.ts'
import { BOWL, FLAT } from './trajectory.ts'

/** An optimizer entry of a page, and the rule that it should be. */
const cases: [use: string, rule: () => Step][] = [
  ['{use: sgd@l2, lr: 0.1, wd: 0.3}', rules.momentumL2(0.1, 0, 0, 0.3, false)],
  ['{use: sgd@decoupled, lr: 0.1, wd: 0.3}', rules.sgdW(0.1, 0, 0.3)],
  ['{use: momentum@l2, lr: 0.1, beta1: 0.8, wd: 0.3}', rules.momentumL2(0.1, 0.8, 0, 0.3, false)],
  ['{use: momentum@decoupled, lr: 0.1, beta1: 0.8, wd: 0.3}', rules.sgdW(0.1, 0.8, 0.3)],
  [
    '{use: momentum@dampening, lr: 0.1, beta1: 0.8, dampening: 0.4, wd: 0.3}',
    rules.momentumL2(0.1, 0.8, 0.4, 0.3, false),
  ],
  ['{use: nesterov@l2, lr: 0.1, beta1: 0.8, wd: 0.3}', rules.momentumL2(0.1, 0.8, 0, 0.3, true)],
  ['{use: lion, lr: 0.1, beta1: 0.8, beta2: 0.95, wd: 0.3}', rules.lion(0.1, 0.8, 0.95, 0.3)],
  ['{use: yogi, lr: 0.1, beta1: 0.8, beta2: 0.9, eps: 0.01}', rules.yogi(0.1, 0.8, 0.9, 0.01, 1e-6)],
  [
    '{use: adan, lr: 0.1, beta1: 0.9, beta2: 0.7, beta3: 0.95, eps: 0.01, wd: 0.3}',
    rules.adan(0.1, [0.9, 0.7, 0.95], 0.01, 0.3, true),
  ],
  [
    '{use: adan@decoupled, lr: 0.1, beta1: 0.9, beta2: 0.7, beta3: 0.95, eps: 0.01, wd: 0.3}',
    rules.adan(0.1, [0.9, 0.7, 0.95], 0.01, 0.3, false),
  ],
  [
    '{use: adabound, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01, final_lr: 0.06, gamma: 0.05}',
    rules.adaBound(0.1, 0.8, 0.95, 0.01, 0.06, 0.05),
  ],
  [
    '{use: adabound@paper, lr: 0.1, beta1: 0.8, beta2: 0.95, final_lr: 0.06, gamma: 0.05}',
    rules.adaBoundPaper(0.1, 0.8, 0.95, 0.06, 0.05),
  ],
  [
    '{use: padam, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01, partial: 0.2}',
    rules.padam(0.1, 0.8, 0.95, 0.01, 0.2, false),
  ],
  [
    '{use: padam@official, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01, partial: 0.2}',
    rules.padam(0.1, 0.8, 0.95, 0.01, 0.2, true),
  ],
  ['{use: laprop, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01}', rules.laProp(() => 0.1, 0.8, 0.95, 0.01, 0)],
  [
    '{use: laprop, lr: 1 / t, beta1: 0.8, beta2: 0.95, eps: 0.01, wd: 0.03}',
    rules.laProp((t) => 1 / t, 0.8, 0.95, 0.01, 0.03),
  ],
  ['{use: avagrad@paper, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.1}', rules.avaGrad(0.1, 0.8, 0.95, 0.1)],
  [
    '{use: adashift@theory, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01, n: 4}',
    rules.adaShift(0.1, 0.8, 0.95, 0.01, 4, true),
  ],
  ['{use: adashift@asynchronous, lr: 0.1, beta2: 0.95, eps: 0.01, n: 3}', rules.adaShift(0.1, 0, 0.95, 0.01, 3, false)],
  ['{use: adabelief@paper, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01}', rules.adaBelief(0.1, 0.8, 0.95, 0.01)],
  [
    '{use: adopt@kozistr, lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01, wd: 0.3}',
    rules.adoptKozistr(0.1, 0.8, 0.95, 0.01, 0.3),
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

/** What the dialects are there to tell apart, at the same hyperparameters. */
const same = 'lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 0.01'
const others: [use: string, rule: () => Step][] = [
  ['{use: momentum@l2, lr: 0.1, beta1: 0.8, wd: 0.3}', rules.sgdW(0.1, 0.8, 0.3)],
  ['{use: momentum@dampening, lr: 0.1, beta1: 0.8, wd: 0.3}', rules.momentumL2(0.1, 0.8, 0, 0.3, false)],
  [`{use: adan, lr: 0.1, wd: 0.3}`, rules.adan(0.1, [0.98, 0.92, 0.99], 1e-8, 0.3, false)],
  [`{use: padam, ${same}, partial: 0.2}`, rules.padam(0.1, 0.8, 0.95, 0.01, 0.2, true)],
  [`{use: padam@kozistr, ${same}, partial: 0.2}`, rules.padam(0.1, 0.8, 0.95, 0.01, 0.2, true)],
  [`{use: laprop@kozistr, ${same}, wd: 0.03}`, rules.laProp(() => 0.1, 0.8, 0.95, 0.01, 0.03)],
  [`{use: yogi@optax, ${same}}`, rules.yogi(0.1, 0.8, 0.95, 0.01, 1e-6)],
  [`{use: avagrad, ${same}}`, rules.avaGrad(0.1, 0.8, 0.95, 0.01)],
  [`{use: adashift, ${same}, n: 4}`, rules.adaShift(0.1, 0.8, 0.95, 0.01, 4, true)],
  [`{use: adashift@theory, ${same}, n: 4}`, rules.adaShift(0.1, 0.8, 0.95, 0.01, 4, false)],
  [`{use: adabelief, ${same}}`, rules.adaBelief(0.1, 0.8, 0.95, 0.01)],
  [`{use: adopt, ${same}}`, rules.adoptKozistr(0.1, 0.8, 0.95, 0.01, 0)],
]
test.each(others)('%s is another rule', (use, rule) => {
  expect(between(use, rule, FLAT)).toBeGreaterThan(1e-6)
})
