import type { LoggerInterface, Spec } from 'vega'
import { type Config, compile, type TopLevelSpec } from 'vega-lite'

/**
 * Legends below a chart stand below each other: side by side they would make it wider than its axes. Vega-Lite passes this on to
 * Vega, but its schema does not name it, so it is no part of the charts themselves.
 */
const LAYOUT = { legend: { layout: { bottom: { direction: 'vertical', anchor: 'start' } } } } as unknown as Config

/** A chart as Vega runs it, the same for pictures and for reports. */
export function compileChart(chart: TopLevelSpec, logger?: LoggerInterface): Spec {
  return compile(chart, { config: LAYOUT, ...(logger ? { logger } : {}) }).spec
}
