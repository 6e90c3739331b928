import { describe, expect, test } from 'vitest'
import { simulate } from '../../../acceptance/lab.ts'
import { estimate, expectClose, expectPrinted, oracle } from './oracle.ts'

const length = oracle('travel_length')
const steps = oracle('travel_steps')

describe('travel', () => {
  test('the figures of adopt/sharpened-travel-limited and adopt/amsgrad-slow', () => {
    expectPrinted(steps(1, oracle('random_drift_adopt')(50, 0.02, 0.999), 0.01, 0.01), '3.2e6')
    const amsgrad = oracle('random_drift_amsgrad')
    expectPrinted(amsgrad(10, 0.1), '0.01')
    expectPrinted(steps(0.9, amsgrad(10, 0.1), 0.01, 0.01), '2.1e5')
    expectPrinted(steps(1, amsgrad(50, 0.02), 0.01, 0.01), '1.6e8')
    expect(amsgrad(0.5, 0.9)).toBeCloseTo(0.35, 12)
  })

  test('length against the sum of the step sizes, and steps as its inverse', () => {
    for (const [T, a, b] of [
      [1000, 0.01, 0.01],
      [50, 0.3, 0.2],
      [100_000, 0.01, 0.5],
    ] as const) {
      let sum = 0
      for (let t = 0; t < T; t++) sum += a / Math.sqrt(1 + b * t)
      expect(length(T, a, b)).toBeLessThanOrEqual(sum)
      expect(length(T, a, b)).toBeGreaterThan(sum - a)
      expectClose(steps(0.3 * length(T, a, b), 0.3, a, b), T, 1e-9)
    }
    expectClose(steps(1, 0.0028265, 0.01, 0.01), 100 * ((1 + 1 / (2 * 0.0028265)) ** 2 - 1), 1e-12)
  })
})

describe('the boundary layer', () => {
  const mean = oracle('boundary_layer_mean')
  const quantile = oracle('boundary_layer_quantile')
  const alpha = 0.01 / Math.sqrt(1 + 0.01 * 2e6)

  test('the figures of adopt/sharpened-boundary-layer', () => {
    expectPrinted(mean(alpha, 10, 0.1, 0.1), '0.00363')
    expectPrinted(-1 + quantile(0.5, alpha, 10, 0.1, 0.1), '-0.9975')
    const lambda = mean(alpha, 10, 0.1, 0.9)
    expectClose(quantile(0.25, alpha, 10, 0.1, 0.9), lambda * Math.log(4 / 3), 1e-12)
    expectClose(quantile(0.75, alpha, 10, 0.1, 0.9), lambda * Math.log(4), 1e-12)
    expect(mean(alpha, 10, 0.05, 0.9)).toBeNaN()
  })

  test('the kernel of small jumps is spread like that', () => {
    // E u^2 is 250 times the squared drift, so the layer is about 60 jumps wide.
    const [C, p, beta2, step] = [1.25, 0.48, 0.9, 1e-3]
    const [result] = simulate(`name: layer
problem: {name: layer, draw: {u: uniform}, loss: "u < ${p} ? ${C} * x[1] : -x[1]", start: -0.99, domain: {box: [-1, 1]}}
optimizers: {use: adopt, dialect: original, lr: ${step}, beta1: 0, beta2: ${beta2}, eps: 0}
steps: 20000
seeds: ${JSON.stringify(Array.from({ length: 600 }, (_, k) => k + 1))}
record: {points: 1}
measures: {distance: "x[1] + 1"}
`)
    const distances = (result?.values.distance ?? []).map((xs) => xs.at(-1) as number)
    const found = estimate(distances)
    const predicted = mean(step, C, p, beta2)
    // The wall itself adds about half a jump.
    expect(Math.abs(found.mean - predicted)).toBeLessThan(4.5 * found.error + step)
    const below = distances.filter((x) => x < quantile(0.5, step, C, p, beta2)).length / distances.length
    expect(Math.abs(below - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.25 / 600) + 0.04)
  })
})
