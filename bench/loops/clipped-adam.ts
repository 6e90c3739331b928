import { draw, unit } from './draws.ts'
import { at, type Loop } from './loop.ts'

const [D, B1] = [1e-3, 0.99]
const B2 = B1 * B1
const RATE = D * Math.sqrt((1 + B1) / (1 - B1))

/** Clipped Adam with random scaling and a model EMA on a quadratic whose curvatures range from 1 to 10, run after run. */
export const clippedAdam: Loop = ({ rows, columns, lanes, dimension }, steps) => {
  const result = new Float64Array(2 * lanes * dimension).fill(1)
  const m = new Float64Array(dimension)
  const z = new Float64Array(dimension)
  const curvature = Float64Array.from(m, (_, k) => 10 ** (k / (dimension - 1)))
  for (let lane = 0; lane < lanes; lane++) {
    const seed = at(rows, lane * columns)
    const x = result.subarray(lane * dimension, (lane + 1) * dimension)
    const average = result.subarray((lanes + lane) * dimension, (lanes + lane + 1) * dimension)
    m.fill(0)
    let v = 0
    for (let step = 1; step <= steps; step++) {
      let square = 0
      for (let k = 0; k < dimension; k++) {
        const g = at(curvature, k) * at(x, k)
        square += g * g
        m[k] = B1 * at(m, k) + (1 - B1) * g
      }
      v = B2 * v + (1 - B2) * square
      const root = Math.sqrt(v)
      let size = 0
      for (let k = 0; k < dimension; k++) {
        const part = v > 0 ? (-RATE * at(m, k)) / root : 0
        z[k] = part
        size += part * part
      }
      const words = draw(seed, 1, step, 0)
      const clip = Math.min(1, D / Math.sqrt(size))
      const scale = -Math.log(unit(words[0], words[1]))
      for (let k = 0; k < dimension; k++) {
        const next = at(x, k) + scale * (at(z, k) * clip)
        x[k] = next
        average[k] = 0.99 * at(average, k) + (1 - 0.99) * next
      }
    }
  }
  return result
}
