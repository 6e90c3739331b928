import { pointsIfSingle } from './frame.ts'
import { PREDICTED } from './theme.ts'

/** A row of data that a guide is drawn from: where, at which height, and what it says in the legend. */
export interface GuideRow {
  readonly guide: string
  /** Tells the lines of one name apart. */
  readonly line: number
  readonly at: number
  readonly level: number
  readonly panel?: string
}

/** What a chart has besides predictions, such as a noise floor, is grey. */
export const NEUTRAL = '#5c5c5c'
/** Colour of steps that do not count. */
const SHADE = '#8a8a8a'

/** Layer of the lines that say what is predicted; none if there are no rows. `neutral` names those that are no prediction. */
export function guideLayer(rows: readonly GuideRow[], x: object, y: object, neutral: readonly string[] = []) {
  if (rows.length === 0) return []
  const domain = [...new Set(rows.map(({ guide }) => guide))]
  const predictions = domain.filter((name) => !neutral.includes(name))
  const range = domain.map((name) =>
    neutral.includes(name) ? NEUTRAL : (PREDICTED[predictions.indexOf(name) % PREDICTED.length] ?? NEUTRAL),
  )
  const legend = { title: null, orient: 'bottom' as const, columns: 1, symbolType: 'stroke', symbolDash: [7, 4] }
  return [
    {
      transform: [{ filter: 'isValid(datum.guide)' }],
      mark: {
        type: 'line' as const,
        strokeWidth: 1.8,
        strokeDash: [7, 4],
        ...pointsIfSingle(rows, new Set(rows.map(({ line }) => line)).size),
      },
      encoding: {
        x: { field: 'at', ...x },
        y: { field: 'level', ...y },
        detail: { field: 'line', type: 'nominal' as const },
        stroke: {
          field: 'guide',
          type: 'nominal' as const,
          sort: null,
          scale: { domain, range },
          legend: { ...legend, symbolStrokeWidth: 2.5, values: domain },
        },
      },
    },
  ]
}

/** Layer that shades a stretch of the x axis, named in the legend. */
export function shadeLayer(from: number, to: number, name: string, x: object) {
  return {
    data: { values: [{ from, to, shade: name }] },
    mark: { type: 'rect' as const, opacity: 0.22 },
    encoding: {
      x: { field: 'from', ...x },
      x2: { field: 'to' },
      fill: {
        field: 'shade',
        type: 'nominal' as const,
        scale: { domain: [name], range: [SHADE] },
        legend: {
          title: null,
          orient: 'bottom' as const,
          symbolType: 'square',
          symbolOpacity: 0.4,
          symbolStrokeWidth: 0,
        },
      },
    },
  }
}
