import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, distancesToBoundary } from '../../src/theory/region-cells.ts'

const cell = (x: number, y: number, predicted: boolean): Cell => ({
  x,
  y,
  predicted,
  left: null,
  agrees: true,
  chance: 1,
  chanceOfOpposite: 0,
  value: 0,
  n: 1,
  random: false,
})

test('the distance to the boundary is that to the nearest cell of the other side, by trying them all', () => {
  const sides = fc.array(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(sides, (map) => {
      // Values that are not evenly spaced: cells are counted, not differences.
      const cells = map.flatMap((row, y) => row.map((predicted, x) => cell(2 ** x, y ** 3, predicted)))
      const distances = distancesToBoundary(cells)
      for (const one of cells) {
        const others = cells.filter(({ predicted }) => predicted !== one.predicted)
        const apart = others.map((other) =>
          Math.max(Math.abs(Math.log2(other.x) - Math.log2(one.x)), Math.abs(Math.cbrt(other.y) - Math.cbrt(one.y))),
        )
        expect(distances.get(one)).toBeCloseTo(Math.min(Number.POSITIVE_INFINITY, ...apart), 9)
      }
    }),
  )
})
