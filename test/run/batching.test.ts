import { expect, test } from 'vitest'
import type { Variant } from '../../src/compose/variants.ts'
import { batchSize, chunks, threadsFor } from '../../src/run/batching.ts'
import type { UnitGroup } from '../../src/run/plan.ts'

const group = (dimension: number, horizon: number, points = 20): UnitGroup => ({
  variant: {
    program: { dimension, states: ['a', 'b', 'c'].map((name) => ({ name, shape: 'vector' })) },
    outputs: ['a'],
  } as unknown as Variant,
  horizon,
  times: Array.from({ length: points }, (_, k) => k + 1),
  kept: 0,
  seeds: [],
  start: 0,
  size: 0,
})

test('long runs make small batches, short ones large ones, in whole tiles', () => {
  expect(batchSize(group(1, 100), 10_000, 1)).toBe(1024)
  expect(batchSize(group(1, 2e6), 10_000, 1)).toBe(104)
  expect(batchSize(group(1, 1e12), 10_000, 1)).toBe(8)
  expect(batchSize(group(10, 1e12), 10_000, 1)).toBe(4)
})

test('every thread has some, unless there is little to do', () => {
  expect(batchSize(group(1, 1e5), 1000, 4)).toBe(256)
  expect(batchSize(group(10, 1e6), 16, 4)).toBe(4)
  expect(batchSize(group(1, 100), 1000, 4)).toBe(1000)
})

test('memory bounds a batch of large dimension, or of many recorded steps', () => {
  const bytes = (d: number, points: number) => batchSize(group(d, 1, points), 10_000, 1) * 8 * (7 * d + points)
  for (const d of [1, 1e3, 1e5, 2e6]) expect(bytes(d, 20)).toBeLessThanOrEqual(2 ** 28)
  expect(bytes(1, 1e6)).toBeLessThanOrEqual(2 ** 28)
  // Lanes come in pairs: two take as much memory as one.
  expect(batchSize(group(1e8, 1), 10, 1)).toBe(2)
  expect(batchSize(group(1.6e6, 1), 10, 1) % 2).toBe(0)
})

test('no more threads run than their memory allows', () => {
  expect(threadsFor(group(1, 100), 1024, 64)).toBe(64)
  expect(threadsFor(group(4e6, 1), 2, 64)).toBe(4)
  expect(threadsFor(group(1e8, 1), 1, 64)).toBe(1)
  expect(threadsFor(group(1e8, 1), 1, 0)).toBe(0)
})

test('a stated number of lanes is a limit', () => {
  expect(batchSize(group(1, 100), 1000, 1, 3)).toBe(3)
})

test('chunks lose nothing', () => {
  const parts = chunks(Int32Array.of(1, 2, 3, 4, 5), 2)
  expect(parts.map((part) => [...part])).toEqual([[1, 2], [3, 4], [5]])
  expect(chunks(new Int32Array(0), 2)).toEqual([])
})
