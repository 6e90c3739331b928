import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { recordedSteps } from '../../src/compose/recorded-steps.ts'
import { composeVariants } from '../../src/compose/variants.ts'
import { defaultTarget } from '../../src/kernel/targets.ts'
import { compileKernel } from '../../src/kernel/wasm/compile.ts'
import { Lanes } from '../../src/kernel/wasm/lanes.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { runBatch } from '../../src/run/batch.ts'
import { load } from '../acceptance/lab.ts'
import { moduleOf } from './support.ts'
import { type Counts, countStep } from './wat-counts.ts'

// Speed as facts: what the emitted code executes for one step of a tile, for the workloads of the benchmark. A change that
// makes a kernel do more, or less, has to change these numbers, and to say why.

function kernelOf(page: string) {
  const experiment = load(readFileSync(new URL(`../../bench/pages/${page}.yaml`, import.meta.url), 'utf8'))
  const [variant] = composeVariants(experiment, new Diagnostics())
  if (!variant) throw new Error(`${page} has no program`)
  const kernel = compileKernel(variant.program)
  const { dimension, vectors } = kernel.layout
  return { experiment, variant, kernel, vectors, counts: countStep(kernel.wat, dimension) }
}

const NOTHING: Counts = { loads: 0, stores: 0, shared: 0, divides: 0, roots: 0, slowExtremes: 0, tests: 0, calls: {} }

test('Adam on Reddi, d = 1: three divides and one root, all states in registers', () => {
  const { vectors, counts } = kernelOf('adam-reddi')
  // The divisions keep their unit busy: a second vector would only need more registers.
  expect(vectors).toBe(1)
  expect(counts).toStrictEqual({
    // x, m, v and the running products of both betas, the betas and 1 - beta stay in registers.
    loads: 0,
    stores: 0,
    // g, g^2 and lr/sqrt(t) do not differ between lanes: once a step for all tiles, and so neither the division and the
    // floor of mod(t, P) nor the root and the division of the step size are here.
    shared: 3,
    // m / (1 - beta1^t), v / (1 - beta2^t) and mhat / (sqrt(vhat) + eps).
    divides: 3,
    roots: 1,
    // The domain [-1, 1] is two instructions, not the eighteen that NaN and the zeros would need.
    slowExtremes: 0,
    tests: 0,
    calls: {},
  })
})

test('k-Adam with three stages: three times the divides and roots of Adam, and still no load', () => {
  const { vectors, counts } = kernelOf('kadam')
  expect(vectors).toBe(1)
  expect(counts).toStrictEqual({
    loads: 0,
    stores: 0,
    // g, g^2, lr/sqrt(t), and its product with the weight decay, which is 0 but for NaN.
    shared: 4,
    // All stages have the same betas, and so share their running products.
    divides: 9,
    roots: 3,
    slowExtremes: 0,
    tests: 0,
    calls: {},
  })
})

test('stability map: one divide and one root', () => {
  const { vectors, counts } = kernelOf('stability-map')
  expect(vectors).toBe(1)
  // Without bias correction only m / (sqrt(v) + eps) is divided. The gradient is a comparison with t: no operation that
  // would be worth a place in memory.
  expect(counts).toStrictEqual({ ...NOTHING, divides: 1, roots: 1 })
})

test('ADOPT with Student-t noise, d = 10: per coordinate and vector three loads and stores, one divide, two roots', () => {
  const { vectors, counts } = kernelOf('adopt-student')
  // Random numbers and functions are made for two vectors at once.
  expect(vectors).toBe(2)
  const d = 10
  expect(counts).toStrictEqual({
    // x, m, v; and the curvature, for both vectors.
    loads: (3 * 2 + 1) * d,
    stores: 3 * 2 * d,
    // t^0.25 and -t^0.25, once a step for all tiles.
    shared: 2,
    // g / max(sqrt(v), eps); -2 / nu is a constant.
    divides: 2 * d,
    // Of v, and of the law nu (exp(-2 / nu log u) - 1).
    roots: 2 * 2 * d,
    // The clip has a level that is not a constant.
    slowExtremes: 2 * 2 * d,
    // Whether the vector states are still finite: once a step.
    tests: 1,
    // Both uniform numbers of a coordinate are from one block of the generator.
    calls: { uniforms_pair: d, log_pair: d, exp_pair: d, cos_pair: d },
  })
})

test('Adam in many dimensions: per coordinate and vector three loads and stores, three divides, two roots', () => {
  const { vectors, counts } = kernelOf('large-quadratic')
  expect(vectors).toBe(2)
  const d = 100_000
  expect(counts).toStrictEqual({
    loads: (3 * 2 + 1) * d,
    stores: 3 * 2 * d,
    // beta^t is a product in a register; in so many dimensions nothing that a step does once is worth a place in memory.
    shared: 0,
    divides: 3 * 2 * d,
    // sqrt(vhat), and sqrt(-2 log u) of the noise.
    roots: 2 * 2 * d,
    slowExtremes: 0,
    tests: 1,
    calls: { uniforms_pair: d, log_pair: d, cos_pair: d },
  })
})

test('clipped Adam with a model EMA, d = 100: three passes over the coordinates', () => {
  const { vectors, counts } = kernelOf('clipped-adam')
  expect(vectors).toBe(2)
  const d = 100
  expect(counts).toStrictEqual({
    // |g|^2: x, and the curvature for both vectors. The step before clipping, and its norm: x, m, the curvature. The update:
    // that step, x, xbar.
    loads: ((1 + 2 + 3) * 2 + 2) * d,
    // m and the step before clipping; x and xbar.
    stores: (2 + 2) * 2 * d,
    shared: 0,
    // m / sqrt(v) for each coordinate, D / norm once.
    divides: (d + 1) * 2,
    // sqrt(v) and the norm.
    roots: 2 * 2,
    slowExtremes: 0,
    tests: 1,
    // One number a step scales the whole update.
    calls: { uniforms_pair: 1, log_pair: 1 },
  })
})

test('the host is called once for each recorded step, and never from within', () => {
  const { kernel, variant, experiment } = kernelOf('adam-reddi')
  const module = moduleOf(kernel)
  expect(WebAssembly.Module.imports(module)).toStrictEqual([])
  const lanes = variant.points.slice(0, 3).map((point) => ({ params: point.params(5000), seed: 1 }))
  const times = recordedSteps(5000, { ...experiment.record, points: 50 })
  const advance = vi.spyOn(Lanes.prototype, 'advance')
  const ready = defaultTarget.prepare(variant.program)
  runBatch({ lanes, times, outputs: variant.outputs, restarts: [], kept: 1 }, ready)
  // Log-spaced: of 50 points the first few steps coincide.
  expect(times.length).toBeLessThanOrEqual(50)
  expect(times.at(-1)).toBe(5000)
  expect(advance.mock.calls).toStrictEqual(times.map((time) => [time]))
  advance.mockRestore()
})
