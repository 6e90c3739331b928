import { at, type Loop } from './loop.ts'
import { flushed, reddi } from './reddi.ts'

/** Adam on Reddi's problem, run after run. */
export const adamReddi: Loop = ({ rows, columns, lanes }, steps) => {
  const result = new Float64Array(lanes)
  const { gradient, rate } = reddi(steps)
  for (let lane = 0; lane < lanes; lane++) {
    const [b1, b2] = [at(rows, lane * columns + 1), at(rows, lane * columns + 2)]
    const [c1, c2] = [1 - b1, 1 - b2]
    let [x, m, v, p1, p2] = [1, 0, 0, b1, b2]
    for (let n = 0; n < steps; n++) {
      const g = at(gradient, n)
      m = b1 * m + c1 * g
      v = b2 * v + c2 * (g * g)
      x -= (at(rate, n) * (m / (1 - p1))) / (Math.sqrt(v / (1 - p2)) + 1e-8)
      x = x < -1 ? -1 : x > 1 ? 1 : x
      p1 = flushed(p1 * b1)
      p2 = flushed(p2 * b2)
    }
    result[lane] = x
  }
  return result
}
