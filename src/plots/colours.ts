import { quantileSorted } from 'simple-statistics'
import { mix } from './series.ts'
import { BROWN_TEAL } from './theme.ts'

const VIRIDIS = '#440154 #472d7b #3b528b #2c728e #21918c #28ae80 #5ec962 #addc30 #fde725'.split(' ')

/** Colours of the values of a map. Both schemes are told apart by colour-blind readers. */
export interface ColourScale {
  readonly type: 'log' | 'linear'
  /** Ascending stops and their colours, mixed linearly in between (on a log scale: in the logarithm). */
  readonly domain: readonly number[]
  readonly range: readonly string[]
  /** Values below the first or above the last stop: they take its colour. */
  readonly beyond: number
  /** Where a value lies between the ends, 0 ... 1. */
  fraction(value: number): number
}

/** Beyond this ratio of the full range to that of the middle 98 % the ends are left to outliers. */
const OUTLYING = 20

/** A sequential scale; unless 0 means nothing, a diverging one, even around 0, where a linear map has both signs. Values are finite. */
export function colourScale(values: readonly number[], type: 'log' | 'linear', zeroMatters = true): ColourScale {
  const at = values.map((v) => (type === 'log' ? Math.log(v) : v)).sort((a, b) => a - b)
  let [low, high] = [at[0] ?? 0, at.at(-1) ?? 1]
  if (at.length > 0) {
    const [a, b] = [quantileSorted(at, 0.01), quantileSorted(at, 0.99)]
    if (b > a && high - low > OUTLYING * (b - a)) [low, high] = [a, b]
  }
  const diverging = zeroMatters && type === 'linear' && low < 0 && high > 0
  if (diverging) [low, high] = [-Math.max(-low, high), Math.max(-low, high)]
  if (high <= low) [low, high] = [low - (Math.abs(low) || 1) * 0.1, high + (Math.abs(high) || 1) * 0.1]
  const range = diverging ? BROWN_TEAL : VIRIDIS
  const stops = range.map((_, k) => low + ((high - low) * k) / (range.length - 1))
  return {
    type,
    domain: type === 'log' ? stops.map(Math.exp) : stops,
    range,
    beyond: at.filter((v) => v < low || v > high).length,
    fraction: (value) => ((type === 'log' ? Math.log(value) : value) - low) / (high - low),
  }
}

/** `count` colours from one end of a scale to the other, as bytes red, green, blue. */
export function palette(scale: ColourScale, count: number): number[][] {
  return Array.from({ length: count }, (_, k) => rgb(mix(scale.range, k / (count - 1))))
}

/** The bytes of a `#rrggbb` colour. */
export const rgb = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
