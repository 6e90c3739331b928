import type { HeterogeneityPlot } from '../config/plot.ts'
import type { Traces } from '../run/traces.ts'
import { medianWithInterval } from '../stats/median.ts'
import { ALPHA } from '../theory/finding.ts'
import { counterparts, type Replicate, samplesByOptimizer } from '../theory/sample.ts'
import { settingOf } from './cells.ts'
import type { PlotContext } from './context.ts'
import { groupLabels } from './labels.ts'

/** The ratio of the final measures of two optimizers at one value of a setting. */
export interface PairedRatio {
  readonly value: number
  /** The other settings that vary. */
  readonly label: string
  /** The median over pairs of seeds; null if no pair has one. */
  readonly ratio: number | null
  readonly low: number | null
  readonly high: number | null
  /** Whether the second has several grid points there, of which none is the one to divide by. */
  readonly several: boolean
}

/** Ratios of the first optimizer's final measure to the second's on the same random numbers. */
export function pairedRatios(
  plot: HeterogeneityPlot,
  [above, under]: readonly [string, string],
  traces: Traces,
  measure: number,
  { experiment }: PlotContext,
): PairedRatio[] {
  const samples = samplesByOptimizer(experiment, traces)
  const others = samples.get(under) ?? []
  const pairs = (samples.get(above) ?? []).flatMap((sample) => {
    const [other, another] = counterparts(experiment, sample, others)
    if (!other) return []
    const samples = plot.x === 'T' ? sample.ladder : sample.ladder.slice(-1)
    return samples.flatMap(({ horizon, runs }) => {
      const group = { ...sample, horizon, runs: [], finished: [] }
      const value = settingOf(group, plot.x)
      const several = another !== undefined
      const partners = several ? [] : (other.ladder.find((one) => one.horizon === horizon)?.runs ?? [])
      return Number.isFinite(value) ? [{ group, value: Number(value), runs, partners, several }] : []
    })
  })
  const labels = groupLabels(
    pairs.map(({ group }) => group),
    new Set([plot.x]),
  )
  return pairs.map(({ value, runs, partners, several }, k) => {
    const ratios = runs.flatMap((replicate) => ratioOf(replicate, partners, measure))
    const { median, interval } =
      ratios.length > 0 ? medianWithInterval(ratios, ALPHA) : { median: null, interval: null }
    const [low, high] = interval ?? [null, null]
    return { value, label: labels[k]?.withinOptimizer ?? '', ratio: median, low, high, several }
  })
}

function ratioOf({ run }: Replicate, partners: readonly Replicate[], measure: number): number[] {
  const partner = partners.find((one) => one.run.seed === run.seed)?.run
  if (run.status !== 'finished' || partner?.status !== 'finished') return []
  const ratio = (run.final[measure] ?? Number.NaN) / (partner.final[measure] ?? Number.NaN)
  return ratio > 0 && Number.isFinite(ratio) ? [ratio] : []
}
