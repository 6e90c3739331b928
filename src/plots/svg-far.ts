/**
 * Farther than this from the origin of its group nothing of a picture is seen, whatever group that is: a side has 10,000 units.
 * The renderer of PNGs drops a whole group that reaches much farther.
 */
const FAR = 1e5

type Vertex = readonly [x: number, y: number]

/** Where nothing is seen. */
const OUT: Vertex = [FAR, FAR]

/** An SVG that looks the same, of which no line, area or mark reaches far out of the picture. */
export const withoutFar = (svg: string): string =>
  svg.replace(/<(?:path|line|rect|text|circle)\b[^<>]*(?:\d{6}|\de\+?\d)[^<>]*>/g, (tag) =>
    tag.startsWith('<line') ? nearLine(tag) : nearPlace(tag).replace(/\sd="([^"]*)"/, (_, d) => ` d="${nearPath(d)}"`),
  )

const near = (value: number): number => Math.min(Math.max(value, -FAR), FAR)

const PLACE = /translate\(([^,)]*),([^)]*)\)/

/** A mark that stands far out, nearer: it is not seen in either place. */
const nearPlace = (tag: string): string =>
  tag.replace(PLACE, (_, x, y) => `translate(${near(Number(x))},${near(Number(y))})`)

/** A rule from where it stands to an end that is told from there. */
function nearLine(tag: string): string {
  const [, x = 0, y = 0] = (PLACE.exec(tag) ?? []).map(Number)
  const end = (name: string) => Number(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? 0)
  const ends: Vertex[] = [
    [x, y],
    [x + end('x2'), y + end('y2')],
  ]
  const [from = OUT, to = OUT] = cut(ends, false)
  return tag
    .replace(PLACE, `translate(${from[0]},${from[1]})`)
    .replace(/\sx2="[^"]*"/, ` x2="${to[0] - from[0]}"`)
    .replace(/\sy2="[^"]*"/, ` y2="${to[1] - from[1]}"`)
}

/** A path of straight lines cut at the far border; others, such as symbols around where they stand, are as they were. */
function nearPath(path: string): string {
  if (/[^MLHVZhvl\d\s,.eE+-]/.test(path)) return path
  const lines: { vertices: Vertex[]; closed: boolean }[] = []
  let [x, y] = [0, 0]
  for (const [, command = '', rest = ''] of path.matchAll(/([MLHVZhvl])([^MLHVZhvl]*)/g)) {
    const numbers = (rest.match(/[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi) ?? []).map(Number)
    if (command === 'M') lines.push({ vertices: [], closed: false })
    const line = lines.at(-1)
    if (!line) return path
    if (command === 'Z') line.closed = true
    const single = /[HVhv]/.test(command)
    for (let k = 0; k < numbers.length; k += single ? 1 : 2) {
      const [a = 0, b = 0] = [numbers[k], numbers[k + 1]]
      if (command === 'H') x = a
      else if (command === 'V') y = a
      else if (command === 'h') x += a
      else if (command === 'v') y += a
      else [x, y] = command === 'l' ? [x + a, y + b] : [a, b]
      line.vertices.push([x, y])
    }
  }
  return lines
    .map(({ vertices, closed }) => ({ vertices: cut(vertices, closed), closed }))
    .filter(({ vertices }) => vertices.length > 0)
    .map(({ vertices, closed }) => `M${vertices.map(([x, y]) => `${x},${y}`).join('L')}${closed ? 'Z' : ''}`)
    .join('')
}

/**
 * A line or an area cut at the far border, side by side (Sutherland and Hodgman 1974); what joins its parts there is as little
 * seen as what was cut off.
 */
function cut(vertices: readonly Vertex[], closed: boolean): readonly Vertex[] {
  let left = vertices
  for (const axis of [0, 1] as const)
    for (const side of [-1, 1]) {
      const out = (vertex: Vertex) => side * vertex[axis] > FAR
      left = left.flatMap((vertex, k) => {
        const before = k > 0 ? left[k - 1] : closed ? left.at(-1) : undefined
        const crossed = before && out(before) !== out(vertex) ? [border(before, vertex, axis, side * FAR)] : []
        return out(vertex) ? crossed : [...crossed, vertex]
      })
    }
  return left
}

/** Where the way from one vertex to the other is at `at` along an axis. */
function border(from: Vertex, to: Vertex, axis: 0 | 1, at: number): Vertex {
  const part = (at - from[axis]) / (to[axis] - from[axis])
  const other = from[1 - axis] as number
  const place = other + part * ((to[1 - axis] as number) - other)
  return axis === 0 ? [at, place] : [place, at]
}
