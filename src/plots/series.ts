import { plural } from '../text/plural.ts'
import type { RunGroup } from './groups.ts'
import type { SeriesLabel } from './labels.ts'
import { HUES, LINE_SWATCH, RAMP } from './theme.ts'

/** Beyond this many series a chart is split, or coloured by a ramp. */
const READABLE = 12
/** Series that a legend names; of more, evenly chosen ones. */
const MAX_NAMED = 24
/** Lines a chart may have at all; of more, evenly chosen ones are drawn and this is said. */
const MAX_SERIES = 160

export interface Series {
  readonly group: RunGroup
  readonly label: SeriesLabel
  /** Legend text. */
  readonly name: string
  /** Title of the facet; the same for all where the chart is not split. */
  readonly panel: string
}

export interface ChartLayout {
  readonly series: readonly Series[]
  readonly facet: boolean
  /** The panel that a run of this optimizer and problem is drawn in, as a field of its rows; nothing where the chart is not split. */
  readonly panelOf: (of: Pick<RunGroup, 'optimizer' | 'problem'>) => { readonly panel?: string }
  readonly notes: readonly string[]
}

/** Chooses the series to draw and splits a chart of many series by optimizer, or by problem where there is one optimizer. */
export function layout(groups: readonly RunGroup[], labels: readonly SeriesLabel[]): ChartLayout {
  const all = groups.flatMap((group, k) => {
    const label = labels[k]
    return label ? [{ group, label }] : []
  })
  const { shown, notes } = evenlyMany(all)
  const optimizers = new Set(groups.map((g) => g.optimizer)).size
  const problems = new Set(groups.map((g) => g.problem)).size
  const facet = shown.length > READABLE && (optimizers > 1 || problems > 1)
  const series = shown.map(({ group, label }) => {
    if (!facet) return { group, label, name: label.full, panel: '' }
    if (optimizers > 1) return { group, label, name: label.withinOptimizer, panel: group.optimizer }
    return { group, label, name: label.full.replace(`${group.problem}, `, ''), panel: group.problem }
  })
  const panelOf: ChartLayout['panelOf'] = ({ optimizer, problem }) =>
    facet ? { panel: optimizers > 1 ? optimizer : problem } : {}
  return { series, facet, panelOf, notes }
}

/** At most as many items as a chart can have series, evenly chosen, and a sentence if they are not all. */
export function evenlyMany<T>(all: readonly T[], most = MAX_SERIES): { shown: readonly T[]; notes: string[] } {
  const step = Math.max(1, all.length / most)
  const shown = all.filter((_, k) => Math.floor(k / step) !== Math.floor((k - 1) / step))
  const notes = shown.length < all.length ? [`${shown.length} of ${all.length} series are drawn, evenly chosen.`] : []
  return { shown, notes }
}

/** Colours (and, beyond eight, dashes, or shapes where there are points) of the series by name, with a legend that stays readable. */
export function seriesEncoding(series: readonly Pick<Series, 'name' | 'label'>[]) {
  const domain = [...new Set(series.map((s) => s.name))]
  const last = Math.max(1, domain.length - 1)
  // One setting that varies is an order, which a ramp of colours shows and a list of hues does not.
  const settings = new Set(series.map((s) => Object.keys(s.label.varying).join(' ')))
  const oneSetting = settings.size === 1 && ![...settings].join().includes(' ')
  const oneOptimizer = domain.length < series.length || new Set(series.map((s) => s.label.optimizer)).size === 1
  const ramp = domain.length > READABLE || (oneSetting && oneOptimizer && domain.length > 4)
  const range = domain.map((_, k) => (ramp ? mix(RAMP, k / last) : (HUES[k % HUES.length] ?? '')))
  const again = (k: number) => !ramp && k >= HUES.length
  const dashes = domain.map((_, k) => (again(k) ? [5, 3] : [1, 0]))
  const shapes = domain.map((_, k) => (again(k) ? 'square' : 'circle'))

  const named = domain.length <= MAX_NAMED ? domain : evenly(domain, READABLE)
  const longest = Math.max(0, ...named.map((name) => name.length))
  const below = longest > 26
  const legend = {
    title: named.length < domain.length ? `${named.length} of ${domain.length} series` : null,
    orient: below ? ('bottom' as const) : ('right' as const),
    columns: below ? Math.max(1, Math.min(4, Math.floor(92 / (longest + 4)))) : 1,
    ...(again(domain.length - 1) ? LINE_SWATCH : { symbolType: 'stroke' }),
    symbolOpacity: 1,
    symbolStrokeWidth: 2.5,
    ...(named.length < domain.length ? { values: named } : {}),
  }
  const field = { field: 'series', type: 'nominal' as const, sort: null, legend }
  return {
    color: { ...field, scale: { domain, range } },
    strokeDash: { ...field, scale: { domain, range: dashes } },
    shape: { ...field, scale: { domain, range: shapes } },
  }
}

/** `count` of the names, the first and the last among them. */
const evenly = (names: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, k) => names[Math.round((k * (names.length - 1)) / (count - 1))] ?? '')

/** The colour at `fraction` (0 ... 1) of a list of `#rrggbb` colours, mixed in RGB as Vega mixes them. */
export function mix(colours: readonly string[], fraction: number): string {
  const place = Math.min(Math.max(fraction, 0), 1) * (colours.length - 1)
  const k = Math.min(Math.floor(place), colours.length - 2)
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [colours[k], colours[k + 1]].map((c) => Number.parseInt(c?.slice(at, at + 2) ?? '0', 16))
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * (place - k))
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

/** Says how many of the runs shown diverged. */
export function divergedNote(groups: readonly RunGroup[], consequence: string): string[] {
  const total = groups.reduce((sum, g) => sum + g.runs.length, 0)
  const lost = total - groups.reduce((sum, g) => sum + g.finished.length, 0)
  return lost === 0 ? [] : [`${lost} of ${plural(total, 'run')} diverged or failed; ${consequence}`]
}
