import { draw, unit } from './draws.ts'
import { at, type Loop } from './loop.ts'

/** Adam in many dimensions on a quadratic whose curvatures range from 1 to 1000, with gaussian noise, run after run. */
export const largeQuadratic: Loop = ({ rows, columns, lanes, dimension }, steps) => {
  const result = new Float64Array(lanes * dimension).fill(1)
  const m = new Float64Array(dimension)
  const v = new Float64Array(dimension)
  const curvature = Float64Array.from(m, (_, k) => 1000 ** (k / (dimension - 1)))
  for (let lane = 0; lane < lanes; lane++) {
    const seed = at(rows, lane * columns)
    const x = result.subarray(lane * dimension, (lane + 1) * dimension)
    m.fill(0)
    v.fill(0)
    let [p1, p2] = [0.9, 0.999]
    for (let step = 1; step <= steps; step++) {
      const [d1, d2] = [1 - p1, 1 - p2]
      for (let k = 0; k < dimension; k++) {
        const words = draw(seed, 0, step, k + 1)
        const radius = 0.1 * Math.sqrt(-2 * Math.log(unit(words[0], words[1])))
        const g = at(curvature, k) * at(x, k) + radius * Math.cos(2 * Math.PI * unit(words[2], words[3]))
        const first = 0.9 * at(m, k) + (1 - 0.9) * g
        const second = 0.999 * at(v, k) + (1 - 0.999) * (g * g)
        m[k] = first
        v[k] = second
        x[k] = at(x, k) - (1e-3 * (first / d1)) / (Math.sqrt(second / d2) + 1e-8)
      }
      p1 *= 0.9
      p2 *= 0.999
    }
  }
  return result
}
