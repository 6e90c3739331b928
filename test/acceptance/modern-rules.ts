import { coordinatewise, corrected, ema, last, norm, type Step, squares, type Vector } from './plain.ts'

/*
 * Update rules of recent optimizers of which no trajectory was recorded, written down from the papers' formulas: what
 * their pages are compared with.
 */
const rms = (v: Vector): number => norm(v) / Math.sqrt(v.length)
const square = (a: number): number => a * a

export const normalizedSgd = (lr: number) => (): Step => (g, x) =>
  x.map((a, k) => a - (lr * (g[k] as number)) / norm(g))

export const normalizedMomentum = (lr: number, b: number) => (): Step => {
  let m: Vector | null = null
  return (g, x) => {
    m = m?.map((a, k) => b * a + (1 - b) * (g[k] as number)) ?? g
    const length = norm(m)
    return x.map((a, k) => a - (lr * (m?.[k] as number)) / length)
  }
}

export const clippedSgd = (lr: number, clip: number, eps: number) => (): Step => (g, x) => {
  const factor = Math.min(1, clip / (norm(g) + eps))
  return x.map((a, k) => a - lr * factor * (g[k] as number))
}

export const clippedCoordinates = (lr: number, clip: number) =>
  coordinatewise((g, x) => x - lr * Math.sign(last(g)) * Math.min(Math.abs(last(g)), clip))

export const qhAdam = (lr: number, b1: number, b2: number, nu1: number, nu2: number, eps: number) =>
  coordinatewise((g, x) => {
    const up = (1 - nu1) * last(g) + nu1 * corrected(g, b1)
    const down = (1 - nu2) * last(g) ** 2 + nu2 * corrected(squares(g), b2)
    return x - (lr * up) / (Math.sqrt(down) + eps)
  })

export const adEmaMix = (lr: number, b1: number, b2: number, b3: number, alpha: number, eps: number, wd: number) =>
  coordinatewise((g, x) => {
    const up = corrected(g, b1) + alpha * ema(g, b3)
    return x - lr * (up / (Math.sqrt(corrected(squares(g), b2)) + eps) + wd * x)
  })

/** The schedules of the authors' code without its 1e-8: beta3 such that its half-life grows linearly. */
export const adEmaMixWarmup = (lr: number, b1: number, b2: number, b3: number, alpha: number, warmup: number) => {
  const halfLife = (b: number) => Math.log(0.5) / Math.log(b) - 1
  const share = (t: number) => Math.min(1, t / warmup)
  const beta = (t: number) => 0.5 ** (1 / ((1 - share(t)) * halfLife(b1) + share(t) * halfLife(b3) + 1))
  return coordinatewise((g, x, t) => {
    const slow = g.reduce((m, value, s) => beta(s + 1) * m + (1 - beta(s + 1)) * value, 0)
    const up = corrected(g, b1) + alpha * share(t) * slow
    return x - (lr * up) / (Math.sqrt(corrected(squares(g), b2)) + 1e-8)
  })
}

/** `weight(t)` of z after step t in the average, `first` that of the start. */
function scheduleFree(b1: number, first: number, weight: (t: number) => number, move: (t: number) => Step): Step {
  const points: Vector[] = []
  const weights: number[] = []
  return (g, x, t) => {
    if (t === 1) {
      points.push(x)
      weights.push(first)
    }
    const z = points.at(-1) as Vector
    const change = move(t)(g, x, t)
    points.push(z.map((a, k) => a + (change[k] as number)))
    weights.push(weight(t))
    const total = weights.reduce((sum, w) => sum + w, 0)
    return z.map((_, k) => {
      const average = points.reduce((sum, p, s) => sum + (weights[s] as number) * (p[k] as number), 0) / total
      return (1 - b1) * (points.at(-1)?.[k] as number) + b1 * average
    })
  }
}

/** Largest value of a schedule up to step t, squared. */
const peak = (rate: (t: number) => number) => (t: number) =>
  Math.max(...Array.from({ length: t }, (_, s) => rate(s + 1))) ** 2

export const scheduleFreeSgd = (lr: (t: number) => number, b1: number, wd: number) => () =>
  scheduleFree(b1, 0, peak(lr), (t) => (g, x) => x.map((a, k) => -lr(t) * ((g[k] as number) + wd * a)))

export const scheduleFreeSgdPaper = (lr: number, b1: number) => () =>
  scheduleFree(
    b1,
    1,
    () => 1,
    () => (g) => g.map((a) => -lr * a),
  )

export const scheduleFreeAdam =
  (lr: (t: number) => number, b1: number, b2: number, eps: number, wd: number) => (): Step => {
    const rate = (t: number) => lr(t) * Math.sqrt(1 - b2 ** t)
    const normalised = coordinatewise((g) => last(g) / (Math.sqrt(ema(squares(g), b2)) + eps))()
    return scheduleFree(b1, 0, peak(rate), (t) => (g, x) => {
      const u = normalised(g, x, t)
      return x.map((a, k) => -rate(t) * ((u[k] as number) + wd * a))
    })
  }

/** u over its root mean square where that is above the threshold. */
const clipped = (u: Vector, threshold: number): Vector => u.map((a) => a / Math.max(1, rms(u) / threshold))

/** `root` is the denominator made of v. */
const adafactorWith =
  (lr: (t: number) => number, eps: number, eps2: number, root: (v: number) => number) => (): Step => {
    let v: Vector = []
    return (g, x, t) => {
      const b = 1 - t ** -0.8
      v = g.map((a, k) => (t === 1 ? 0 : b * (v[k] as number)) + (1 - b) * (a * a + eps))
      const u = clipped(
        g.map((a, k) => a / root(v[k] as number)),
        1,
      )
      return x.map((a, k) => a - lr(t) * Math.max(eps2, rms(x)) * (u[k] as number))
    }
  }
export const adafactor = (lr: (t: number) => number, eps: number, eps2: number) =>
  adafactorWith(lr, eps, eps2, Math.sqrt)
export const adafactorTorch = (lr: (t: number) => number, eps: number, eps2: number) =>
  adafactorWith(lr, 0, eps2, (v) => Math.max(Math.sqrt(v), eps))

/** CAME on a matrix of one row in the authors' factored form; `confident: false` is their code for a vector. */
export const came =
  (lr: number, betas: readonly [number, number, number], eps: number, eps2: number, clip: number, confident: boolean) =>
  (): Step => {
    const [b1, b2, b3] = betas
    const second: number[][] = []
    const updates: Vector[] = []
    const instability: number[][] = []
    const column = (rows: readonly Vector[], k: number) => rows.map((row) => row[k] as number)
    // The row's mean and the columns of the squares, averaged; their product over the mean of the row's stands for all.
    const factored = (rows: readonly Vector[], b: number, d: number): Vector => {
      const columns = Array.from({ length: d }, (_, k) => ema(column(rows, k), b))
      const row = [columns.reduce((sum, a) => sum + a, 0) / d]
      const ofRows = row.reduce((sum, a) => sum + a, 0) / row.length
      return columns.map((c) => ((row[0] as number) / ofRows) * c)
    }
    return (g, x) => {
      second.push(g.map((a) => a * a + eps))
      const v = factored(second, b2, g.length)
      const u = clipped(
        g.map((a, k) => a / Math.sqrt(v[k] as number)),
        clip,
      )
      updates.push(u)
      const m = u.map((_, k) => ema(column(updates, k), b1))
      instability.push(u.map((a, k) => square(a - (m[k] as number)) + eps2))
      const s = confident ? factored(instability, b3, g.length) : g.map(() => 1)
      return x.map((a, k) => a - (lr * (m[k] as number)) / Math.sqrt(s[k] as number))
    }
  }

/** The paper's recursion in d_t^2, with the factors 1 - sqrt(beta2) that cancel, and the code's eps d_(t+1). */
export const prodigy = (lr: number, b1: number, b2: number, eps: number, d0: number, wd: number) => (): Step => {
  const b = Math.sqrt(b2)
  let d = d0
  let start: Vector = []
  let [m, v, s]: [Vector, Vector, Vector] = [[], [], []]
  let r = 0
  return (g, x, t) => {
    if (t === 1) {
      start = x
      m = v = s = x.map(() => 0)
    }
    const inner = g.reduce((sum, a, k) => sum + a * ((start[k] as number) - (x[k] as number)), 0)
    r = b * r + (1 - b) * lr * d * d * inner
    s = s.map((a, k) => b * a + (1 - b) * lr * d * d * (g[k] as number))
    m = m.map((a, k) => b1 * a + (1 - b1) * d * (g[k] as number))
    v = v.map((a, k) => b2 * a + (1 - b2) * square(d * (g[k] as number)))
    const next = Math.max(d, r / s.reduce((sum, a) => sum + Math.abs(a), 0))
    const moved = x.map(
      (a, k) => a * (1 - lr * d * wd) - (lr * d * (m[k] as number)) / (Math.sqrt(v[k] as number) + next * eps),
    )
    d = next
    return moved
  }
}
