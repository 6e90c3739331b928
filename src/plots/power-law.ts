import { linearRegression } from 'simple-statistics'

/** A point of a log-log chart. */
export interface LawPoint {
  readonly at: number
  readonly value: number
}

/** `value = scale * at^slope`. */
export interface PowerLine {
  readonly slope: number
  readonly scale: number
}

/** A power law by least squares on the logarithms; null of fewer than two points. */
export function powerLaw(points: readonly LawPoint[]): PowerLine | null {
  if (new Set(points.map((p) => p.at)).size < 2) return null
  const { m, b } = linearRegression(points.map((p) => [Math.log(p.at), Math.log(p.value)]))
  return { slope: m, scale: Math.exp(b) }
}

/** The power law of a given slope through the middle of some points, in the logarithm; null of none. */
export function through(points: readonly LawPoint[], slope: number): PowerLine | null {
  if (points.length === 0) return null
  const mean = points.reduce((sum, { at, value }) => sum + Math.log(value) - slope * Math.log(at), 0) / points.length
  return { slope, scale: Math.exp(mean) }
}

/** The value of a power law. */
export const powerAt = ({ slope, scale }: PowerLine, at: number): number => scale * at ** slope
