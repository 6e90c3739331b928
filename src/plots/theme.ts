import type { Config } from 'vega-lite'

export const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json'
export const WIDTH = 640
export const HEIGHT = 380

/**
 * The colours of series and those of what is predicted, one list, found by search: any two are told apart by readers with each kind
 * of colour blindness, on white and on dark grey. Reds are predictions alone.
 */
export const HUES = ['#0a68cf', '#d18b06', '#00c5ff', '#6200ff', '#7a5d00', '#bbbe00', '#119cb8', '#a7a6d2']
export const PREDICTED = ['#e4005a', '#931b5a']

/** Ordered colours (viridis) for many series that differ in one number; its ends are left out. */
export const RAMP = ['#5b3a8c', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#b5c41f']

/** Colours of values around 0. */
export const BROWN_TEAL = '#8c510a #bf812d #dfc27d #f6e8c3 #f5f5f5 #c7eae5 #80cdc1 #35978f #01665e'.split(' ')

/** Lines of a predicted boundary. */
export const BOUNDARY = '#e4005a'
/** Predictions alone are dash and dot, so that they stand apart in print too; more dots where the colours are used up. */
export const PREDICTED_DASHES = [
  [9, 3, 2, 3],
  [9, 3, 2, 3, 2, 3],
  [9, 3, 2, 3, 2, 3, 2, 3],
]
/** A line in a legend that is long enough for its dashes to be seen, and its label beside it. */
export const LINE_SWATCH = { symbolType: 'M-1,0H5', symbolSize: 100, labelOffset: 26 }
/** Two strokes across each other, in a square from -1 to 1. */
export const CROSS = 'M-0.9,-0.9L0.9,0.9M-0.9,0.9L0.9,-0.9'
/** Edges of a tolerance. */
export const EDGE_DASH = [2, 3]
/** What stands for runs without a finite result. */
export const DIVERGED = '#8a8a8a'

const ink = '#333333'

/** One look for all charts; fonts are those that are drawn the same by browsers and by the PNG renderer. */
export const theme: Config = {
  font: 'DejaVu Sans, Verdana, sans-serif',
  background: '#ffffff',
  padding: 12,
  // A label of each mark would repeat the data, pictures included; the report describes the chart as a whole.
  aria: false,
  view: { stroke: null },
  axis: {
    domainColor: '#888888',
    tickColor: '#888888',
    gridColor: '#888888',
    gridOpacity: 0.3,
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 8,
  },
  legend: {
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    labelLimit: 900,
    titleLimit: 420,
    symbolLimit: 0,
  },
  range: { category: HUES, ordinal: RAMP, ramp: RAMP, heatmap: RAMP, diverging: BROWN_TEAL },
  header: { labelColor: ink, labelFontSize: 12, titleColor: ink },
  title: {
    anchor: 'start',
    fontSize: 14,
    fontWeight: 'bold',
    subtitleFontSize: 11,
    color: ink,
    subtitleColor: '#666666',
    offset: 12,
  },
}
