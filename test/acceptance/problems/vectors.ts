/** Plain vector arithmetic and random numbers of the tests' own: nothing here is shared with what is tested. */
export type Vector = readonly number[]

export const add = (a: Vector, b: Vector, factor = 1): number[] => a.map((x, k) => x + factor * (b[k] as number))
export const sub = (a: Vector, b: Vector): number[] => add(a, b, -1)
export const scaled = (a: Vector, factor: number): number[] => a.map((x) => x * factor)
export const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, k) => sum + x * (b[k] as number), 0)
export const norm = (a: Vector): number => Math.hypot(...a)

/** Uniform numbers in (0, 1): the generator mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 15), z | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return (((z ^ (z >>> 14)) >>> 0) + 0.5) / 2 ** 32
  }
}

/** A standard normal vector. */
export const normals = (random: () => number, d: number): number[] =>
  Array.from({ length: d }, () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()))

/** The eigenvalues of a symmetric matrix in rising order, by Jacobi's rotations. */
export function eigenvalues(matrix: readonly Vector[]): number[] {
  const a = matrix.map((row) => [...row])
  const n = a.length
  const at = (p: number, q: number) => a[p]?.[q] as number
  const set = (p: number, q: number, value: number) => {
    ;(a[p] as number[])[q] = value
  }
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += at(p, q) ** 2
    if (off < 1e-26 * dot(a.flat(), a.flat())) break
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (at(p, q) === 0) continue
        const theta = (at(q, q) - at(p, p)) / (2 * at(p, q))
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        for (let k = 0; k < n; k++) {
          const [kp, kq] = [at(k, p), at(k, q)]
          set(k, p, c * kp - t * c * kq)
          set(k, q, t * c * kp + c * kq)
        }
        for (let k = 0; k < n; k++) {
          const [pk, qk] = [at(p, k), at(q, k)]
          set(p, k, c * pk - t * c * qk)
          set(q, k, t * c * pk + c * qk)
        }
      }
    }
  }
  return a.map((_, k) => at(k, k)).sort((x, y) => x - y)
}
