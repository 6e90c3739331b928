import { crc32, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logTicks } from '../../src/plots/axes.ts'
import { colourScale } from '../../src/plots/colours.ts'
import { contour } from '../../src/plots/contour.ts'
import { shortNumber } from '../../src/plots/numbers.ts'
import { encodePng } from '../../src/plots/png.ts'
import { cellAxis, place, unplace } from '../../src/plots/spacing.ts'
import { renameIds } from '../../src/plots/svg-ids.ts'
import { thin } from '../../src/plots/thin.ts'
import { linspace, log1mspace } from './fixture.ts'

/** Chunks of a PNG by type, after a check of each checksum. */
function chunks(png: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(png)
  const found = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const n = bytes.readUInt32BE(at)
    const body = bytes.subarray(at + 4, at + 8 + n)
    if (crc32) expect(bytes.readUInt32BE(at + 8 + n)).toBe(crc32(body))
    found.set(body.toString('latin1', 0, 4), body.subarray(4))
    at += 12 + n
  }
  return found
}

describe('encodePng', () => {
  test.each([
    [3, 2],
    [1, 1],
    [300, 301],
  ])('%d by %d pixels are inflated by zlib to the same rows', (width, height) => {
    const pixels = Uint8Array.from({ length: width * height }, (_, k) => (k * 7) % 3)
    const parts = chunks(
      encodePng(width, height, pixels, [
        [1, 2, 3],
        [4, 5, 6, 0],
        [7, 8, 9],
      ]),
    )
    const rows = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0))
    expect(rows.length).toBe(height * (width + 1))
    for (let y = 0; y < height; y++) {
      expect(rows[y * (width + 1)]).toBe(0)
      const row = rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))
      expect(Buffer.compare(row, pixels.subarray(y * width, (y + 1) * width))).toBe(0)
    }
    expect([...(parts.get('PLTE') ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect([...(parts.get('tRNS') ?? [])]).toEqual([255, 0, 255])
    expect(parts.get('IHDR')?.readUInt32BE(0)).toBe(width)
  })
})

describe('contour', () => {
  const axis = linspace(-1, 1, 41)
  test('of a circle is one closed line on it', () => {
    const lines = contour(axis, axis, (x, y) => x * x + y * y - 0.5)
    expect(lines).toHaveLength(1)
    const [line = []] = lines
    expect(line[0]).toEqual(line.at(-1))
    for (const [x, y] of line) expect(Math.abs(Math.hypot(x, y) - Math.SQRT1_2)).toBeLessThan(1e-3)
  })
  test('of a saddle does not cross itself: two lines', () => {
    for (const lift of [0.003, -0.003]) expect(contour(axis, axis, (x, y) => x * y + lift)).toHaveLength(2)
  })
  test('of one square joins the corners that have the sign of its mean', () => {
    for (const [a, b] of [
      [1, -0.5],
      [-1, 0.5],
      [0.5, -1],
      [-0.5, 1],
    ] as const) {
      const lines = contour([0, 1], [0, 1], (x, y) => (x === y ? a : b))
      // Each line cuts off one corner of the other sign: its ends are on the same side of the diagonal through the joined ones.
      const offDiagonal = Math.abs(a) > Math.abs(b)
      const sides = lines.map((line) => line.map(([x, y]) => Math.sign(offDiagonal ? x - y : x + y - 1)))
      expect(sides.map((side) => new Set(side).size)).toEqual([1, 1])
    }
  })
  test('leaves out what has no value and is nothing where the sign does not change', () => {
    expect(contour(axis, axis, () => 1)).toEqual([])
    const [line = []] = contour(axis, axis, (x, y) => (x < 0 ? null : y))
    expect(Math.min(...line.map(([x]) => x))).toBe(0)
  })
  test('every corner pattern separates the signs', () => {
    const corners = fc.array(
      fc.double({ min: -1, max: 1, noNaN: true }).filter((v) => v !== 0),
      { minLength: 4, maxLength: 4 },
    )
    fc.assert(
      fc.property(corners, ([a = 1, b = 1, c = 1, d = 1]) => {
        const value = (x: number, y: number) => (y === 0 ? (x === 0 ? a : b) : x === 0 ? d : c)
        const changes = [
          [a, b],
          [b, c],
          [c, d],
          [d, a],
        ].filter(([p = 1, q = 1]) => p > 0 !== q > 0).length
        const ends = contour([0, 1], [0, 1], value).flatMap((line) => [line[0], line.at(-1)])
        return ends.length === changes
      }),
    )
  })
})

describe('cellAxis', () => {
  test('knows linear, log and log1m spacing', () => {
    expect(cellAxis('a', linspace(0, 0.9, 10))).toMatchObject({ spacing: 'linear', even: true })
    expect(cellAxis('a', [1e-4, 1e-3, 1e-2])).toMatchObject({ spacing: 'log', even: true })
    expect(cellAxis('a', log1mspace(0, 0.999, 20))).toMatchObject({ spacing: 'log1m', even: true })
    expect(cellAxis('a', [0.1, 0.5, 0.9, 0.99, 0.999])).toMatchObject({ spacing: 'log1m', even: false })
  })
  test('two values that are a factor apart have cells of what is positive', () => {
    expect(cellAxis('kappa', [10, 100])).toMatchObject({ spacing: 'log', even: true })
    expect(cellAxis('lr', [0.01, 0.1])).toMatchObject({ spacing: 'log', even: true })
    expect(cellAxis('d', [2, 4])).toMatchObject({ spacing: 'linear' })
    expect(cellAxis('delay', [0, 10])).toMatchObject({ spacing: 'linear' })
    expect(cellAxis('beta2', [0.1, 0.9])).toMatchObject({ spacing: 'linear' })
    expect(cellAxis('T', [1, 10, 19])).toMatchObject({ spacing: 'linear' })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (a, b) => {
        const { spacing, edges } = cellAxis('a', [a, b])
        return a === b || unplace(spacing, edges[0] ?? -1) > 0
      }),
    )
  })
  test('cells of uneven positive values end at 0', () => {
    for (const values of [
      [10, 50, 100],
      [0.1, 0.5, 0.9, 0.99, 0.999],
    ]) {
      const { spacing, edges } = cellAxis('a', values)
      expect(Math.abs(unplace(spacing, edges[0] ?? -1))).toBe(0)
    }
    expect(cellAxis('a', [0, 50, 90]).edges[0]).toBe(-25)
    expect(cellAxis('a', [30, 50, 90]).edges[0]).toBeGreaterThan(0)
  })
  test('each value lies in its own cell', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 9 }),
        (values) => {
          const axis = cellAxis(
            'a',
            values.map((v) => Math.round(v * 1e3) / 1e3),
          )
          return axis.values.every((v, k) => {
            const u = place(axis.spacing, v)
            return (axis.edges[k] ?? Infinity) < u && u < (axis.edges[k + 1] ?? -Infinity)
          })
        },
      ),
    )
  })
})

test('thin keeps the ends, the order and the limit', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 2, max: 50 }),
      (raw, limit) => {
        const times = raw.sort((a, b) => a - b)
        for (const scale of ['log', 'linear'] as const) {
          const chosen = thin(times, limit, scale)
          expect(chosen.length).toBeLessThanOrEqual(limit)
          expect([chosen[0], chosen.at(-1)]).toEqual([0, times.length - 1])
          expect(chosen.every((k, n) => n === 0 || k > (chosen[n - 1] ?? k))).toBe(true)
        }
      },
    ),
  )
})

test('ticks of a log axis are powers of ten, few of them', () => {
  expect(logTicks(0.5, 2000)).toEqual([1, 10, 100, 1000])
  expect(logTicks(1, 30)).toEqual([1, 2, 5, 10, 20])
  expect([logTicks(0, 1), logTicks(-1, 1), logTicks(1, Infinity)]).toEqual([[], [], []])
  expect(logTicks(1e-30, 1).length).toBeLessThan(10)
})

test('colours diverge around 0 where values have both signs', () => {
  expect(colourScale([-1, 0.5], 'linear').fraction(0)).toBe(0.5)
  expect(colourScale([1, 3], 'linear').fraction(2)).toBe(0.5)
  expect(colourScale([1e-4, 1], 'log').fraction(1e-2)).toBeCloseTo(0.5)
})

test('an outlier does not take the whole colour scale, and is counted', () => {
  const scale = colourScale([...linspace(0, 1, 400), 1e9], 'linear')
  expect(scale.domain.at(-1)).toBeLessThan(2)
  expect(scale.beyond).toBeGreaterThan(0)
})

test('ids are renamed in tags, with their references, and not in text', () => {
  const svg = '<svg><g id="clip7"/><path clip-path="url(#clip7)"/><text>url(#clip7) id="clip7"</text></svg>'
  expect(renameIds(svg, 'f1-')).toBe(
    '<svg><g id="f1-0"/><path clip-path="url(#f1-0)"/><text>url(#clip7) id="clip7"</text></svg>',
  )
})

test('short numbers', () => {
  expect([0.1, 1e6, 1e-7, 200000, -0.5, Infinity, NaN].map((v) => shortNumber(v))).toEqual([
    '0.1',
    '1e6',
    '1e-7',
    '200000',
    '-0.5',
    '∞',
    'NaN',
  ])
})
