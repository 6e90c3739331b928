import { shortNumber } from '../../plots/numbers.ts'
import type { Point } from './points.ts'
import type { Axis } from './program.ts'

/** Digits of a value that is read off. */
const DIGITS = 6
/** Columns that place a mark and say nothing by themselves. */
const PLACEMENT = new Set(['x', 'y', 'x2', 'y2', 'order', 'line', 'edge', 'url'])

/** What a point says, as pairs of a name and a value. */
export function readout({ datum, cell, pairs: own }: Point, axes: readonly Axis[]): [name: string, value: string][] {
  if (own) return own.map(([name, value]) => [name, typeof value === 'number' ? shortNumber(value, DIGITS) : value])
  const pairs: [string, string][] = []
  if (cell) {
    for (const along of ['x', 'y'] as const) {
      const axis = axes.find((one) => one.along === along)
      const ends = [datum[along], datum[`${along}2`]].filter((value) => typeof value === 'number')
      const shown = ends.map((value) => (axis?.complement ? 1 - value : value)).sort((a, b) => a - b)
      if (shown.length > 0) pairs.push([axis?.title ?? along, shown.map((v) => shortNumber(v, DIGITS)).join(' to ')])
    }
  }
  for (const [name, value] of Object.entries(datum)) {
    if (PLACEMENT.has(name) || value === null || value === undefined || value === '') continue
    if (typeof value === 'number') pairs.push([name, shortNumber(value, DIGITS)])
    else if (typeof value === 'string') pairs.push([name, value])
  }
  return pairs
}

/** The same as a sentence. */
export const spoken = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => (name === 'series' ? value : `${name} ${value}`)).join(', ')
