import { coordinatewise, corrected, ema, last, norm, type Step, squares, type Vector } from './plain.ts'

/*
 * Forms of a paper or of its authors' code of which no trajectory was recorded, though one was of some library's form.
 * Adam's two factors are written as corrected averages, eps as each source has it.
 */
const differences = (g: Vector): Vector => g.map((a, s) => (s === 0 ? 0 : a - (g[s - 1] as number)))
/** Bias correction of the root of an average over t values. */
const root = (t: number, b: number): number => Math.sqrt(1 - b ** t)

/** Sums of all gradients met, each with the decay at its point: the iterates are what they make of the start. */
export const momentumL2 = (lr: number, b1: number, dampening: number, wd: number, nesterov: boolean) => (): Step => {
  const seen: Vector[] = []
  return (g, x) => {
    seen.push(g.map((a, k) => a + wd * (x[k] as number)))
    const weight = (s: number) => (s === 0 ? 1 : 1 - dampening) * b1 ** (seen.length - 1 - s)
    const sum = (k: number) => seen.reduce((total, row, s) => total + weight(s) * (row[k] as number), 0)
    return x.map((a, k) => a - lr * (nesterov ? (seen.at(-1)?.[k] as number) + b1 * sum(k) : sum(k)))
  }
}

export const sgdW = (lr: number, b1: number, wd: number) =>
  coordinatewise((g, x) => x * (1 - lr * wd) - lr * g.reduce((sum, a, s) => sum + b1 ** (g.length - 1 - s) * a, 0))

export const lion = (lr: number, b1: number, b2: number, wd: number) =>
  coordinatewise((g, x) => x - lr * (Math.sign(b1 * ema(g.slice(0, -1), b2) + (1 - b1) * last(g)) + wd * x))

export const yogi = (lr: number, b1: number, b2: number, eps: number, initial: number) =>
  coordinatewise((g, x) => {
    const v = squares(g).reduce((sum, a) => (sum > a ? sum - (1 - b2) * a : sum + (1 - b2) * a), initial)
    return x - (lr * ema(g, b1)) / (Math.sqrt(v) + eps)
  })

/** Weight decay by a proximal step, or before the step. */
export const adan = (
  lr: number,
  betas: readonly [number, number, number],
  eps: number,
  wd: number,
  proximal: boolean,
) =>
  coordinatewise((g, x) => {
    const [b1, b2, b3] = betas
    const d = differences(g)
    const n = g.map((a, s) => (a + b2 * (d[s] as number)) ** 2)
    const u = (corrected(g, b1) + b2 * corrected(d, b2)) / (Math.sqrt(corrected(n, b3)) + eps)
    return proximal ? (x - lr * u) / (1 + lr * wd) : (1 - lr * wd) * x - lr * u
  })

const within = (rate: number, end: number, gamma: number, t: number): number =>
  Math.max(end - end / (gamma * t + 1), Math.min(end + end / (gamma * t), rate))

export const adaBound = (lr: number, b1: number, b2: number, eps: number, end: number, gamma: number) =>
  coordinatewise((g, x, t) => {
    const rate = (lr * root(t, b2)) / (1 - b1 ** t) / (Math.sqrt(ema(squares(g), b2)) + eps)
    return x - within(rate, end, gamma, t) * ema(g, b1)
  })

export const adaBoundPaper = (lr: number, b1: number, b2: number, end: number, gamma: number) =>
  coordinatewise((g, x, t) => {
    const rate = within(lr / Math.sqrt(ema(squares(g), b2)), end, gamma, t)
    return x - (rate / Math.sqrt(t)) * ema(g, b1)
  })

export const padam = (lr: number, b1: number, b2: number, eps: number, p: number, official: boolean) =>
  coordinatewise((g, x, t) => {
    const largest = Math.max(...g.map((_, s) => ema(squares(g.slice(0, s + 1)), b2)))
    const factor = official ? root(t, b2) / (1 - b1 ** t) : 1
    return x - (lr * factor * ema(g, b1)) / (Math.sqrt(largest) + eps) ** (2 * p)
  })

/** The learning rates are averaged with the normalised gradients and divided out. */
export const laProp = (lr: (t: number) => number, b1: number, b2: number, eps: number, wd: number) =>
  coordinatewise((g, x, t) => {
    const u = g.map((a, s) => a / (Math.sqrt(corrected(squares(g.slice(0, s + 1)), b2)) + eps))
    const rates = g.map((_, s) => lr(s + 1))
    const moved =
      ema(
        u.map((a, s) => a * (rates[s] as number)),
        b1,
      ) /
      (ema(rates, b1) / lr(t))
    return (1 - wd) * (x - moved)
  })

export const avaGrad = (lr: number, b1: number, b2: number, eps: number) => (): Step => {
  const seen: Vector[] = []
  return (g, x) => {
    const column = (k: number) => seen.map((row) => row[k] as number)
    const rates = x.map((_, k) => 1 / (Math.sqrt(ema(squares(column(k)), b2)) + eps))
    seen.push(g)
    const length = norm(rates) / Math.sqrt(rates.length)
    return x.map((a, k) => a - ((lr * (rates[k] as number)) / length) * ema(column(k), b1))
  }
}

/** The numerator is the weighted mean of the last n gradients, or the last gradient alone. */
export const adaShift = (lr: number, b1: number, b2: number, eps: number, n: number, windowed: boolean) =>
  coordinatewise((g, x, t) => {
    if (t <= n) return x
    const up = windowed ? corrected(g.slice(-n), b1) : last(g)
    return x - (lr * up) / (Math.sqrt(corrected(squares(g.slice(0, t - n)), b2)) + eps)
  })

export const adaBelief = (lr: number, b1: number, b2: number, eps: number) =>
  coordinatewise((g, x) => {
    const residuals = g.map((a, s) => a - ema(g.slice(0, s + 1), b1))
    return x - (lr * corrected(g, b1)) / (Math.sqrt(corrected(squares(residuals), b2)) + eps)
  })

/** ADOPT as pytorch_optimizer has it, t counting all gradients: the first is only squared, but x decays. */
export const adoptKozistr = (lr: number, b1: number, b2: number, eps: number, wd: number) =>
  coordinatewise((g, x, t) => {
    const decayed = x - lr * wd * x
    const v = (s: number) => g.slice(1, s).reduce((sum, a) => b2 * sum + (1 - b2) * a * a, (g[0] as number) ** 2)
    const u = g.slice(1).map((a, k) => {
      const bound = (k + 2) ** 0.25
      return Math.max(-bound, Math.min(bound, a / Math.max(Math.sqrt(v(k + 1)), eps)))
    })
    return t === 1 ? decayed : decayed - lr * ema(u, b1)
  })
