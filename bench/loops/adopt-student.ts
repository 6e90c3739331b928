import { draw, unit } from './draws.ts'
import { at, type Loop } from './loop.ts'

const NU = 3

/** ADOPT on a quadratic whose curvatures range from 1 to 1000, with the noise of Student's t law, run after run. */
export const adoptStudent: Loop = ({ rows, columns, lanes, dimension }, steps) => {
  const result = new Float64Array(lanes * dimension).fill(1)
  const m = new Float64Array(dimension)
  const v = new Float64Array(dimension)
  const curvature = Float64Array.from(m, (_, k) => 1000 ** (k / (dimension - 1)))
  for (let lane = 0; lane < lanes; lane++) {
    const seed = at(rows, lane * columns)
    const x = result.subarray(lane * dimension, (lane + 1) * dimension)
    m.fill(0)
    v.fill(0)
    for (let step = 1; step <= steps; step++) {
      const limit = (step - 1) ** 0.25
      for (let k = 0; k < dimension; k++) {
        const words = draw(seed, 0, step, k + 1)
        const u = unit(words[0], words[1])
        const w = unit(words[2], words[3])
        const noise = Math.sqrt(NU * (Math.exp((-2 / NU) * Math.log(u)) - 1)) * Math.cos(2 * Math.PI * w)
        const g = at(curvature, k) * at(x, k) + noise
        const old = at(v, k)
        if (step > 1) {
          const scaled = Math.min(Math.max(g / Math.max(Math.sqrt(old), 1e-6), -limit), limit)
          const moment = 0.9 * at(m, k) + (1 - 0.9) * scaled
          m[k] = moment
          x[k] = at(x, k) - 1e-3 * moment
        }
        v[k] = step > 1 ? 0.9999 * old + (1 - 0.9999) * (g * g) : g * g
      }
    }
  }
  return result
}
