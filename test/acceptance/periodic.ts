/**
 * Closed forms for problem (1) of Zhuang et al. 2021: gradient C = P once a period of P steps, -1 otherwise. y_j is the
 * stationary value of a quantity after the gradient of phase j; drift is the net displacement per period towards -1,
 * divided by the step size, with eps = 0 and without walls.
 */
export interface Betas {
  readonly P: number
  readonly beta1: number
  readonly beta2: number
}

/** Stationary EMA of a P-periodic input: y_j = (1-b)/(1-b^P) sum_i b^i x_{j-i}. */
function average(b: number, input: readonly number[]): number[] {
  const P = input.length
  return input.map((_, j) => {
    let sum = 0
    for (let i = 0; i < P; i++) sum += b ** i * (input[(((j - i) % P) + P) % P] as number)
    return ((1 - b) / (1 - b ** P)) * sum
  })
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

export function drifts({ P, beta1, beta2 }: Betas): Record<string, number> {
  const g = Array.from({ length: P }, (_, j) => (j === 0 ? P : -1))
  const m = average(beta1, g)
  const v = average(
    beta2,
    g.map((x) => x * x),
  )
  const s = average(
    beta2,
    g.map((x, j) => (x - (m[j] as number)) ** 2),
  )
  const q = average(
    beta2,
    m.map((x) => x * x),
  )
  const at = (values: readonly number[], j: number) => values[((j % P) + P) % P] as number
  const sum = (f: (j: number) => number) => total(g.map((_, j) => f(j)))
  const adam = sum((j) => at(m, j) / Math.sqrt(at(v, j)))
  return {
    sgd: total(g),
    momentum: total(m),
    adamw: adam,
    rmsprop: sum((j) => at(g, j) / Math.sqrt(at(v, j))),
    adam,
    amsgrad: total(g) / Math.sqrt(Math.max(...v)),
    adabelief: sum((j) => at(m, j) / Math.sqrt(at(s, j))),
    adamomentum: sum((j) => at(m, j) / Math.sqrt(at(q, j))),
    adopt: sum((j) => at(g, j) / Math.sqrt(at(v, j - 1))),
    acprop: sum((j) => at(g, j) / Math.sqrt(at(s, j - 1))),
  }
}
