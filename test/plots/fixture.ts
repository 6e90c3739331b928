import type { Experiment } from '../../src/config/experiment.ts'
import type { Plot, RatePlot, RegionPlot, TrajectoryPlot } from '../../src/config/plot.ts'
import { plainSource } from '../../src/lang/source.ts'
import type { Formula } from '../../src/lang/syntax.ts'
import type { Run, Traces } from '../../src/run/traces.ts'

/** One invented run: what differs from the defaults, and its measures as functions of t. */
export interface FakeRun extends Partial<Run> {
  readonly values: Readonly<Record<string, (t: number) => number>>
}

/** Recorded steps: `points` of them, log-spaced up to the horizon. */
export function schedule(horizon: number, points: number): number[] {
  const all = Array.from({ length: points }, (_, k) => Math.round(horizon ** (k / (points - 1))))
  return [...new Set(all)]
}

export function fakeTraces(runs: readonly FakeRun[], points = 60): Traces {
  const measures = [...new Set(runs.flatMap((r) => Object.keys(r.values)))]
  const full = runs.map((run, index): { run: Run; times: number[]; values: Float64Array[] } => {
    const { values: rules, ...given } = run
    const horizon = given.horizon ?? 1000
    const steps = given.steps ?? horizon
    const times = schedule(horizon, points).filter((t) => t <= steps)
    const values = measures.map((name) => Float64Array.from(times, (t) => rules[name]?.(t) ?? Number.NaN))
    const base: Run = {
      unit: `unit${index}`,
      problem: 'quadratic',
      optimizer: 'adam',
      rule: 'adam',
      dialect: null,
      hyper: {},
      given: {},
      point: 0,
      horizon,
      seed: index,
      status: 'finished',
      steps,
      final: values.map((v) => v.at(-1) ?? Number.NaN),
      x: null,
      mutantOf: null,
    }
    return { run: { ...base, ...given }, times, values }
  })
  return {
    measures,
    runs: full.map((f) => f.run),
    times: (run) => full[run]?.times ?? [],
    values: (run, measure) => full[run]?.values[measure] ?? new Float64Array(),
  }
}

/** A formula of which only the text matters. */
export const formula = (text: string): Formula => ({
  source: plainSource(text),
  expr: { kind: 'name', name: text, at: { start: 0, end: text.length } },
})

export function fakeExperiment(plots: readonly Plot[] = []): Experiment {
  return {
    name: 'fixture',
    title: 'A fixture',
    description: null,
    tier: 'full',
    problems: [],
    optimizers: [],
    average: null,
    horizons: [1000],
    seeds: [1, 2, 3],
    record: { points: 60, scale: 'log' },
    measures: [],
    claims: [],
    plots,
  }
}

export const trajectory = (changes: Partial<TrajectoryPlot> = {}): TrajectoryPlot => ({
  kind: 'trajectory',
  name: 'gap',
  title: null,
  measure: 'gap',
  band: [0.1, 0.9],
  x: 'log',
  y: 'log',
  ...changes,
})

export const rate = (changes: Partial<RatePlot> = {}): RatePlot => ({
  kind: 'rate',
  name: 'rate',
  title: null,
  measure: 'gap',
  ...changes,
})

export const region = (changes: Partial<RegionPlot> = {}): RegionPlot => ({
  kind: 'region',
  name: 'map',
  title: null,
  measure: 'gap',
  x: 'beta1',
  y: 'beta2',
  boundary: null,
  scale: 'log',
  ...changes,
})

/** A deterministic wobble in (0.5, 1.5) in place of noise. */
export const wobble = (seed: number, t: number): number => 1 + 0.5 * Math.sin(seed * 12.9898 + Math.log(t) * 7.233)

/** `count` seeds of one series. */
export function seeds(count: number, run: Partial<Run>, gap: (t: number, seed: number) => number): FakeRun[] {
  return Array.from({ length: count }, (_, seed) => ({ ...run, seed, values: { gap: (t: number) => gap(t, seed) } }))
}

/** A grid of beta1 by beta2 with the final value `gap`; null is a diverged run. */
export function grid(
  xs: readonly number[],
  ys: readonly number[],
  gap: (x: number, y: number) => number | null,
  run: Partial<Run> = {},
): FakeRun[] {
  return ys.flatMap((y, j) =>
    xs.map((x, i) => {
      const value = gap(x, y)
      const ended: Partial<Run> = value === null ? { status: 'diverged', steps: 10 } : {}
      return {
        ...run,
        ...ended,
        point: j * xs.length + i,
        hyper: { beta1: x, beta2: y },
        values: { gap: () => value ?? Number.POSITIVE_INFINITY },
      }
    }),
  )
}

export const linspace = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1))

/** Values even in log(1 - value). */
export const log1mspace = (from: number, to: number, count: number): number[] =>
  linspace(Math.log(1 - from), Math.log(1 - to), count).map((u) => -Math.expm1(u))
