import { check } from './check.ts'
import { expectKnown, type Named, settingNames } from './claims.ts'
import type { Path } from './document.ts'
import type { Context } from './entries.ts'
import type { Plot } from './experiment.ts'
import { type PlotInput, plot } from './schema.ts'

/** Reads the plots; a plot without a name is named for its kind and measure. */
export function readPlots(inputs: readonly unknown[], path: Path, named: Named, context: Context): Plot[] {
  const used = new Set<string>()
  return inputs.flatMap((value, k) => {
    const at = [...path, k]
    const { reader } = context
    const input = check(plot, value, at, reader.page, reader.sink)
    if (!input) return []
    expectKnown(input.measure, named.measureNames, 'measure', [...at, 'measure'], context)
    const wanted = input.name ?? `${input.kind}-${input.measure}`.replace(/[^A-Za-z0-9._-]+/g, '-')
    if (input.kind === 'trajectory' && input.band && input.band[0] >= input.band[1]) {
      reader.page.report(reader.sink, [...at, 'band'], 'the quantiles of a band ascend', 'band: [0.25, 0.75]')
    }
    if (input.name !== undefined && used.has(wanted)) {
      reader.page.report(reader.sink, [...at, 'name'], `there is another plot named '${wanted}'`)
    }
    let name = wanted
    for (let copy = 2; used.has(name); copy++) name = `${wanted}-${copy}`
    used.add(name)
    const base = { name, title: input.title ?? null, measure: input.measure }
    return plotOf(input, base, named, at, context)
  })
}

function plotOf(
  input: PlotInput,
  base: { name: string; title: string | null; measure: string },
  named: Named,
  at: Path,
  context: Context,
): Plot {
  const { reader } = context
  switch (input.kind) {
    case 'trajectory':
      return {
        ...base,
        kind: 'trajectory',
        band: input.band ?? [0.25, 0.75],
        x: input.x ?? 'log',
        y: input.y ?? 'linear',
      }
    case 'rate':
      return { ...base, kind: 'rate' }
    case 'region': {
      for (const axis of ['x', 'y'] as const)
        expectKnown(input[axis], settingNames(named), 'setting', [...at, axis], context)
      const boundary = input.boundary === undefined ? null : reader.formula(input.boundary, [...at, 'boundary'])
      return { ...base, kind: 'region', x: input.x, y: input.y, boundary, scale: input.scale ?? 'linear' }
    }
  }
}
