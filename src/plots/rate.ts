import type { TopLevelSpec } from 'vega-lite'
import type { RateClaim } from '../config/claim.ts'
import type { RatePlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { plural } from '../text/plural.ts'
import { axis, cutAtFrame } from './axes.ts'
import { claimsOn } from './claims.ts'
import type { PlotContext } from './context.ts'
import { type Chart, emptyChart, frame, ifAny, panels, pointsIfSingle } from './frame.ts'
import { bucket, groupRuns, type RunGroup } from './groups.ts'
import { type GuideRow, guideLayer, type ShadeRow, shadeLayer } from './guides.ts'
import { LEVEL } from './intervals.ts'
import { groupLabels } from './labels.ts'
import { shortNumber } from './numbers.ts'
import { type LawPoint, type PowerLine, powerAt, through } from './power-law.ts'
import { noPlaceNotes, onAxis, outsideNote, robustRange } from './range.ts'
import { type BoundLine, boundGuides, boundsAlongRuns, boundsOverHorizons } from './rate-bounds.ts'
import {
  alongRuns,
  asJudged,
  drawable,
  overHorizons,
  type RatePoint,
  type RateSeries,
  withClaim,
} from './rate-series.ts'
import { divergedNote, layout, type Series, seriesEncoding } from './series.ts'
import { CROSS } from './theme.ts'

/** Claimed slopes are drawn for each series up to this many; for more, once for each exponent. */
const OWN_SLOPES = 4
const FLOOR = 'noise floor: 5 times what is measured at the optimum'

/**
 * Log-log curve of a statistic over seeds: of the final values against T where there are several horizons, along the runs where
 * there is one. Where a rate claim speaks of the measure, what its judge measured, left out and fitted, with the claimed slope;
 * else means, and the slope over all horizons or over the last decade.
 */
export function ratePlotSpec(plot: RatePlot, traces: Traces, page: PlotContext): Chart {
  const measure = traces.measures.indexOf(plot.measure)
  const groups = groupRuns(traces)
  const horizons = new Set(groups.map((g) => g.horizon)).size > 1
  const title = plot.title ?? `Rate of ${plot.measure} in ${horizons ? 'the horizon T' : 't'}`
  const families = [...bucket(groups, (g) => JSON.stringify([g.problem, g.optimizer, g.point])).values()]
  const heads = families.flatMap((family) => family.slice(0, 1))
  const { series, facet, panelOf, notes: chosen } = layout(heads, groupLabels(heads, new Set(['T'])))
  const claims = claimsOn('rate', plot.measure, page, traces)
  const bounds = claimsOn('bound', plot.measure, page, traces)
  const fits = (claim: RateClaim) => (claim.over === 'horizons') === horizons

  const found = (measure < 0 ? [] : series).map((one): Found => {
    const family = families[heads.indexOf(one.group)] ?? []
    const plain = horizons ? overHorizons(traces, measure, family) : alongRuns(traces, measure, one.group)
    const matter = claims(one.group).find(({ claim }) => fits(claim))
    const judged = matter ? asJudged(matter, plain.curve) : null
    const made = judged ?? (matter ? withClaim(plain, matter) : plain)
    const slope = made.fit && Number.isFinite(made.fit.slope) ? made.fit.slope.toFixed(3) : null
    const within = made.limits ? ` in [${made.limits.map((limit) => limit.toFixed(3)).join(', ')}]` : ''
    const name = slope === null ? one.name : `${one.name}: slope ${slope}${within}`
    const own = bounds(one.group)
    const bounded = horizons
      ? boundsOverHorizons(own, family, traces, made.outer)
      : boundsAlongRuns(own, one.group, traces, made.outer)
    return { one, name, made, group: one.group, bounds: bounded, claim: judged ? (matter?.claim ?? null) : null }
  })
  const rows = found.flatMap(({ one, name, made }) => dataOf(name, facet ? { panel: one.panel } : {}, made))
  const shown = found.flatMap(({ made }) => drawable([...made.points, ...made.curve]))
  const notes = [
    ...(measure < 0 ? [`There is no measure '${plot.measure}'.`] : []),
    ...chosen,
    ...lostNotes(found.map(({ made }) => made)),
    ...divergedNote(groups, 'means are over the runs that were still finite.'),
  ]
  if (shown.length === 0) return emptyChart(title, notes)

  const bounded = boundGuides(found, panelOf)
  const levelled = [...bounded.rows, ...floors(found, facet)]
  const guides = [...claimedSlopes(found, facet), ...levelled]
  const xRange = plot.xDomain ?? robustRange('log', [[...rows, ...guides].map(({ at }) => at)])
  const curves = [...bucket(rows, ({ series, panel }) => JSON.stringify([series, panel])).values()].flatMap((own) =>
    (['mean', 'curve', 'low', 'high'] as const).map((field) => own.map((row) => row[field])),
  )
  // A slope that is not that of the points would take the axis from them: fits and claims are cut at the frame.
  const levels = [...bucket(levelled, ({ line }) => String(line)).values()].map((own) => own.map(({ level }) => level))
  const yRange = plot.yDomain ?? robustRange('log', [...curves, ...levels])
  notes.push(
    ...bounded.notes,
    ...outsideNote(
      shown.map(({ at, value }) => ({ x: at, y: value })),
      xRange,
      yRange,
    ),
  )
  const x = axis(horizons ? 'T' : 't', 'log', xRange)
  const y = axis(nameOf(plot, found), 'log', yRange)
  const { color, strokeDash, shape } = seriesEncoding(found.map(({ name, one }) => ({ name, label: one.label })))
  const [first] = xRange
  const shade = `burn-in of all series: ${horizons ? 'T' : 't'} below three transients`
  const shades = [...bucket(found, ({ one }) => one.panel).values()].flatMap((own): ShadeRow[] => {
    const burnIn = Math.min(...own.map(({ made }) => made.burnIn))
    return burnIn > first
      ? [{ from: first, to: burnIn, shade, ...(facet ? { panel: own[0]?.one.panel ?? '' } : {}) }]
      : []
  })
  const place = { x: { field: 'at', ...x }, color }
  const only = (field: string) => [{ filter: `isValid(datum.${field})` }]
  const interval = { y: { field: 'low', ...y }, y2: { field: 'high' } }
  const along = found.some(({ made }) => made.curve.length > 0)
  const layer = [
    ...shadeLayer(shades, x),
    ...ifAny(rows, 'low', {
      transform: only('low'),
      mark: along ? { type: 'area' as const, opacity: 0.16 } : { type: 'rule' as const, strokeWidth: 1.4 },
      encoding: { ...place, ...interval },
    }),
    ...ifAny(rows, 'curve', {
      transform: only('curve'),
      mark: { type: 'line' as const, strokeWidth: 1.6, ...pointsIfSingle(shown, found.length) },
      encoding: { ...place, y: { field: 'curve', ...y }, strokeDash },
    }),
    ...ifAny(rows, 'fit', {
      transform: only('fit'),
      mark: { type: 'line' as const, strokeWidth: 2.6, strokeDash: [7, 5], opacity: 0.8 },
      encoding: { ...place, y: { field: 'fit', ...y } },
    }),
    ...guideLayer(guides, x, y, [FLOOR]),
    ...pointLayers(rows, { ...place, y: { field: 'mean', ...y } }, along ? {} : { shape }),
  ]
  const spec: TopLevelSpec = {
    ...frame(title, [howMeasured(found, horizons), ...notes]),
    data: { values: [...rows, ...guides, ...shades] },
    ...panels(cutAtFrame(layer), facet),
  }
  const slopes = found.flatMap(({ one, made }) =>
    made.fit && Number.isFinite(made.fit.slope) ? [`${one.label.full}: slope ${made.fit.slope.toFixed(3)}.`] : [],
  )
  return { spec, notes: [...notes, ...slopes] }
}

interface Found {
  readonly one: Series
  readonly name: string
  readonly made: RateSeries
  readonly group: RunGroup
  readonly bounds: readonly BoundLine[]
  readonly claim: RateClaim | null
}

interface Row {
  readonly series: string
  readonly panel?: string
  readonly at: number
  readonly mean?: number
  readonly curve?: number
  readonly low?: number
  readonly high?: number
  readonly fit?: number
  readonly used?: boolean
  readonly short?: boolean
}

/** On log axes an interval that reaches 0 is drawn from its point upwards. */
function dataOf(series: string, panel: { panel?: string }, made: RateSeries): Row[] {
  const head = { series, ...panel }
  const limits = ({ value, low, high }: RatePoint) =>
    high > value || low < value ? { low: low > 0 ? low : value, high: onAxis('log', high) ? high : value } : {}
  return [
    ...drawable(made.curve).map((p) => ({ ...head, at: p.at, curve: p.value, ...limits(p) })),
    ...drawable(made.points).map((p) => ({
      ...head,
      at: p.at,
      mean: p.value,
      used: p.used,
      short: p.short,
      ...limits(p),
    })),
    ...(made.fit && Number.isFinite(made.fit.scale) ? onLine(made.fit, made.span) : []).map(({ at, value }) => ({
      ...head,
      at,
      fit: value,
    })),
  ]
}

const onLine = (line: PowerLine, span: readonly [number, number]): LawPoint[] =>
  drawable(span.map((at) => ({ at, value: powerAt(line, at) })))

/** Filled where points enter the fit, hollow in the burn-in, crosses in the noise. */
function pointLayers(rows: readonly Row[], encoding: object, shape: object) {
  const layer = (used: boolean, short: boolean, mark: object, own: object) =>
    rows.some((row) => row.used === used && row.short === short)
      ? [
          {
            transform: [{ filter: `datum.used === ${used} && datum.short === ${short}` }],
            mark: { type: 'point' as const, opacity: 1, ...mark },
            encoding: { ...encoding, ...own },
          },
        ]
      : []
  return [
    ...layer(true, false, { filled: true, size: 34 }, shape),
    ...layer(false, true, { filled: false, size: 44, fill: '#ffffff', strokeWidth: 1.5 }, shape),
    ...layer(false, false, { filled: false, size: 30, shape: CROSS, strokeWidth: 1.8 }, {}),
  ]
}

/** Lines of the claimed exponents through the middle of what was fitted. */
function claimedSlopes(found: readonly Found[], facet: boolean): GuideRow[] {
  const claimed = found.flatMap(({ one, made }) => {
    if (!made.claimed) return []
    const all = drawable(made.points.length > 0 ? made.points : made.curve)
    const used = all.filter((point) => point.used)
    const points = used.length > 0 ? used : all
    const { exponent, form } = made.claimed
    const guide = `claimed: ${form === 'upper' ? 'exponent at most' : 'exponent'} ${shortNumber(exponent)}`
    return points.length > 0 ? [{ guide, exponent, points, panel: one.panel }] : []
  })
  const perPanel = [...bucket(claimed, ({ panel }) => panel).values()]
  const lines = perPanel.flatMap((own) =>
    own.length <= OWN_SLOPES
      ? own
      : [...bucket(own, ({ guide }) => guide).values()].flatMap(([first, ...rest]) =>
          first ? [{ ...first, points: [first, ...rest].flatMap(({ points }) => points) }] : [],
        ),
  )
  return lines.flatMap(({ guide, exponent, points, panel }, line) => {
    const law = through(points, exponent)
    const places = points.map(({ at }) => at)
    const drawn = law ? onLine(law, [Math.min(...places), Math.max(...places)]) : []
    return drawn.map(({ at, value }) => ({ guide, line, at, level: value, ...(facet ? { panel } : {}) }))
  })
}

/** Equal floors share a line. */
function floors(found: readonly Found[], facet: boolean): GuideRow[] {
  const all = found.flatMap(({ one, made }) => {
    const points = drawable(made.floor)
    return points.length > 0 ? [{ points, ...(facet ? { panel: one.panel } : {}) }] : []
  })
  return [...bucket(all, (one) => JSON.stringify(one)).values()].flatMap(([first], k) =>
    (first?.points ?? []).map(({ at, value }) => ({
      guide: FLOOR,
      line: -1 - k,
      at,
      level: value,
      ...(facet ? { panel: first?.panel ?? '' } : {}),
    })),
  )
}

/** The statistic, with the power outside of it where all claims have the same. */
function nameOf(plot: RatePlot, found: readonly Found[]): string {
  const outer = new Set(found.map(({ claim }) => claim?.outer.source.text.trim() ?? '1'))
  const [only] = outer
  return outer.size === 1 && only !== undefined && only !== '1' ? `(${plot.measure})^(${only})` : plot.measure
}

function howMeasured(found: readonly Found[], horizons: boolean): string {
  const statistics = new Set(found.map(({ claim }) => claim?.statistic ?? 'mean'))
  const seeds = found.some(({ made }) => [...made.points, ...made.curve].some(({ low, high }) => high > low))
  const what = `${[...statistics].join(' or ')} over seeds${seeds ? ` with ${LEVEL} intervals` : ''}`
  const points = found.flatMap(({ made }) => made.points.filter(({ used }) => !used))
  const hollow = points.some(({ short }) => short) ? ['hollow: left out as burn-in'] : []
  const cross = points.some(({ short }) => !short) ? ['cross: left out as noise, floor or without hypotheses'] : []
  const fitted = found.filter(({ made }) => made.fit !== null)
  const [judged, plain] = [fitted.filter(({ claim }) => claim), fitted.filter(({ claim }) => !claim)]
  const squares = `least squares on the logarithms${horizons ? ' over all horizons' : ', t from T/10'}`
  const fits = [
    ...(judged.length > 0 ? ["the fit of the claim's judge"] : []),
    ...(plain.length > 0 ? [judged.length > 0 ? `where no judge fits, ${squares}` : squares] : []),
  ]
  const dashed = fits.length > 0 ? [`dashed: ${fits.join('; ')}`] : []
  const open = found.filter(({ made, claim }) => claim && made.fit === null).length
  const none = open > 0 ? [`no fit for ${open} of ${found.length} series, of which too few points are left`] : []
  return [what, ...dashed, ...none, ...hollow, ...cross].join('; ')
}

function lostNotes(made: readonly RateSeries[]): string[] {
  const all = made.flatMap(({ points, curve }) => (points.length > 0 ? points : curve))
  const cut = drawable(all).filter(({ low }) => low <= 0).length
  const of = plural(all.length, 'point')
  return [
    ...noPlaceNotes(
      'log',
      all.map(({ value }) => value),
      of,
    ),
    ...(cut > 0 ? [`The intervals of ${cut} of ${of} reach 0; only their upper part is drawn.`] : []),
  ]
}
