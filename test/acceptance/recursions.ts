/**
 * The papers' rules as plain recursions over a list of gradients: what the pages are compared with. Each returns the
 * iterate after every step.
 */
type Vector = readonly number[]
type Path = Vector[]

const zeros = (d: number): number[] => new Array<number>(d).fill(0)
const norm = (v: Vector): number => Math.sqrt(v.reduce((sum, a) => sum + a * a, 0))
const clip = (v: Vector, radius: number): Vector => {
  const factor = norm(v) > radius ? radius / norm(v) : 1
  return v.map((a) => a * factor)
}
const move = (x: Vector, factor: number, z: Vector): Vector => x.map((a, k) => a + factor * (z[k] as number))

/** k-Adam with the betas of each stage. */
export function kAdam(
  gradients: Path,
  start: Vector,
  lr: number,
  wd: number,
  eps: number,
  betas: [number, number][],
): Path {
  const m = betas.map(() => zeros(start.length))
  const v = betas.map(() => zeros(start.length))
  let x = start
  return gradients.map((g, n) => {
    const u = g.map((value, k) =>
      betas.reduce((input, [b1, b2], j) => {
        const [mj, vj] = [m[j] as number[], v[j] as number[]]
        mj[k] = b1 * (mj[k] as number) + (1 - b1) * input
        vj[k] = b2 * (vj[k] as number) + (1 - b2) * input * input
        return mj[k] / (1 - b1 ** (n + 1)) / (Math.sqrt(vj[k] / (1 - b2 ** (n + 1))) + eps)
      }, value),
    )
    x = x.map((a, k) => a - lr * wd * a - lr * (u[k] as number))
    return x
  })
}

/** The learner of the discounted conversion after some gradients: clip_D(-D M / sqrt(V)) in discounted sums. */
export function learner(gradients: Path, D: number, beta: number): Vector {
  const d = gradients[0]?.length ?? 0
  const M = zeros(d)
  let V = 0
  for (const g of gradients) {
    for (let k = 0; k < d; k++) M[k] = beta * (M[k] as number) + (g[k] as number)
    V = beta ** 2 * V + norm(g) ** 2
  }
  return clip(
    M.map((a) => (-D * a) / Math.sqrt(V)),
    D,
  )
}

/**
 * The minimiser over the ball of radius D of <G, z> + |z|^2 / (2 eta), with G = sum of beta^-s g_s and
 * eta = D / sqrt(sum of beta^-2s |g_s|^2), by projected gradient steps, each of which halves the error. Short lists only:
 * beta^-s overflows.
 */
export function ftrl(gradients: Path, D: number, beta: number): Vector {
  const d = gradients[0]?.length ?? 0
  const G = zeros(d)
  let Q = 0
  gradients.forEach((g, s) => {
    for (let k = 0; k < d; k++) G[k] = (G[k] as number) + beta ** -(s + 1) * (g[k] as number)
    Q += beta ** (-2 * (s + 1)) * norm(g) ** 2
  })
  const eta = D / Math.sqrt(Q)
  let z: Vector = zeros(d)
  for (let n = 0; n < 100; n++) {
    z = clip(
      z.map((a, k) => a - (eta / 2) * ((G[k] as number) + a / eta)),
      D,
    )
  }
  return z
}

/** x moves by the learner's z times a factor; the gradient of the next step is taken there. */
export function conversion(gradients: Path, factors: Vector, start: Vector, learn: (seen: Path) => Vector): Path {
  let x = start
  return factors.map((factor, t) => {
    x = move(x, factor, learn(gradients.slice(0, t + 1)))
    return x
  })
}

/** y moves by the whole z; the gradient of the next step is taken at a point of the segment. */
export function segment(gradients: Path, shares: Vector, start: Vector, learn: (seen: Path) => Vector): Path {
  let y = start
  return shares.map((share, t) => {
    if (t > 0) y = move(y, 1, learn(gradients.slice(0, t)))
    return move(y, share, learn(gradients.slice(0, t + 1)))
  })
}

/** Projected online gradient descent from 0 on the ball of radius D. */
export function descent(gradients: Path, D: number, lr: number): Vector {
  return gradients.reduce<Vector>((z, g) => clip(move(z, -lr, g), D), zeros(gradients[0]?.length ?? 0))
}

/** Exponentiated online gradient descent: z = beta / (1 + lr mu) (z - lr g). */
export function shrunkDescent(gradients: Path, lr: number, beta: number, mu: number): Vector {
  const start: Vector = zeros(gradients[0]?.length ?? 0)
  return gradients.reduce<Vector>((z, g) => move(z, -lr, g).map((a) => (a * beta) / (1 + lr * mu)), start)
}
