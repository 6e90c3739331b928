export type Vertex = readonly [x: number, y: number]

/** Bits of the corners that are >= 0 (1: low left, 2: low right, 4: high right, 8: high left) -> sides that the line joins. */
const SIDES: Readonly<Record<number, readonly (readonly [Side, Side])[]>> = {
  1: [['left', 'low']],
  2: [['low', 'right']],
  3: [['left', 'right']],
  4: [['right', 'high']],
  6: [['low', 'high']],
  7: [['left', 'high']],
  8: [['left', 'high']],
  9: [['low', 'high']],
  11: [['right', 'high']],
  12: [['left', 'right']],
  13: [['low', 'right']],
  14: [['left', 'low']],
}
type Side = 'left' | 'right' | 'low' | 'high'

/**
 * Where `f` is 0, by marching squares (Lorensen and Cline 1987, in the plane) over the ascending coordinates `xs` and `ys`:
 * polylines whose vertices are interpolated along the sides of the squares. Squares with a value that is not finite are left
 * out. In a saddle the mean of the four corners says which of them are joined.
 */
export function contour(
  xs: readonly number[],
  ys: readonly number[],
  f: (x: number, y: number) => number | null,
): Vertex[][] {
  return contourOf(
    xs,
    ys,
    ys.map((y) => xs.map((x) => f(x, y) ?? Number.NaN)),
  )
}

/** The same of values that are known: a row for each of `ys`. */
export function contourOf(
  xs: readonly number[],
  ys: readonly number[],
  values: readonly (readonly number[])[],
): Vertex[][] {
  const value = (i: number, j: number) => values[j]?.[i] ?? Number.NaN
  const vertices = new Map<string, Vertex>()
  const segments: (readonly [string, string])[] = []

  /** The crossing of a side, known by the grid edge on which it lies so that neighbours share it. */
  const crossing = (i: number, j: number, side: Side): string => {
    const [ai, aj] = [side === 'right' ? i + 1 : i, side === 'high' ? j + 1 : j]
    const [bi, bj] = side === 'left' || side === 'right' ? [ai, aj + 1] : [ai + 1, aj]
    const key = `${ai} ${aj} ${bi} ${bj}`
    const [fa, fb] = [value(ai, aj), value(bi, bj)]
    const share = fa / (fa - fb)
    const between = (list: readonly number[], a: number, b: number) =>
      (list[a] ?? 0) + share * ((list[b] ?? 0) - (list[a] ?? 0))
    vertices.set(key, [between(xs, ai, bi), between(ys, aj, bj)])
    return key
  }

  for (let j = 0; j + 1 < ys.length; j++)
    for (let i = 0; i + 1 < xs.length; i++) {
      const corners = [value(i, j), value(i + 1, j), value(i + 1, j + 1), value(i, j + 1)]
      if (!corners.every(Number.isFinite)) continue
      const bits = corners.reduce((sum, v, k) => sum + (v >= 0 ? 1 << k : 0), 0)
      for (const [a, b] of SIDES[bits] ?? saddle(bits, corners)) segments.push([crossing(i, j, a), crossing(i, j, b)])
    }
  return chains(segments).map((keys) =>
    keys.flatMap((key) => {
      const vertex = vertices.get(key)
      return vertex ? [vertex] : []
    }),
  )
}

function saddle(bits: number, corners: readonly number[]): readonly (readonly [Side, Side])[] {
  if (bits !== 5 && bits !== 10) return []
  const joined = corners.reduce((sum, v) => sum + v, 0) >= 0
  // The corners cut off singly are the negative ones if the positive ones are joined through the middle.
  return (bits === 5) === joined
    ? [
        ['low', 'right'],
        ['left', 'high'],
      ]
    : [
        ['left', 'low'],
        ['right', 'high'],
      ]
}

/** Joins segments that share an end. Each end is shared by at most two. */
function chains(segments: readonly (readonly [string, string])[]): string[][] {
  const at = new Map<string, number[]>()
  segments.forEach((segment, k) => {
    for (const end of segment) at.set(end, [...(at.get(end) ?? []), k])
  })
  const used = new Set<number>()
  const follow = (from: string): string[] => {
    const chain = [from]
    for (;;) {
      const end = chain.at(-1) ?? from
      const next = at.get(end)?.find((k) => !used.has(k))
      if (next === undefined) return chain
      used.add(next)
      const [a, b] = segments[next] ?? [end, end]
      chain.push(a === end ? b : a)
    }
  }
  const open = [...at].filter(([, ks]) => ks.length === 1).map(([end]) => end)
  const lines = [...open, ...at.keys()].map(follow)
  return lines.filter((chain) => chain.length > 1)
}
