import type { Claim, GrowthClaim, LimitClaim, OrderClaim, RateClaim, RegionClaim } from '../../src/config/claim.ts'
import type { OptimizerEntry, ProblemEntry } from '../../src/config/entry.ts'
import type { Experiment } from '../../src/config/experiment.ts'
import { plainSource } from '../../src/lang/source.ts'
import type { Formula } from '../../src/lang/syntax.ts'
import type { Run, RunStatus, Traces } from '../../src/run/traces.ts'
import type { Evaluator, Names } from '../../src/theory/evaluator.ts'

const meanings = new WeakMap<Formula, (names: Names) => number | null>()
const at = { start: 0, end: 0 }

/** A formula with a meaning of its own, so that judges are tested without the language. */
export function formula(
  text: string,
  meaning: number | ((names: Names) => number | null),
  names: string[] = [],
): Formula {
  const items = names.map((name) => ({ kind: 'name' as const, name, at }))
  const made: Formula = { source: plainSource(text), expr: { kind: 'list', items, at } }
  meanings.set(made, typeof meaning === 'number' ? () => meaning : meaning)
  return made
}

export const evaluator: Evaluator = {
  constants: ({ hyper, given, horizon }) =>
    Object.fromEntries(
      Object.entries({ ...given, ...hyper, T: horizon }).filter(
        (pair): pair is [string, number] => typeof pair[1] === 'number',
      ),
    ),
  evaluate: (made, names) => meanings.get(made)?.(names) ?? null,
}

const empty = plainSource('')
const head = { title: '', source: null, notes: [], hyper: {}, text: null }
export const zero = formula('0', 0)

function optimizer(label: string, settings: Record<string, number[]>): OptimizerEntry {
  const page = {
    ...head,
    name: label,
    kind: 'optimizer' as const,
    dialect: null,
    dialects: {},
    conforms: [],
    init: null,
    state: [],
    draws: [],
    step: { source: empty, statements: [] },
  }
  return { page, label, settings, mutantOf: null }
}

function problem(random: boolean): ProblemEntry {
  const page = {
    ...head,
    name: 'problem',
    kind: 'problem' as const,
    d: zero,
    objective: null,
    loss: null,
    draws: random ? [{ name: 'u', law: 'uniform' as const, per: 'step' as const }] : [],
    data: [],
    noise: null,
    replay: null,
    start: zero,
    domain: { kind: 'none' as const },
    facts: {},
  }
  return { page, label: 'problem', settings: {}, mutantOf: null }
}

/** One synthetic run: the values of its only measure at each recorded step. */
export interface Trace {
  readonly optimizer?: string
  readonly hyper?: Record<string, number>
  readonly point?: number
  readonly seed?: number
  readonly horizon?: number
  readonly status?: RunStatus
  readonly values: readonly number[]
}

export interface World {
  readonly experiment: Experiment
  readonly traces: Traces
}

/** An experiment with measure `y`, recorded at t = 1, 2, ..., and its traces. Runs of one optimizer are numbered by seed. */
export function world(
  claims: Claim[],
  runs: readonly Trace[],
  options: { random?: boolean; grid?: Record<string, number[]> } = {},
): World {
  const labels = [
    ...new Set([...runs.map((run) => run.optimizer ?? 'a'), ...claims.flatMap((claim) => claim.optimizers)]),
  ]
  const experiment: Experiment = {
    name: 'synthetic',
    title: '',
    description: null,
    tier: 'full',
    problems: [problem(options.random ?? false)],
    optimizers: labels.map((label) => optimizer(label, options.grid ?? {})),
    average: null,
    horizons: [...new Set(runs.map((run) => run.horizon ?? run.values.length))].sort((a, b) => a - b),
    seeds: [],
    record: { points: 10, scale: 'linear' },
    measures: [],
    claims,
    plots: [],
  }
  const made = runs.map((run, index): Run => {
    const name = run.optimizer ?? 'a'
    return {
      unit: String(index),
      problem: 'problem',
      optimizer: name,
      rule: name,
      dialect: null,
      hyper: run.hyper ?? {},
      given: {},
      point: run.point ?? 0,
      horizon: run.horizon ?? run.values.length,
      seed:
        run.seed ??
        runs.slice(0, index).filter((other) => (other.optimizer ?? 'a') === name && other.point === run.point).length,
      status: run.status ?? 'finished',
      steps: run.values.length,
      final: [run.values.at(-1) ?? Number.NaN],
      x: null,
      mutantOf: null,
    }
  })
  const traces: Traces = {
    measures: ['y'],
    runs: made,
    times: (run) => (runs[run]?.values ?? []).map((_, index) => index + 1),
    values: (run) => Float64Array.from(runs[run]?.values ?? []),
  }
  return { experiment, traces }
}

const base = {
  id: 'claim',
  title: null,
  source: null,
  statement: null,
  optimizers: ['a'],
  where: {},
  hypotheses: [],
  during: [],
  strength: null,
  exploratory: false,
  expect: 'holds' as const,
  mutants: [],
  at: { line: 1, column: 1 },
  measure: 'y',
  burnIn: zero,
}

type Extra = Partial<Omit<Claim, 'judge' | 'predict' | 'within' | 'bound' | 'from' | 'against' | 'ratio'>>

/** At t = T, the last value, unless `extra` has a window. */
export const limitClaim = (
  predict: number,
  within: number,
  extra: Extra & Partial<Pick<LimitClaim, 'window' | 'from' | 'to'>> = {},
): LimitClaim => ({
  ...base,
  judge: 'limit',
  predict: formula(String(predict), predict),
  within: formula(String(within), within),
  ...{ window: null, from: horizon, to: horizon },
  ...extra,
})

export const boundClaim = (bound: number | ((names: Names) => number | null), from = 1, extra: Extra = {}): Claim => ({
  ...base,
  judge: 'bound',
  bound: formula('bound', bound),
  statistic: 'mean',
  range: null,
  tail: 'any',
  from: step(from),
  to: horizon,
  ...extra,
})

export const identityClaim = (ratio: number, within: number, extra: Extra = {}): Claim => ({
  ...base,
  judge: 'identity',
  against: 'b',
  ratio: formula(String(ratio), ratio),
  within: formula(String(within), within),
  ...extra,
})

export const rateClaim = (exponent: number, changes: Partial<RateClaim> = {}): RateClaim => ({
  ...base,
  judge: 'rate',
  exponent: formula(String(exponent), exponent),
  margin: formula('0.1', 0.1),
  form: 'upper',
  statistic: 'mean',
  outer: formula('1', 1),
  floor: zero,
  over: 'horizons',
  ...changes,
})

export const orderClaim = (better: 'lower' | 'higher', by: number, changes: Partial<OrderClaim> = {}): OrderClaim => ({
  ...base,
  judge: 'order',
  against: ['b'],
  better,
  by: formula(String(by), by),
  scale: 'difference',
  statistic: 'mean',
  ...changes,
})

/** A number, or T, as the language has it too. */
function step(value: number | 'T'): Formula {
  const meaning = typeof value === 'number' ? value : ({ T = Number.NaN }: Names) => T
  const made = formula(String(value), meaning)
  const expr: Formula['expr'] =
    typeof value === 'number' ? { kind: 'number', value, text: String(value), at } : { kind: 'name', name: value, at }
  const plain = { ...made, expr }
  meanings.set(plain, meanings.get(made) ?? (() => null))
  return plain
}
const horizon = step('T')

type GrowthChanges = Partial<Omit<GrowthClaim, 'from' | 'to'>> & { readonly from?: number; readonly to?: number }

export const growthClaim = (
  rate: number,
  within: number,
  { from = 1, to, ...changes }: GrowthChanges = {},
): GrowthClaim => ({
  ...base,
  judge: 'growth',
  rate: formula(String(rate), rate),
  within: formula(String(within), within),
  from: step(from),
  to: to === undefined ? horizon : step(to),
  ...changes,
})

/** Inside where `inside` is positive, and measured inside where the value is negative. */
export const regionClaim = (
  inside: (names: Names) => number | null,
  changes: Partial<RegionClaim> = {},
): RegionClaim => ({
  ...base,
  judge: 'region',
  x: 'p',
  y: 'q',
  inside: formula('inside', inside),
  outcome: formula('value < 0', ({ value = Number.NaN }) => Number(value < 0)),
  exempt: zero,
  agreement: 1,
  diverged: null,
  ...changes,
})

/** A small generator for tests: Lehmer's, so that a failure can be repeated. */
export function generator(seed: number): () => number {
  let state = (seed * 48271 + 11) % 2147483647
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** Approximately normal: the sum of twelve uniforms, less six. */
export function bell(uniform: () => number): number {
  return Array.from({ length: 12 }, uniform).reduce((sum, u) => sum + u, -6)
}
