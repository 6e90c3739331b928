/**
 * The update rules written out a second time, as plain loops on doubles: what the oracles are checked against. A rule is
 * a machine that is fed gradients and answers u_t, the displacement towards falling x in units of the step size.
 */
export type Rule = () => (g: number) => number

export const rmsprop =
  (beta2: number): Rule =>
  () => {
    let v = 0
    return (g) => {
      v = beta2 * v + (1 - beta2) * g * g
      return g / Math.sqrt(v)
    }
  }

export const adam =
  (beta1: number, beta2: number): Rule =>
  () => {
    let [m, v] = [0, 0]
    return (g) => {
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      return m / Math.sqrt(v)
    }
  }

export const amsgrad =
  (beta1: number, beta2: number): Rule =>
  () => {
    let [m, v, max] = [0, 0, 0]
    return (g) => {
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      max = Math.max(max, v)
      return m / Math.sqrt(max)
    }
  }

/** As optax: the maximum of the corrected v. */
export const amsgradOfCorrected =
  (beta1: number, beta2: number): Rule =>
  () => {
    let [m, v, max, t] = [0, 0, 0, 0]
    return (g) => {
      t += 1
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      max = Math.max(max, v / (1 - beta2 ** t))
      return m / (1 - beta1 ** t) / Math.sqrt(max)
    }
  }

export const adabelief =
  (beta1: number, beta2: number): Rule =>
  () => {
    let [m, s] = [0, 0]
    return (g) => {
      m = beta1 * m + (1 - beta1) * g
      s = beta2 * s + (1 - beta2) * (g - m) ** 2
      return m / Math.sqrt(s)
    }
  }

export const adashift =
  (n: number, beta1: number, beta2: number): Rule =>
  () => {
    const past: number[] = []
    let v = 0
    return (g) => {
      past.unshift(g)
      if (past.length <= n) return 0
      const old = past[n] as number
      past.length = n
      v = beta2 * v + (1 - beta2) * old * old
      let [numerator, weights] = [0, 0]
      for (let i = 0; i < n; i++) {
        numerator += beta1 ** i * (past[i] as number)
        weights += beta1 ** i
      }
      return numerator / weights / Math.sqrt(v)
    }
  }

export const async =
  (n: number, beta2: number): Rule =>
  () => {
    const vs = [0]
    return (g) => {
      vs.unshift(beta2 * (vs[0] as number) + (1 - beta2) * g * g)
      vs.length = Math.min(vs.length, n + 1)
      return g / Math.sqrt(vs[n] ?? Number.POSITIVE_INFINITY)
    }
  }

export const adopt =
  (beta1: number, beta2: number, clip = Number.POSITIVE_INFINITY): Rule =>
  () => {
    let m = 0
    let v: number | null = null
    return (g) => {
      if (v === null) {
        v = g * g
        return 0
      }
      const u = Math.max(-clip, Math.min(clip, g / Math.sqrt(v)))
      m = beta1 * m + (1 - beta1) * u
      v = beta2 * v + (1 - beta2) * g * g
      return m
    }
  }

/** ADOPT's first ablation: still averages what it has divided, but by the root of the new v. */
export const normaliseFirst =
  (beta1: number, beta2: number): Rule =>
  () => {
    let [m, v] = [0, 0]
    return (g) => {
      v = beta2 * v + (1 - beta2) * g * g
      m = beta1 * m + ((1 - beta1) * g) / Math.sqrt(v)
      return m
    }
  }

/** ADOPT's second ablation: m_t over the root of the old v. */
export const momentumFirst =
  (beta1: number, beta2: number): Rule =>
  () => {
    let [m, v] = [0, 0]
    return (g) => {
      m = beta1 * m + (1 - beta1) * g
      const u = v > 0 ? m / Math.sqrt(v) : 0
      v = beta2 * v + (1 - beta2) * g * g
      return u
    }
  }

export const acprop =
  (beta1: number, beta2: number, form: 'g' | 'm' | 's-now' | 'residual-prev' = 'g'): Rule =>
  () => {
    let [m, s] = [0, 0]
    return (g) => {
      const [before, old] = [m, s]
      m = beta1 * m + (1 - beta1) * g
      const r = form === 'residual-prev' ? g - before : g - m
      s = beta2 * s + (1 - beta2) * r * r
      const denominator = Math.sqrt(form === 's-now' ? s : old)
      return denominator > 0 ? (form === 'm' ? m : g) / denominator : 0
    }
  }

export const adamomentum =
  (beta1: number, beta2: number): Rule =>
  () => {
    let [m, q] = [0, 0]
    return (g) => {
      m = beta1 * m + (1 - beta1) * g
      q = beta2 * q + (1 - beta2) * m * m
      return m / Math.sqrt(q)
    }
  }

export const problem1 = (P: number, C = P) => Array.from({ length: P }, (_, j) => (j === 0 ? C : -1))

/** Written from the steps t = 1..P of the definition, not from phases. */
export const problem2 = (P: number) =>
  Array.from({ length: P }, (_, k) => ((k + 1) % P === 1 ? P / 2 : (k + 1) % P === P - 2 ? -1 : 0))

/** The displacement over one period, once `slowest` to the power of the steps taken has fallen below 1e-17. */
export function settledDrift(rule: Rule, gradients: readonly number[], slowest: number): number {
  const step = rule()
  const P = gradients.length
  const periods = Math.ceil(Math.log(1e-17) / Math.log(slowest) / P) + 3
  let total = 0
  for (let period = 0; period <= periods; period++) {
    total = 0
    for (const g of gradients) total += step(g)
  }
  return total
}
