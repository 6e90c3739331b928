import { readFileSync } from 'node:fs'
import { composeVariants, type Variant } from '../src/compose/variants.ts'
import type { Experiment } from '../src/config/experiment.ts'
import { loadExperiment } from '../src/config/load.ts'
import type { Overrides } from '../src/config/overrides.ts'
import { fileCatalog } from '../src/host/file-catalog.ts'
import type { Lane } from '../src/kernel/program.ts'
import { type Diagnostic, Diagnostics } from '../src/lang/source.ts'

/** A page with one program, and its runs. */
export interface Page {
  readonly experiment: Experiment
  readonly variant: Variant
  readonly lanes: readonly Lane[]
}

/** A page of `bench/pages`, read and composed as every page is. */
export function loadPage(root: string, name: string, overrides: Overrides = {}): Page {
  const experiment = loadText(readPage(root, name), overrides)
  const sink = new Diagnostics()
  const [variant, ...others] = composeVariants(experiment, sink)
  if (sink.failed || !variant || others.length > 0) throw new Error(`${name}: ${told(sink.list) || 'not one program'}`)
  const [horizon = 1] = experiment.horizons
  const lanes = variant.points.flatMap((point) =>
    experiment.seeds.map((seed) => ({ params: point.params(horizon), seed })),
  )
  return { experiment, variant, lanes }
}

export const readPage = (root: string, name: string): string => readFileSync(`${root}/bench/pages/${name}.yaml`, 'utf8')

export function loadText(text: string, overrides: Overrides): Experiment {
  const catalog = fileCatalog()
  const readFile = (path: string) => readFileSync(path, 'utf8')
  const { experiment, diagnostics } = loadExperiment(text, { file: 'page.yaml', catalog, readFile, overrides })
  if (!experiment) throw new Error(told(diagnostics))
  return experiment
}

const told = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map((d) => `${d.start.line}:${d.start.column} ${d.message}`).join('\n')

/** What other programs need to know of the runs: a row for each, its seed and then some of its hyperparameters. */
export function rowsOf({ experiment, variant }: Page, columns: readonly string[]): Float64Array {
  const rows = variant.points.flatMap((point) =>
    experiment.seeds.flatMap((seed) => [seed, ...columns.map((name) => Number(point.hyper[name]))]),
  )
  if (rows.some(Number.isNaN)) throw new Error(`not all of ${columns.join(', ')} are numbers`)
  return Float64Array.from(rows)
}
