import { expect } from 'vitest'
import { predicted } from '../predictions.ts'

/** The prediction of that name as a function. */
export const oracle =
  (name: string): ((...args: number[]) => number) =>
  (...args) =>
    predicted(name, ...args)

/** Equal to a printed number, to half a unit of its last printed digit. */
export function expectPrinted(value: number, printed: string): void {
  const [mantissa = '', exponent = '0'] = printed.split('e')
  const digits = (mantissa.split('.')[1] ?? '').length
  expect(Math.abs(value - Number(printed)), `${value} is not ${printed}`).toBeLessThanOrEqual(
    0.5 * 10 ** (Number(exponent) - digits) * (1 + 1e-9),
  )
}

/** |a - b| <= tolerance |b| */
export function expectClose(a: number, b: number, tolerance: number, what = ''): void {
  expect(Math.abs(a - b), `${what} ${a} is not ${b}`).toBeLessThanOrEqual(tolerance * Math.abs(b))
}

/** Mean and standard error of independent values. */
export function estimate(values: readonly number[]): { mean: number; error: number } {
  const n = values.length
  const mean = values.reduce((sum, x) => sum + x, 0) / n
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  return { mean, error: Math.sqrt(variance / n) }
}

/** A reproducible stream of uniform numbers in (0, 1): mulberry32. */
export function uniforms(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296
  }
}

/** Standard normal numbers from uniform ones, by Box and Muller. */
export function normals(seed: number): () => number {
  const u = uniforms(seed)
  return () => Math.sqrt(-2 * Math.log(u())) * Math.cos(2 * Math.PI * u())
}

/** A root of an increasing function. */
export function rootOf(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high]
  for (let k = 0; k < 100; k++) {
    const c = (a + b) / 2
    if (f(c) < 0) a = c
    else b = c
  }
  return a
}
