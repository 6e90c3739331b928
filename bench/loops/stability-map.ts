import { at, type Loop } from './loop.ts'

/** Adam without bias correction after a single gradient, run after run; then how fast its update grew. */
export const stabilityMap: Loop = ({ rows, columns, lanes }, steps) => {
  const result = new Float64Array(2 * lanes)
  for (let lane = 0; lane < lanes; lane++) {
    const [b1, b2] = [at(rows, lane * columns + 1), at(rows, lane * columns + 2)]
    const [c1, c2] = [1 - b1, 1 - b2]
    let [x, m, v] = [0, 0, 0]
    for (let t = 1; t <= steps; t++) {
      const g = t === 1 ? 1 : 0
      m = b1 * m + c1 * g
      v = b2 * v + c2 * (g * g)
      x -= (0.001 * m) / (Math.sqrt(v) + 0)
    }
    result[lane] = x
    result[lanes + lane] = (Math.log(Math.abs(m)) - 0.5 * Math.log(v)) / steps
  }
  return result
}
