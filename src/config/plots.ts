import { quote } from '../text/clip.ts'
import { check } from './check.ts'
import { expectKnown, type Named, settingNames } from './claims.ts'
import type { Path } from './document.ts'
import type { Context } from './entries.ts'
import type { Plot, PlotDomains } from './experiment.ts'
import { checkDomains, domainsOf } from './plot-domains.ts'
import { type PlotInput, plot } from './schema.ts'
import { checkVegaLite } from './vega-lite.ts'

/** Reads the plots; a plot without a name is named for its kind and what it shows. `claims` are those of the page as they stand there. */
export function readPlots(
  inputs: readonly unknown[],
  path: Path,
  named: Named,
  claims: readonly unknown[],
  context: Context,
): Plot[] {
  const used = new Set<string>()
  return inputs.flatMap((value, k) => {
    const at = [...path, k]
    const { reader } = context
    const input = check(plot, value, at, reader.page, reader.sink)
    if (!input) return []
    checkNames(input, named, at, context)
    const wanted = input.name ?? defaultName(input)
    if (input.kind === 'trajectory' && input.band && input.band[0] >= input.band[1]) {
      reader.page.report(reader.sink, [...at, 'band'], 'the quantiles of a band ascend', 'band: [0.25, 0.75]')
    }
    if (input.kind === 'bound' && !claims.some((claim) => isBoundOn(claim, input.measure))) {
      const hint = 'a claim with `judge: bound` on this measure states one'
      reader.page.report(reader.sink, [...at, 'measure'], `no claim bounds ${quote(input.measure)}`, hint)
    }
    if (input.name !== undefined && used.has(wanted)) {
      reader.page.report(reader.sink, [...at, 'name'], `there is another plot named ${quote(wanted)}`)
    }
    let name = wanted
    for (let copy = 2; used.has(name); copy++) name = `${wanted}-${copy}`
    used.add(name)
    const made = plotOf(input, { name, title: input.title ?? null, ...domainsOf(input) }, named, at, context)
    checkDomains(made, at, context)
    return [made]
  })
}

function defaultName(input: PlotInput): string {
  const about = 'measure' in input ? [input.measure] : input.kind === 'vega-lite' ? [] : [input.x, input.y]
  return [input.kind, ...about].join('-').replace(/[^A-Za-z0-9._-]+/g, '-')
}

function isBoundOn(claim: unknown, measure: string): boolean {
  const { judge, measure: of } = (claim ?? {}) as { judge?: unknown; measure?: unknown }
  return judge === 'bound' && of === measure
}

/** Reports measures, settings and optimizers that the page does not have. */
function checkNames(input: PlotInput, named: Named, at: Path, context: Context): void {
  const measure = (name: string | undefined, ...key: (string | number)[]) =>
    name === undefined || expectKnown(name, named.measureNames, 'measure', [...at, ...key], context)
  if ('measure' in input) measure(input.measure, 'measure')
  switch (input.kind) {
    case 'region':
      for (const axis of ['x', 'y'] as const)
        expectKnown(input[axis], settingNames(named), 'setting', [...at, axis], context)
      return
    case 'heterogeneity': {
      expectKnown(input.x, [...settingNames(named), 'T'], 'setting', [...at, 'x'], context)
      const labels = named.optimizers.map(({ label }) => label)
      input.ratio?.forEach((label, k) => {
        expectKnown(label, labels, 'optimizer', [...at, 'ratio', k], context)
      })
      return
    }
    case 'phase':
      measure(input.colour, 'colour')
      for (const axis of ['x', 'y'] as const) measure(input[axis], axis)
      return
    case 'landscape':
      for (const axis of ['x', 'y'] as const) measure(input[axis], axis)
      return
    case 'vega-lite':
      input.measures?.forEach((name, k) => {
        measure(name, 'measures', k)
      })
      checkVegaLite(input.spec, [...at, 'spec'], settingNames(named), context.reader)
  }
}

function plotOf(
  input: PlotInput,
  base: { name: string; title: string | null } & PlotDomains,
  named: Named,
  at: Path,
  { reader }: Context,
): Plot {
  switch (input.kind) {
    case 'trajectory': {
      const { kind, measure, band = [0.25, 0.75], x = 'log', y = 'linear' } = input
      return { ...base, kind, measure, band, x, y }
    }
    case 'rate':
    case 'growth':
      return { ...base, kind: input.kind, measure: input.measure }
    case 'bound':
      return { ...base, kind: 'bound', measure: input.measure, x: input.x ?? 'log', y: input.y ?? 'log' }
    case 'region': {
      const { kind, measure, x, y, scale = null } = input
      const boundary = input.boundary === undefined ? null : reader.formula(input.boundary, [...at, 'boundary'])
      return { ...base, kind, measure, x, y, boundary, scale }
    }
    case 'distribution':
      return { ...base, kind: 'distribution', measure: input.measure, scale: input.scale ?? 'linear' }
    case 'phase': {
      const { kind, x, y, colour = null, 'x-scale': xScale = 'linear', 'y-scale': yScale = 'linear' } = input
      return { ...base, kind, x, y, colour, xScale, yScale }
    }
    case 'comparison': {
      const { kind, measure, form = 'ecdf', targets } = input
      return { ...base, kind, measure, form, targets: [targets].flat() }
    }
    case 'heterogeneity': {
      const { kind, measure, x, scale = 'log' } = input
      const [first, second, ...more] = named.optimizers.map(({ label }) => label)
      const only = first !== undefined && second !== undefined && more.length === 0
      return { ...base, kind, measure, x, scale, ratio: input.ratio ?? (only ? [first, second] : null) }
    }
    case 'landscape':
      return { ...base, kind: 'landscape', x: input.x, y: input.y }
    case 'vega-lite':
      return { ...base, kind: 'vega-lite', spec: input.spec, measures: input.measures ?? [] }
  }
}
