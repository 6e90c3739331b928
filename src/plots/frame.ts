import type { Config, TopLevelSpec } from 'vega-lite'
import { clip } from '../text/clip.ts'
import { HEIGHT, SCHEMA, theme, WIDTH } from './theme.ts'
import { wrap } from './wrap.ts'

/** A chart and what a reader must know about it: points not drawn, runs that diverged, fitted slopes. */
export interface Chart {
  readonly spec: TopLevelSpec
  /** Whole sentences. */
  readonly notes: string[]
}

/** Characters of a title that are drawn. */
const TITLE = 500

/** What all charts begin with. */
export function frame(title: string, subtitle: readonly string[]) {
  return {
    $schema: SCHEMA,
    title: {
      text: wrap(clip(title, TITLE)),
      ...(subtitle.length > 0 ? { subtitle: subtitle.flatMap((text) => wrap(text)) } : {}),
    },
    autosize: { type: 'pad' as const },
    config: theme as Config,
  }
}

/** A chart that says why there is nothing to draw. */
export function emptyChart(title: string, notes: string[]): Chart {
  const spec: TopLevelSpec = {
    ...frame(title, notes),
    width: WIDTH,
    height: HEIGHT / 4,
    data: { values: [{ text: 'nothing to draw' }] },
    mark: { type: 'text', fontSize: 14, color: '#888888' },
    encoding: { text: { field: 'text' } },
  }
  return { spec, notes }
}

/** Where layers are drawn: in one panel, or in one for each value of the field `panel`, two in a row. */
export function panels<Layer>(layer: readonly Layer[], facet: boolean) {
  if (!facet) return { width: WIDTH, height: HEIGHT, layer: [...layer] }
  return {
    facet: { field: 'panel', type: 'nominal' as const, sort: null, title: null },
    columns: 2,
    spec: { width: WIDTH / 2 - 10, height: HEIGHT * 0.7, layer: [...layer] },
  }
}

/** The layer, if there are rows with the field that it draws: without any, Vega would warn of axes without an extent. */
export function ifAny<Layer>(rows: readonly object[], field: string, layer: Layer): Layer[] {
  return rows.some((row) => Object.hasOwn(row, field)) ? [layer] : []
}

/** Points on the line of a mark where its series have one point each: such a line has no length. */
export const pointsIfSingle = (rows: readonly unknown[], series: number) =>
  rows.length <= series ? { point: { size: 40, filled: true } } : {}
