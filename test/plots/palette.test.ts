import { expect, test } from 'vitest'
import { BOUNDARY, HUES, PREDICTED, RAMP } from '../../src/plots/theme.ts'

/** Linear red, green and blue of a `#rrggbb` colour, 0 ... 1. */
const linear = (colour: string): number[] =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })

const times = (matrix: readonly (readonly number[])[], v: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, m, k) => sum + m * (v[k] ?? 0), 0))

/** What readers see of linear colours: all hues, and without one kind of cones (Machado, Oliveira and Fernandes 2009, severity 1). */
const EYES = {
  ordinary: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Oklab (Ottosson 2020) times 100: a distance of 2 is just seen. */
function oklab(colour: readonly number[]): number[] {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour.map((value) => Math.min(1, Math.max(0, value))),
  ).map(Math.cbrt)
  return times(
    [
      [21.04542553, 79.3617785, -0.40720468],
      [197.79984951, -242.8592205, 45.05937099],
      [2.59040371, 78.27717662, -80.8675766],
    ],
    cones,
  )
}

/** How far two colours are apart for those who see them least. */
const apart = (a: string, b: string) =>
  Math.min(
    ...Object.values(EYES).map((eye) => {
      const [p, q] = [a, b].map((colour) => oklab(times(eye, linear(colour)))) as [number[], number[]]
      return Math.hypot(...p.map((value, k) => value - (q[k] ?? 0)))
    }),
  )

const pairs = (of: readonly string[]) => of.flatMap((a, k) => of.slice(k + 1).map((b) => [a, b] as const))

test('any two series, and any two predictions, are told apart by all readers', () => {
  for (const [a, b] of [...pairs(HUES), ...pairs(PREDICTED)]) expect(apart(a, b), `${a} ${b}`).toBeGreaterThan(6)
})

test('no prediction has a colour near that of a series', () => {
  expect(BOUNDARY).toBe(PREDICTED[0])
  for (const prediction of PREDICTED) {
    for (const hue of HUES) expect(apart(prediction, hue), `${prediction} ${hue}`).toBeGreaterThan(10)
    for (const colour of RAMP) expect(apart(prediction, colour), `${prediction} ${colour}`).toBeGreaterThan(6)
  }
})

test('every colour stands on white paper and on a dark page', () => {
  const light = (colour: string) => times([[0.2126, 0.7152, 0.0722]], linear(colour))[0] ?? 0
  for (const colour of [...HUES, ...PREDICTED])
    for (const ground of ['#ffffff', '#1d2126']) {
      const [low, high] = [light(colour), light(ground)].sort((a, b) => a - b) as [number, number]
      expect((high + 0.05) / (low + 0.05), `${colour} on ${ground}`).toBeGreaterThan(1.95)
    }
})
