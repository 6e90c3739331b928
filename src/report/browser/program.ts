import type { Columns } from './columns.ts'

/** A part of a Vega specification: plain JSON. */
export type Json = Record<string, unknown>

/** A position scale of a figure, and the signals by which the page moves it. */
export interface Axis {
  readonly scale: string
  readonly along: 'x' | 'y'
  readonly title: string
  /** Signal that holds the visible domain; null for all of it. */
  readonly domain: string
  /** Signal that holds the ticks; null where Vega chooses them. */
  readonly ticks: string | null
  /** Whether the axis is drawn over 1 - value. */
  readonly complement: boolean
}

/** Marks that a reader may hide by name. */
export interface SeriesGroup {
  readonly field: string
  /** Signal that lists the hidden names. */
  readonly signal: string
  readonly names: readonly string[]
  readonly colours: readonly string[]
}

/** A frame with axes: the name of its group mark (null for the chart itself) and its position scales. */
export interface PlotFrame {
  readonly group: string | null
  readonly x: string
  readonly y: string
}

/** A figure as the page runs it: a Vega specification without its data, and what may be done with it. */
export interface FigureProgram {
  readonly name: string
  readonly spec: Json
  readonly tables: Readonly<Record<string, Columns>>
  readonly axes: readonly Axis[]
  readonly series: readonly SeriesGroup[]
  readonly frames: readonly PlotFrame[]
  /** Whether it has bands that can be hidden. */
  readonly band: boolean
  /** Directions whose scale may be switched between linear and logarithmic, with what it is now. */
  readonly switches: Readonly<Partial<Record<'x' | 'y', 'log' | 'linear'>>>
}

/** Signal that tells whether bands are shown, and signal that tells whether marks are cut at the frame. */
export const BAND_SIGNAL = 'reader_band'
export const CLIP_SIGNAL = 'reader_clip'

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The members of `value[key]` that are objects; none where it is no list. */
export function members(value: Json, key: string): Json[] {
  const list = value[key]
  return Array.isArray(list) ? list.filter(isJson) : []
}

/** Every mark of a specification with the name of the frame that it is drawn in. */
export function marksOf(spec: Json, frame: string | null = null): { mark: Json; frame: string | null }[] {
  return members(spec, 'marks').flatMap((mark) => {
    if (mark.type !== 'group') return [{ mark, frame }]
    const name = typeof mark.name === 'string' ? mark.name : ''
    // Lines come in a group for each series, which is no frame of its own.
    const inner = name.endsWith('pathgroup') ? frame : name
    return marksOf(mark, inner)
  })
}

/** The update encoding of a mark, made if there is none. */
export function updateOf(mark: Json): Json {
  if (!isJson(mark.encode)) mark.encode = {}
  const encode = mark.encode as Json
  if (!isJson(encode.update)) encode.update = {}
  return encode.update as Json
}
