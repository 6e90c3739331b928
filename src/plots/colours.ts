import type { ColourType } from '../config/plot.ts'
import { quantile } from '../stats/quantile.ts'
import { logTicks } from './axes.ts'
import { shortNumber } from './numbers.ts'
import { type AxisRange, robustRange } from './range.ts'
import { mix } from './series.ts'
import { BROWN_TEAL } from './theme.ts'

const VIRIDIS = '#440154 #472d7b #3b528b #2c728e #21918c #28ae80 #5ec962 #addc30 #fde725'.split(' ')

/** Colours of the values of a map. Both schemes are told apart by colour-blind readers. */
export interface ColourScale {
  readonly type: ColourType
  /** Of a symlog scale: it is linear for values nearer to 0 than this. */
  readonly constant: number
  /** Ascending stops and their colours, mixed linearly in between (on a log scale: in the logarithm). */
  readonly domain: readonly number[]
  readonly range: readonly string[]
  /** Values below the first or above the last stop: they take its colour. */
  readonly beyond: number
  /** Where a value lies between the ends, 0 ... 1; NaN where it has no place. */
  fraction(value: number): number
}

/** Beyond this ratio of the full range to that of the middle 98 % the ends are left to outliers. */
const OUTLYING = 20
/** From this ratio of large to small values on a map is coloured by their logarithms. */
const DECADES = 1e3
/** Where values have both signs, a scale resolves no more than this below the largest: what is smaller is rounding. */
const FINEST = 1e-8
/** The largest value in units of the constant is still a number. */
const SPAN = 1e306

/** How values lie on a scale, and back. */
function placement(type: ColourType, constant: number) {
  if (type === 'linear') return { at: (v: number) => v, back: (u: number) => u }
  if (type === 'log') return { at: Math.log, back: Math.exp }
  return {
    at: (v: number) => Math.sign(v) * Math.log1p(Math.abs(v) / constant),
    back: (u: number) => Math.sign(u) * Math.expm1(Math.abs(u)) * constant,
  }
}

/**
 * A sequential scale; unless 0 means nothing, a diverging one, even around 0, where a map has both signs.
 * @param values finite
 * @param asked null for the type that fits: where the values span decades log, or symlog if some are not positive; else linear
 */
export function colourScale(values: readonly number[], asked: ColourType | null, zeroMatters = true): ColourScale {
  const sizes = values.flatMap((v) => (v === 0 ? [] : [Math.abs(v)])).sort((a, b) => a - b)
  const [small, large] = [quantile(sizes, 0.02) ?? 1, quantile(sizes, 0.98) ?? 1]
  const signed = values.some((v) => v < 0) && values.some((v) => v > 0)
  const fitting = large / small < DECADES ? 'linear' : values.every((v) => v > 0) ? 'log' : 'symlog'
  const type = asked ?? fitting
  // The sizes of what diverged may be hundreds of decades from all others.
  const [, largest] =
    type === 'linear'
      ? [0, large]
      : robustRange(
          'log',
          sizes.map((size) => [size]),
          0,
        )
  const constant = Number(
    `1e${Math.floor(Math.log10(Math.max(small, signed ? largest * FINEST : (sizes.at(-1) ?? 1) / SPAN)))}`,
  )
  const { at, back } = placement(type, constant)
  const places = values
    .filter((v) => type !== 'log' || v > 0)
    .map(at)
    .sort((a, b) => a - b)
  let [low, high] = type === 'linear' ? middle(places) : withoutFar(values, type, at)
  const diverging = zeroMatters && type !== 'log' && low < 0 && high > 0
  if (diverging) [low, high] = [-Math.max(-low, high), Math.max(-low, high)]
  if (high <= low) [low, high] = [low - (Math.abs(low) || 1) * 0.1, high + (Math.abs(high) || 1) * 0.1]
  const range = diverging ? BROWN_TEAL : VIRIDIS
  const stops = range.map((_, k) => low + ((high - low) * k) / (range.length - 1))
  // Logarithms differ in their last digits between engines; pictures must not.
  const domain = type === 'linear' ? stops : stops.map((u) => Number(back(u).toPrecision(9)))
  const beyond = places.filter((u) => u < low - 1e-9 || u > high + 1e-9).length
  return { type, constant, domain, range, beyond, fraction: (value) => (at(value) - low) / (high - low) }
}

/** The range of ascending values, but for outliers. */
function middle(ascending: readonly number[]): AxisRange {
  const [low, high] = [ascending[0] ?? 0, ascending.at(-1) ?? 1]
  const [a, b] = [quantile(ascending, 0.01) ?? low, quantile(ascending, 0.99) ?? high]
  return b > a && high - low > OUTLYING * (b - a) ? [a, b] : [low, high]
}

/** The range on a logarithmic scale of values whose size is not far from that of all others. */
function withoutFar(values: readonly number[], type: ColourType, at: (v: number) => number): AxisRange {
  const sized = values.filter((v) => (type === 'log' ? v > 0 : v !== 0))
  if (sized.length === 0) return type === 'log' ? [0, 1] : [at(0), at(0)]
  const [least, most] = robustRange(
    'log',
    sized.map((v) => [Math.abs(v)]),
    0,
  )
  const kept = values.filter((v) => (Math.abs(v) >= least && Math.abs(v) <= most) || (type === 'symlog' && v === 0))
  return middle(kept.map(at).sort((a, b) => a - b))
}

/** The scale as a chart has it. */
export const colourEncoding = ({ type, constant, domain, range }: ColourScale) => ({
  type,
  ...(type === 'symlog' ? { constant } : {}),
  domain: [...domain],
  range: [...range],
  // Vega would go on mixing beyond the ends, into colours that are on no legend.
  clamp: true,
  interpolate: 'rgb' as const,
})

/** Ticks of the legend: of a logarithmic scale powers of ten, of a symlog scale with 0 and to both sides of it. */
export function colourTicks({ type, constant, domain }: ColourScale): { values: number[] } | { tickCount: number } {
  const [low, high] = [domain[0] ?? 0, domain.at(-1) ?? 1]
  if (type === 'linear') return { tickCount: 6 }
  if (type === 'log') {
    const values = logTicks(low, high)
    return values.length > 1 ? { values } : { tickCount: 6 }
  }
  const sides = [-low, high].map((end) => (end > constant ? fewPowers(constant, end) : []))
  const [below = [], above = []] = sides
  return { values: [...below.map((v) => -v).reverse(), ...(low <= 0 && high >= 0 ? [0] : []), ...above] }
}

/** At most four powers of ten on one side of 0, the largest among them. */
function fewPowers(low: number, high: number): number[] {
  // The linear part is short: a label at its end would lie on that of 0.
  const [a, b] = [Math.ceil(Math.log10(low)) + 1, Math.floor(Math.log10(high))]
  const stride = Math.max(1, Math.ceil((b - a + 1) / 4))
  const powers: number[] = []
  for (let power = b; power >= a; power -= stride) powers.unshift(Number(`1e${power}`))
  return powers
}

/** What a subtitle says of colours that a legend does not explain by itself. */
export const colourWords = ({ type, constant }: ColourScale): string =>
  type === 'symlog' ? `; colours by the logarithm of its size, linear within ${shortNumber(constant)} of 0` : ''

/** `count` colours from one end of a scale to the other, as bytes red, green, blue. */
export function palette(scale: ColourScale, count: number): number[][] {
  return Array.from({ length: count }, (_, k) => rgb(mix(scale.range, k / (count - 1))))
}

/** The bytes of a `#rrggbb` colour. */
export const rgb = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
