import type { Claim } from '../../src/config/claim.ts'
import type { Experiment } from '../../src/config/experiment.ts'
import type {
  BoundPlot,
  ComparisonPlot,
  DistributionPlot,
  GrowthPlot,
  HeterogeneityPlot,
  LandscapePlot,
  PhasePlot,
  Plot,
  VegaLitePlot,
} from '../../src/config/plot.ts'
import { type PlotOptions, plotSpec } from '../../src/plots/plot.ts'
import type { Traces } from '../../src/run/traces.ts'
import * as claims from '../theory/synthetic.ts'
import { type FakeRun, fakeExperiment, fakeTraces, grid, linspace, rate, region, seeds, wobble } from './fixture.ts'

const head = { name: 'plot', title: null }
const gap = { ...head, measure: 'gap' }
const plane = { ...head, x: 'x1', y: 'x2' }

export const bound = (changes: Partial<BoundPlot> = {}): BoundPlot => ({
  ...gap,
  kind: 'bound',
  x: 'log',
  y: 'log',
  ...changes,
})
export const growth = (changes: Partial<GrowthPlot> = {}): GrowthPlot => ({ ...gap, kind: 'growth', ...changes })
export const distribution = (changes: Partial<DistributionPlot> = {}): DistributionPlot => ({
  ...gap,
  kind: 'distribution',
  scale: 'linear',
  ...changes,
})
export const phase = (changes: Partial<PhasePlot> = {}): PhasePlot => ({
  ...plane,
  kind: 'phase',
  colour: null,
  xScale: 'linear',
  yScale: 'linear',
  ...changes,
})
export const comparison = (changes: Partial<ComparisonPlot> = {}): ComparisonPlot => ({
  ...gap,
  kind: 'comparison',
  form: 'ecdf',
  targets: [0.1, 0.03],
  ...changes,
})
export const heterogeneity = (changes: Partial<HeterogeneityPlot> = {}): HeterogeneityPlot => ({
  ...gap,
  kind: 'heterogeneity',
  x: 'kappa',
  scale: 'log',
  ratio: null,
  ...changes,
})
export const landscape = (changes: Partial<LandscapePlot> = {}): LandscapePlot => ({
  ...plane,
  kind: 'landscape',
  ...changes,
})
export const vegaLite = (spec: VegaLitePlot['spec'], changes: Partial<VegaLitePlot> = {}): VegaLitePlot => ({
  ...head,
  kind: 'vega-lite',
  spec,
  measures: [],
  ...changes,
})

/** The entries of a page that would have run these, with the values of each setting. */
const gridsOf = ({ runs }: Traces): Experiment['optimizers'] => {
  const labels = [...new Set(runs.map(({ optimizer }) => optimizer))]
  const { experiment } = claims.world(
    [],
    labels.map((optimizer) => ({ optimizer, values: [1] })),
  )
  return experiment.optimizers.map((entry) => {
    const own = runs.filter(({ optimizer }) => optimizer === entry.label)
    const names = [...new Set(own.flatMap(({ hyper }) => Object.keys(hyper)))]
    const valuesOf = (name: string) =>
      [...new Set(own.map(({ hyper }) => hyper[name]))].filter((v) => typeof v === 'number')
    return { ...entry, settings: Object.fromEntries(names.map((name) => [name, valuesOf(name)])) }
  })
}

/** A page with claims over invented traces; a random one, since its problem draws. */
export function page(traces: Traces, made: readonly Claim[] = []): Experiment {
  const problems = [...new Set(traces.runs.map(({ problem }) => problem))]
  const { experiment } = claims.world([], [{ values: [1] }], { random: true })
  const [problem] = experiment.problems
  return {
    ...fakeExperiment(),
    problems: problem ? problems.map((label) => ({ ...problem, label })) : [],
    optimizers: gridsOf(traces),
    horizons: [...new Set(traces.runs.map(({ horizon }) => horizon))].sort((a, b) => a - b),
    claims: [...made],
  }
}

export const draw = (plot: Plot, traces: Traces, made: readonly Claim[] = [], options: PlotOptions = {}) =>
  plotSpec(plot, page(traces, made), traces, { evaluator: claims.evaluator, ...options })

const optimizers = ['adam', 'adopt', 'amsgrad', 'an-optimizer-with-quite-a-long-name@original']
/** What a claim is about. */
export const of = (optimizer: string | string[]) => ({ measure: 'gap', optimizers: [optimizer].flat() })
const ladder = (exponent: number, optimizer: string, noise = 0.3) =>
  [10, 32, 100, 316, 1000, 3162, 10_000].flatMap((horizon) =>
    seeds(24, { optimizer, horizon }, (t, seed) => 3 * t ** exponent * (1 + noise * Math.sin(seed * 7.1 + t))),
  )
export const horizons = fakeTraces([...ladder(-0.5, 'adam'), ...ladder(-1, 'adopt')], 3)
const decay = (t: number, seed: number) => 2 * t ** -0.7 * wobble(seed, t)
const along = fakeTraces(optimizers.flatMap((optimizer) => seeds(6, { optimizer }, decay)))
const many = fakeTraces(
  optimizers.flatMap((optimizer, k) =>
    linspace(0, 0.9, 12).flatMap((beta2, point) =>
      seeds(3, { optimizer, point, hyper: { beta2 } }, (t, seed) => (1 + k + beta2) * decay(t, seed)),
    ),
  ),
)
const lost = (run: FakeRun, k: number): FakeRun => (k % 3 === 0 ? { ...run, status: 'diverged', steps: 100 } : run)
const diverging = fakeTraces(
  optimizers.flatMap((optimizer) =>
    seeds(6, { optimizer }, (t, seed) => (seed % 3 === 0 && t > 50 ? Number.NaN : decay(t, seed))).map(lost),
  ),
)
const allLost = fakeTraces(
  seeds(4, {}, () => Number.NaN).map((run) => ({ ...run, status: 'diverged' as const, steps: 0 })),
)
const signed = fakeTraces(seeds(6, {}, (t, seed) => Math.sin(t / 50 + seed) / t))
const onePoint = fakeTraces(seeds(1, { horizon: 1 }, () => 1))
const growing = fakeTraces(
  [0.02, 0.05, -0.01].flatMap((speed, point) =>
    seeds(5, { point, hyper: { speed } }, (t, seed) => wobble(seed, 2) * Math.exp(speed * t)),
  ),
)
const spiral = (turn: number, shrink: number): FakeRun['values'] => ({
  x1: (t) => 2 * Math.exp(-shrink * t) * Math.cos(turn * t),
  x2: (t) => Math.exp(-shrink * t) * Math.sin(turn * t),
  level: (t) => Math.exp(-shrink * t),
})
export const spirals = fakeTraces(
  optimizers.map((optimizer, k) => ({ optimizer, values: spiral(0.02 * (k + 1), 0.005) })),
  200,
)
const manySpirals = fakeTraces(
  linspace(0.01, 0.2, 40).map((turn, point) => ({ point, hyper: { turn }, values: spiral(turn, 0.004) })),
  150,
)
const blowUp = fakeTraces([
  { optimizer: 'adam', values: spiral(0.02, 0.005) },
  {
    optimizer: 'sgd',
    status: 'diverged',
    steps: 300,
    values: { x1: (t) => 1.5 ** t, x2: (t) => (-1.5) ** t, level: () => 1 },
  },
])
const spread = fakeTraces(
  ['adam', 'sgd'].flatMap((optimizer, k) =>
    [1, 10, 100, 1000].flatMap((kappa, point) =>
      seeds(
        9,
        { optimizer, point, given: { kappa } },
        (t, seed) => kappa ** (k * 0.5) * t ** -0.5 * wobble(seed, kappa),
      ),
    ),
  ),
)
const spreadMany = fakeTraces(
  ['adam', 'sgd'].flatMap((optimizer, k) =>
    linspace(0.001, 0.02, 15).flatMap((lr, j) =>
      [0, 0.5, 0.9, 0.99].flatMap((kappa, i) =>
        seeds(2, { optimizer, point: j * 4 + i, hyper: { lr }, given: { kappa } }, (t, seed) =>
          kappa === 0.99 && k === 1 ? -1 : lr * (1 + kappa + k) * t ** -0.5 * wobble(seed, kappa),
        ),
      ),
    ),
  ),
)
const wrongEdge = claims.regionClaim(({ beta1 = 0, beta2 = 0 }) => beta1 - beta2 - 0.1, {
  ...of('adam'),
  x: 'beta1',
  y: 'beta2',
})
const map = (count: number) => {
  const values = linspace(0, 0.9, count)
  return fakeTraces(
    grid(values, values, (x, y) => y - x),
    2,
  )
}
const edge: PlotOptions = { boundary: (names, formula) => claims.evaluator.evaluate(formula, names) }
const bowl: PlotOptions = { objective: () => (x, y) => x * x + 20 * y * y }
const burnIn = claims.formula('20', 20)
const rateClaims = [
  claims.rateClaim(-0.5, { ...of('adam'), burnIn }),
  claims.rateClaim(-0.8, { ...of('adopt'), form: 'tight', burnIn, floor: claims.formula('floor', 2e-4) }),
]
const boundOf = claims.boundClaim(({ t = 1 }) => 8 / Math.sqrt(t), 2, of(optimizers))
const boundsOf = claims.boundClaim(({ t = 1, beta2 = 0 }) => (8 + 20 * beta2) / Math.sqrt(t), 2, of(optimizers))
const growthClaims = [claims.growthClaim(0.04, 0.1, { ...of('adam'), from: 100, to: 800 })]
const trace = {
  mark: 'line',
  encoding: {
    x: { field: 't', type: 'quantitative', scale: { type: 'log' } },
    y: { field: 'value', type: 'quantitative' },
    color: { field: 'optimizer' },
    detail: { field: 'seed' },
  },
}

/** Charts of every kind, of ordinary data and of such as are hard to draw. */
export const charts: Record<string, () => ReturnType<typeof draw>> = {
  'rate, claims': () => draw(rate(), horizons, rateClaims),
  'rate, claim along runs': () => draw(rate(), along, [claims.rateClaim(-0.7, { ...of('adam'), over: 't', burnIn })]),
  'rate, claims of many': () => draw(rate(), many, [claims.rateClaim(-0.7, { ...of(optimizers), over: 't' })]),
  'rate, outer power': () =>
    draw(rate(), horizons, [claims.rateClaim(-0.25, { ...of('adam'), outer: claims.formula('1/2', 0.5) })]),
  'rate, both signs': () => draw(rate(), signed, [claims.rateClaim(-1, of('adam'))]),
  'rate, diverged': () => draw(rate(), diverging),
  'rate, one point': () => draw(rate(), onePoint, [claims.rateClaim(-1, of('adam'))]),
  'rate, all lost': () => draw(rate(), allLost),
  bound: () => draw(bound(), along, [boundOf]),
  'bound, one for each': () => draw(bound(), many, [boundsOf]),
  'bound, linear': () => draw(bound({ x: 'linear', y: 'linear' }), signed, [claims.boundClaim(0.5, 1, of('adam'))]),
  'bound, both signs': () =>
    draw(bound(), signed, [claims.boundClaim(({ t = 1 }) => (t < 100 ? 2 / t : -1), 1, of('adam'))]),
  'bound, diverged': () => draw(bound(), diverging, [boundOf]),
  'bound, one point': () => draw(bound(), onePoint, [claims.boundClaim(2, 1, of('adam'))]),
  'bound, no claim': () => draw(bound(), along),
  growth: () => draw(growth(), growing, growthClaims),
  'growth, no claim': () => draw(growth(), growing),
  'growth, many': () => draw(growth(), many),
  'growth, diverged': () => draw(growth(), diverging),
  'growth, huge': () => draw(growth(), fakeTraces(seeds(2, {}, (t) => Math.exp(t)))),
  'growth, both signs': () => draw(growth(), signed),
  'growth, one point': () => draw(growth(), onePoint, growthClaims),
  distribution: () => draw(distribution(), along, [claims.limitClaim(0.01, 0.005, of(optimizers.slice(0, 2)))]),
  'distribution, many, log': () => draw(distribution({ scale: 'log' }), many),
  'distribution, diverged': () => draw(distribution(), diverging),
  'distribution, both signs, log': () =>
    draw(distribution({ scale: 'log' }), signed, [claims.limitClaim(-1, 0.5, of('adam'))]),
  'distribution, one point': () => draw(distribution(), onePoint),
  'distribution, 1000 seeds': () =>
    draw(
      distribution(),
      fakeTraces(
        seeds(1000, {}, (t, seed) => Math.sin(seed) + t),
        2,
      ),
    ),
  'distribution, all lost': () => draw(distribution(), allLost),
  phase: () => draw(phase(), spirals),
  'phase, coloured': () => draw(phase({ colour: 'level' }), spirals),
  'phase, one coloured': () => draw(phase({ colour: 'level' }), fakeTraces([{ values: spiral(0.03, 0.004) }], 200)),
  'phase, log': () => draw(phase({ yScale: 'log' }), spirals),
  'phase, many': () => draw(phase(), manySpirals),
  'phase, diverged': () => draw(phase(), blowUp),
  'phase, one point': () => draw(phase(), fakeTraces([{ horizon: 1, values: spiral(1, 1) }])),
  'phase, no such measure': () => draw(phase({ y: 'nope' }), spirals),
  comparison: () => draw(comparison(), along),
  'comparison, profile': () => draw(comparison({ form: 'profile' }), along),
  'comparison, many': () => draw(comparison(), many),
  'comparison, diverged': () => draw(comparison({ form: 'profile' }), diverging),
  'comparison, nobody': () => draw(comparison({ targets: [-1] }), along),
  'comparison, one point': () => draw(comparison({ targets: [2] }), onePoint),
  heterogeneity: () => draw(heterogeneity({ ratio: ['adam', 'sgd'] }), spread),
  'heterogeneity, many, both signs': () => draw(heterogeneity({ ratio: ['adam', 'sgd'] }), spreadMany),
  'heterogeneity, linear': () => draw(heterogeneity({ scale: 'linear' }), spread),
  'heterogeneity, one point': () => draw(heterogeneity({ x: 'T' }), onePoint),
  'heterogeneity, no number': () => draw(heterogeneity({ x: 'lr' }), spread),
  landscape: () => draw(landscape(), spirals, [], bowl),
  'landscape, no objective': () => draw(landscape(), spirals),
  'landscape, many': () => draw(landscape(), manySpirals, [], bowl),
  'landscape, diverged': () => draw(landscape(), blowUp, [], bowl),
  'landscape, one point': () => draw(landscape(), fakeTraces([{ horizon: 1, values: spiral(1, 1) }]), [], bowl),
  'landscape, constant': () => draw(landscape(), spirals, [], { objective: () => () => 3 }),
  'landscape, problems': () =>
    draw(
      landscape(),
      fakeTraces(['bowl', 'bend', 'ridge'].map((problem) => ({ problem, values: spiral(0.02, 0.005) }))),
      [],
      {
        objective: (problem) => (x, y) =>
          problem === 'bowl' ? x * x + y * y : problem === 'bend' ? (y - x * x) ** 2 : x - y,
      },
    ),
  'region, disagreement': () => draw(region({ scale: 'linear' }), map(20), [wrongEdge], edge),
  'region, fine disagreement': () => draw(region({ scale: 'linear' }), map(64), [wrongEdge], edge),
  'vega-lite': () => draw(vegaLite(trace), along),
  'vega-lite, own title': () =>
    draw(vegaLite({ ...trace, title: { text: 'Its own', color: '#0077bb' }, width: 200 }), many),
}
