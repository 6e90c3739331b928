import type { TopLevelSpec } from 'vega-lite'
import type { RegionPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import { collectMaps, lostWords, type Maps, type Panel } from './cells.ts'
import { claimsOn } from './claims.ts'
import { type ColourScale, colourScale, colourWords } from './colours.ts'
import type { PlotContext } from './context.ts'
import { MAX_CROSSES } from './disagreement.ts'
import { type Chart, emptyChart, frame } from './frame.ts'
import { type ClaimedMap, claimedMap } from './region-claims.ts'
import { boundaryLabel, cellsOutside, mapLayers } from './region-layers.ts'
import { unplacedNotes } from './unplaced.ts'

/** Maps of one chart; of more, the first are drawn and this is said. */
const MAX_PANELS = 12

/**
 * The final value of the measure (median over seeds) over two settings, one map for each optimizer and rest of the settings, with
 * the predicted boundary, and crosses where what was measured disagrees with a region claim.
 */
export function regionSpec(plot: RegionPlot, traces: Traces, page: PlotContext): Chart {
  const title = plot.title ?? `${plot.measure} over ${plot.x} and ${plot.y}`
  const measure = traces.measures.indexOf(plot.measure)
  const maps = collectMaps(traces, measure, plot.x, plot.y)
  const panels = measure < 0 ? [] : maps.panels.slice(0, MAX_PANELS)
  const values = panels.flatMap((p) => p.cells.flatMap((c) => (c.value === null ? [] : [c.value])))
  const scale = colourScale(values, plot.scale)
  const notPositive = scale.type === 'log' ? values.filter((v) => v <= 0).length : 0
  const claims = claimsOn('region', plot.measure, page, traces)
  const claimed = panels.map((panel) => claimedMap(plot, panel, claims, measure))
  const lost = lostWords(panels)
  const layers = panels.map((panel, k) => mapLayers(panel, scale, lost, plot, claimed[k] ?? null, page.boundary))
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...(panels.length < maps.panels.length ? [`${panels.length} of ${maps.panels.length} maps are drawn.`] : []),
    ...cellNotes(maps, panels, notPositive, scale),
    ...unplacedNotes(maps.groups, [plot.x, plot.y]),
    ...outsideNotes(panels, plot),
    ...(page.boundary ? boundaryNotes(claimed, layers) : []),
    ...disagreementNotes(claimed),
  ]
  if (panels.every((p) => p.cells.length === 0)) return emptyChart(title, notes)
  const common = frame(title, [`median over seeds of the final value${colourWords(scale)}`, ...notes])
  const [side, height] = panels.length === 1 ? [460, 400] : [300, 260]
  const views = layers.map(({ layer }) => ({ width: side, height, layer }))
  const [only] = views
  const spec: TopLevelSpec =
    panels.length === 1 && only
      ? { ...common, ...only }
      : {
          ...common,
          columns: 2,
          concat: views.map((view, k) => ({
            title: { text: panels[k]?.title ?? '', fontSize: 12, fontWeight: 'normal' as const },
            ...view,
          })),
          resolve: { scale: { fill: 'shared', color: 'shared', stroke: 'shared', shape: 'shared' } },
        }
  return { spec, notes }
}

function outsideNotes(panels: readonly Panel[], plot: RegionPlot): string[] {
  const out = panels.reduce((sum, panel) => sum + cellsOutside(panel, plot), 0)
  const cells = panels.reduce((sum, panel) => sum + panel.cells.length, 0)
  return out > 0 ? [`${out} of ${plural(cells, 'cell')} lie outside of the frame.`] : []
}

function boundaryNotes(claimed: readonly (ClaimedMap | null)[], layers: readonly { bounded: boolean }[]): string[] {
  const expected = claimed.flatMap((map, k) => (map?.boundary ? [{ boundary: map.boundary, k }] : []))
  const absent = expected.filter(({ k }) => !layers[k]?.bounded)
  const [first] = absent
  if (!first) return []
  const where = absent.length === claimed.length ? 'the map' : 'some of the maps'
  return [`No boundary (${boundaryLabel(first.boundary)}) within ${where}.`]
}

function disagreementNotes(claimed: readonly (ClaimedMap | null)[]): string[] {
  const judged = claimed.reduce((sum, map) => sum + (map?.judged ?? 0), 0)
  const wrong = claimed.reduce((sum, map) => sum + (map?.disagreeing.length ?? 0), 0)
  if (judged === 0) return []
  const ids = [...new Set(claimed.flatMap((map) => map?.ids ?? []))]
  const black = claimed.some((map) => (map?.disagreeing.length ?? 0) > MAX_CROSSES)
  const where = wrong === 0 ? '' : black ? ' (black)' : ' (crosses)'
  return [
    `${wrong} of ${plural(judged, 'judged cell')} ${wrong === 1 ? 'disagrees' : 'disagree'} with the claim ${ids.join(' or ')}${where}.`,
  ]
}

function cellNotes(maps: Maps, panels: readonly Panel[], notPositive: number, scale: ColourScale): string[] {
  const cells = panels.flatMap((p) => p.cells)
  const of = plural(cells.length, 'cell')
  const lost = cells.filter((c) => c.value === null).length
  const notes: string[] = []
  if (lost > 0) notes.push(`${lost} of ${of} diverged or are not finite (grey).`)
  if (maps.partly > 0)
    notes.push(`In ${plural(maps.partly, 'cell')} some seeds diverged; the median is over the others.`)
  if (notPositive > 0) notes.push(`${notPositive} of ${of} are not positive and have no colour on a log scale (blank).`)
  if (scale.beyond > 0)
    notes.push(`${scale.beyond} of ${of} lie beyond the colour scale and take the colour of its end.`)
  return notes
}
