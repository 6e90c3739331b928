import { expect, test } from 'vitest'
import { philox4x32, uniform } from '../../src/kernel/random/philox.ts'

const N = 1_000_000

test('uniforms are the 53 leading bits of their words', () => {
  const [a, b, c, d] = philox4x32([5, 1, 7, 3], [11, 2])
  const fraction = (high: number, low: number) => Number(((BigInt(high) << 32n) | BigInt(low)) >> 11n) * 2 ** -53
  const upTo = (high: number, low: number) => [fraction(high, low) - 2 ** -26, fraction(high, low) + 2 ** -26] as const
  for (const [number, high, low] of [
    [6, a, b],
    [7, c, d],
  ] as const) {
    const u = uniform(11, 2, 2 ** 32 + 5, 7, number)
    expect(u).toBe(((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53)
    // The words are cut to 27 and 26 bits, so that the leading 27 bits are the first word's.
    expect(u).toBeGreaterThan(upTo(high, low)[0])
    expect(u).toBeLessThan(upTo(high, low)[1])
  }
})

test('every part of the address changes the draw', () => {
  const base = [1, 2, 3, 4, 5] as const
  const values = new Set([uniform(...base)])
  for (let part = 0; part < 5; part++) {
    const address: [number, number, number, number, number] = [...base]
    address[part] = (address[part] ?? 0) + 1
    values.add(uniform(...address))
  }
  values.add(uniform(1, 2, 3 + 2 ** 32, 4, 5))
  expect(values.size).toBe(7)
})

for (const [axis, draw] of [
  ['steps', (i: number) => uniform(1, 0, i, 0, 0)],
  ['seeds', (i: number) => uniform(i, 0, 1, 0, 0)],
  ['coordinates', (i: number) => uniform(1, 0, 1, i, 0)],
  ['numbers', (i: number) => uniform(1, 0, 1, 0, i)],
] as const) {
  test(`a million uniforms along ${axis} are uniform in (0, 1) and serially uncorrelated`, () => {
    const values = new Float64Array(N)
    for (let i = 0; i < N; i++) values[i] = draw(i)
    const cells = new Float64Array(1000)
    let lag = 0
    for (let i = 0; i < N; i++) {
      const u = values[i] ?? 0
      const cell = Math.floor(u * 1000)
      cells[cell] = (cells[cell] ?? 0) + 1
      if (i > 0) lag += (u - 0.5) * ((values[i - 1] ?? 0) - 0.5) * 12
    }
    values.sort()
    expect(values[0]).toBeGreaterThan(0)
    expect(values[N - 1]).toBeLessThan(1)
    let ks = 0
    values.forEach((u, i) => {
      ks = Math.max(ks, Math.abs(u - i / N), Math.abs(u - (i + 1) / N))
    })
    const chi = cells.reduce((sum, n) => sum + (n - N / 1000) ** 2 / (N / 1000), 0)
    // Two-sided levels of 1e-4: Kolmogorov's 2.225, chi-square with 999 degrees by its normal approximation, and normal 3.89.
    expect(ks * Math.sqrt(N)).toBeLessThan(2.225)
    expect(Math.abs(chi - 999) / Math.sqrt(2 * 999)).toBeLessThan(3.89)
    expect(Math.abs(lag) / Math.sqrt(N)).toBeLessThan(3.89)
  })
}
