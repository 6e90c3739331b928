import { pointsIfSingle } from './frame.ts'
import { bucket } from './groups.ts'
import { LINE_SWATCH, PREDICTED, PREDICTED_DASHES } from './theme.ts'

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
const NEUTRAL_DASH = [7, 4]
/** Colour of steps that do not count. */
const SHADE = '#8a8a8a'

/** How a line of a chart is drawn. */
export interface Look {
  readonly colour: string
  readonly dash: readonly number[]
}

/** The colour and the dashes of each prediction of a chart; what is none of them is grey. */
export function predictionLook(names: readonly string[]): (name: string) => Look {
  const looks = new Map(
    names.map((name, k) => {
      const dash = PREDICTED_DASHES[Math.floor(k / PREDICTED.length) % PREDICTED_DASHES.length] ?? []
      return [name, { colour: PREDICTED[k % PREDICTED.length] ?? NEUTRAL, dash }]
    }),
  )
  return (name) => looks.get(name) ?? { colour: NEUTRAL, dash: NEUTRAL_DASH }
}

/**
 * The channel of the names in `field`, with a legend that shows each line as it is drawn, and the names of each pattern: a layer
 * has one, for the series have the scale of dashes.
 */
export function dashedLines(field: string, domain: readonly string[], lookOf: (name: string) => Look, legend: object) {
  const patterns = [...bucket(domain, (name) => JSON.stringify(lookOf(name).dash)).values()].map((names) => ({
    names: `indexof(${JSON.stringify(names)}, datum.${field}) >= 0`,
    shown: `indexof(${JSON.stringify(names)}, datum.value) >= 0`,
    dash: [...lookOf(names[0] ?? '').dash],
  }))
  const expr = patterns.reduceRight((rest, { shown, dash }) => `${shown} ? ${JSON.stringify(dash)} : ${rest}`, '[]')
  const stroke = {
    field,
    type: 'nominal' as const,
    sort: null,
    scale: { domain: [...domain], range: domain.map((name) => lookOf(name).colour) },
    legend: {
      ...{ ...legend, title: null, columns: 1, ...LINE_SWATCH, values: [...domain] },
      symbolDash: { expr },
    },
  }
  return { stroke, patterns }
}

/** Layers of the lines that say what is predicted; none if there are no rows. `neutral` names those that are no prediction. */
export function guideLayer(rows: readonly GuideRow[], x: object, y: object, neutral: readonly string[] = []) {
  const domain = [...new Set(rows.map(({ guide }) => guide))]
  const lookOf = predictionLook(domain.filter((name) => !neutral.includes(name)))
  const legend = { orient: 'bottom' as const, symbolStrokeWidth: 2.5 }
  const { stroke, patterns } = dashedLines('guide', domain, lookOf, legend)
  return patterns.map(({ names, dash }) => ({
    transform: [{ filter: names }],
    mark: {
      type: 'line' as const,
      strokeWidth: 1.8,
      strokeDash: dash,
      ...pointsIfSingle(rows, new Set(rows.map(({ line }) => line)).size),
    },
    encoding: {
      x: { field: 'at', ...x },
      y: { field: 'level', ...y },
      detail: { field: 'line', type: 'nominal' as const },
      stroke,
    },
  }))
}

/** A stretch of the x axis that is shaded, named in the legend. */
export interface ShadeRow {
  readonly from: number
  readonly to: number
  readonly shade: string
  readonly panel?: string
}

/** Layer that shades stretches of the x axis, each in its panel; none if there are no rows. */
export function shadeLayer(rows: readonly ShadeRow[], x: object) {
  if (rows.length === 0) return []
  const domain = [...new Set(rows.map(({ shade }) => shade))]
  return [
    {
      transform: [{ filter: 'isValid(datum.shade)' }],
      mark: { type: 'rect' as const, opacity: 0.22 },
      encoding: {
        x: { field: 'from', ...x },
        x2: { field: 'to' },
        fill: {
          field: 'shade',
          type: 'nominal' as const,
          scale: { domain, range: domain.map(() => SHADE) },
          legend: {
            title: null,
            orient: 'bottom' as const,
            symbolType: 'square',
            symbolOpacity: 0.4,
            symbolStrokeWidth: 0,
          },
        },
      },
    },
  ]
}
