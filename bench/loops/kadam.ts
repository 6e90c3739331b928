import { at, type Loop } from './loop.ts'
import { flushed, reddi } from './reddi.ts'

const STAGES = 3

/** k-Adam with three stages on Reddi's problem, run after run. */
export const kadam: Loop = ({ rows, columns, lanes }, steps) => {
  const result = new Float64Array(lanes)
  const { gradient, rate } = reddi(steps)
  const m = new Float64Array(STAGES)
  const v = new Float64Array(STAGES)
  for (let lane = 0; lane < lanes; lane++) {
    const [b1, b2] = [at(rows, lane * columns + 1), at(rows, lane * columns + 2)]
    const [c1, c2] = [1 - b1, 1 - b2]
    let [x, p1, p2] = [1, b1, b2]
    m.fill(0)
    v.fill(0)
    for (let n = 0; n < steps; n++) {
      let u = at(gradient, n)
      for (let j = 0; j < STAGES; j++) {
        const first = b1 * at(m, j) + c1 * u
        const second = b2 * at(v, j) + c2 * (u * u)
        m[j] = first
        v[j] = second
        u = first / (1 - p1) / (Math.sqrt(second / (1 - p2)) + 1e-30)
      }
      x -= at(rate, n) * u
      x = x < -1 ? -1 : x > 1 ? 1 : x
      p1 = flushed(p1 * b1)
      p2 = flushed(p2 * b2)
    }
    result[lane] = x
  }
  return result
}
