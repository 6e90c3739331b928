import type { TopLevelSpec } from 'vega-lite'
import type { ChartFinding } from './inspection.ts'
import type { DrawingAnswer } from './picture.ts'

/** What may be asked of the process that draws: a picture, or what is wrong with a chart of which no data are known yet. */
export type DrawingOrder =
  | { readonly kind: 'picture'; readonly spec: TopLevelSpec }
  | { readonly kind: 'inspection'; readonly own: unknown; readonly charts: readonly TopLevelSpec[] }

/** What each order gives. */
export interface Answers {
  readonly picture: DrawingAnswer
  readonly inspection: readonly ChartFinding[]
}
