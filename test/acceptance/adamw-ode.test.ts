import { describe, expect, test } from 'vitest'
import { type Result, simulate } from './lab.ts'

const [LR, BETA1, BETA2, WD, STEPS, SUBSTEPS] = [0.01, 0.9, 0.99, 0.1, 30, 4]
const START = 1.3
/** The gradient of x^2 / 2 + sin(x)^2 / 2. */
const slope = (x: number) => x + Math.sin(x) * Math.cos(x)

type State = readonly [y: number, z: number, p: number, q: number]
type Rates = readonly [number, number]
const along = (a: State, c: number, b: State): State =>
  a.map((value, k) => value + c * (b[k] as number)) as unknown as State

function derivative([y, z, p, q]: State, s: number, [a1, a2]: Rates, order: number): State {
  const g = slope(y)
  const u = s === 0 ? Math.sign(g) : p / (1 - BETA1 ** s) / Math.sqrt(q / (1 - BETA2 ** s))
  const force = -LR * (u + WD * y)
  return [order === 1 ? force : z, 2 * (force - z), a1 * (g - p), a2 * (g * g - q)]
}

/** The solution after each step, by the classical Runge-Kutta method. */
function solution(rates: Rates, order: number): number[] {
  const h = 1 / SUBSTEPS
  let state: State = [START, -LR, 0, 0]
  return Array.from({ length: STEPS }, (_, n) => {
    for (let j = 0; j < SUBSTEPS; j++) {
      const s = n + j * h
      const f = (at: State, time: number) => derivative(at, time, rates, order)
      const k1 = f(state, s)
      const k2 = f(along(state, h / 2, k1), s + h / 2)
      const k3 = f(along(state, h / 2, k2), s + h / 2)
      const k4 = f(along(state, h, k3), s + h)
      state = along(along(along(along(state, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4)
    }
    return state[0]
  })
}

/** AdamW's iterates. */
function iterates(): number[] {
  let [x, m, v] = [START, 0, 0]
  return Array.from({ length: STEPS }, (_, k) => {
    const g = slope(x)
    m = BETA1 * m + (1 - BETA1) * g
    v = BETA2 * v + (1 - BETA2) * g * g
    const u = m / (1 - BETA1 ** (k + 1)) / Math.sqrt(v / (1 - BETA2 ** (k + 1)))
    x = x - LR * WD * x - LR * u
    return x
  })
}

const rates: readonly Rates[] = [
  [1 - BETA1, 1 - BETA2],
  [(1 - BETA1) / BETA1, (1 - BETA2) / BETA2],
  [-Math.log(BETA1), -Math.log(BETA2)],
]

describe('the distance of AdamW to its differential equation is that of a plain integration', () => {
  test.each([
    [0, 2],
    [1, 2],
    [2, 2],
    [1, 1],
    [2, 1],
  ])('kernel %d, order %d', (kernel, order) => {
    const [result] = simulate(`name: ode
problem: {name: wave, d: 1, objective: sum(x^2 / 2 + sin(x)^2 / 2), start: ${START}}
optimizers: {use: adamw, lr: ${LR}, beta1: ${BETA1}, beta2: ${BETA2}, eps: 0, wd: ${WD}}
steps: ${STEPS}
record: {points: ${STEPS}, scale: linear}
measures: {distance: {use: adamw-ode, kernel: ${kernel}, order: ${order}, substeps: ${SUBSTEPS}}}
`) as [Result]
    const y = solution(rates[kernel] as Rates, order)
    const distances = iterates().map((x, k) => Math.abs(x - (y[k] as number)))
    const measured = result.values.distance?.[0] as number[]
    expect(measured).toHaveLength(STEPS)
    measured.forEach((value, k) => {
      expect(Math.abs(value - Math.max(...distances.slice(0, k + 1))), `step ${k + 1}`).toBeLessThan(1e-12)
    })
  })
})
