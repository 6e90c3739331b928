import { quantileSorted } from 'simple-statistics'

/**
 * A quantile, by linear interpolation between neighbours (Hyndman and Fan's seventh). Between two equal infinities lies that
 * infinity, and beside one at the lower end lies that: their difference would make a NaN of it.
 *
 * @param ascending none of them NaN
 * @returns null of none
 */
export function quantile(ascending: readonly number[], p: number): number | null {
  if (ascending.length === 0) return null
  const place = (ascending.length - 1) * p
  const [low, high] = [Math.floor(place), Math.ceil(place)].map((k) => ascending[k] ?? Number.NaN) as [number, number]
  return Number.isFinite(low) ? quantileSorted(ascending as number[], p) : low + high
}
