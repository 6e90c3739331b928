import { LIMITS } from '../budget/limits.ts'
import { longPlotName, noBound, oddBand, plotTwice } from '../messages/plots.ts'
import { checkAndMend } from './check.ts'
import type { Path } from './document.ts'
import type { EntryContext } from './entries.ts'
import { reportFlatAxis } from './flat-axis.ts'
import { STAND_IN } from './mend.ts'
import { expectMeasure, expectOptimizer, expectSetting, type Named, settingNames } from './named.ts'
import type { Plot, PlotDomains } from './plot.ts'
import { checkDomains, domainsOf } from './plot-domains.ts'
import { type PlotInput, plot } from './schema.ts'
import { checkVegaLite } from './vega-lite.ts'

/** Reads the plots; a plot without a name is named for its kind and what it shows. `claims` are those of the page as they stand there. */
export function readPlots(
  inputs: readonly unknown[],
  path: Path,
  named: Named,
  claims: readonly unknown[],
  context: EntryContext,
): Plot[] {
  const used = new Map<string, string>()
  return inputs.flatMap((value, k) => {
    const at = [...path, k]
    const { reader } = context
    const input = checkAndMend(plot, value, at, reader.page, reader.sink)
    if (!input) return []
    checkNames(input, named, at, context)
    const wanted = input.name ?? defaultName(input)
    if (wanted.length > LIMITS.name) {
      reader.page.report(reader.sink, at, longPlotName(wanted.length, LIMITS.name, input.kind))
    }
    if (input.kind === 'trajectory' && input.band && input.band[0] >= input.band[1]) {
      reader.page.report(reader.sink, [...at, 'band'], oddBand(input.band))
    }
    if (
      input.kind === 'bound' &&
      input.measure !== STAND_IN &&
      !claims.some((claim) => isBoundOn(claim, input.measure))
    ) {
      reader.page.report(reader.sink, [...at, 'measure'], noBound(input.measure))
    }
    const before = used.get(fileName(wanted))
    if (input.name !== undefined && before !== undefined) {
      reader.page.report(reader.sink, [...at, 'name'], plotTwice(before, wanted))
    }
    let name = wanted
    for (let copy = 2; used.has(fileName(name)); copy++) name = `${wanted}-${copy}`
    used.set(fileName(name), name)
    const made = plotOf(input, { name, title: input.title ?? null, ...domainsOf(input) }, named, at, context)
    checkDomains(made, at, context)
    return [made]
  })
}

/** What a name is to a file system that does not tell letters by their case. */
const fileName = (name: string): string => name.toLowerCase()

function defaultName(input: PlotInput): string {
  const about = 'measure' in input ? [input.measure] : input.kind === 'vega-lite' ? [] : [input.x, input.y]
  return [input.kind, ...about].join('-').replace(/[^A-Za-z0-9._-]+/g, '-')
}

function isBoundOn(claim: unknown, measure: string): boolean {
  const { judge, measure: of } = (claim ?? {}) as { judge?: unknown; measure?: unknown }
  return judge === 'bound' && of === measure
}

/** Reports measures, settings and optimizers that the page does not have. */
function checkNames(input: PlotInput, named: Named, at: Path, context: EntryContext): void {
  const site = (...key: Path) => ({ path: [...at, ...key], context })
  const measure = (name: string | undefined, ...key: Path) => {
    if (name !== undefined) expectMeasure(name, named, site(...key))
  }
  if ('measure' in input) measure(input.measure, 'measure')
  switch (input.kind) {
    case 'region':
      for (const axis of ['x', 'y'] as const) {
        expectSetting(input[axis], named, site(axis))
        reportFlatAxis(input[axis], named.optimizers, named, [...at, axis], context.reader)
      }
      return
    case 'heterogeneity': {
      expectSetting(input.x, named, site('x'), ['T'])
      const labels = named.optimizers.map(({ label }) => label)
      input.ratio?.forEach((label, k) => {
        expectOptimizer(label, labels, named, site('ratio', k))
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
      checkVegaLite(input.spec, [...at, 'spec'], named.allSettings ? settingNames(named) : null, context.reader)
  }
}

function plotOf(
  input: PlotInput,
  base: { name: string; title: string | null } & PlotDomains,
  named: Named,
  at: Path,
  { reader }: EntryContext,
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
