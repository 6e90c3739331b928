import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { recordedSteps } from '../../src/compose/recorded-steps.ts'
import { composeVariants, type GridPoint, type Variant } from '../../src/compose/variants.ts'
import type { Experiment } from '../../src/config/experiment.ts'
import { loadExperiment } from '../../src/config/load.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { compileKernel } from '../../src/kernel/wasm/compile.ts'
import { Lanes } from '../../src/kernel/wasm/lanes.ts'
import { Diagnostics } from '../../src/lang/source.ts'

const catalog = fileCatalog()

/** One optimizer at one point of the grid and one horizon: values[measure][seed][k] at times[k]. */
export interface Result {
  readonly optimizer: string
  readonly point: GridPoint
  readonly times: readonly number[]
  readonly values: Readonly<Record<string, number[][]>>
  readonly divergedAt: readonly number[]
}

export function load(yaml: string, folder = '.'): Experiment {
  const { experiment, diagnostics } = loadExperiment(yaml, {
    file: 'page.yaml',
    catalog,
    readFile: (path) => readFileSync(resolve(folder, path), 'utf8'),
  })
  if (!experiment) throw new Error(diagnostics.map((d) => `${d.start.line}:${d.start.column} ${d.message}`).join('\n'))
  return experiment
}

/** Runs a page in this process, through the same composer and kernel as the command line, without storing anything. */
export function simulate(yaml: string, folder?: string): Result[] {
  const experiment = load(yaml, folder)
  const sink = new Diagnostics()
  const variants = composeVariants(experiment, sink)
  if (sink.failed) throw new Error(sink.list.map((d) => `${d.start.line}:${d.start.column} ${d.message}`).join('\n'))
  return variants.flatMap((variant) => simulateVariant(experiment, variant))
}

function simulateVariant(experiment: Experiment, variant: Variant): Result[] {
  const kernel = compileKernel(variant.program)
  const module = new WebAssembly.Module(kernel.bytes as BufferSource)
  return experiment.horizons.flatMap((horizon) => {
    const lanes = variant.points.flatMap((point) =>
      experiment.seeds.map((seed) => ({ params: point.params(horizon), seed })),
    )
    const group = new Lanes(module, kernel.layout, lanes)
    const times = recordedSteps(horizon, experiment.record)
    const results = variant.points.map((point) => ({
      optimizer: variant.optimizer.label,
      point,
      times,
      values: Object.fromEntries(variant.outputs.map((name) => [name, experiment.seeds.map((): number[] => [])])),
      divergedAt: [] as number[],
    }))
    const seeds = experiment.seeds.length
    for (const t of times) {
      group.advance(t)
      for (const name of variant.outputs) {
        const found = group.output(name)
        for (let point = 0; point < results.length; point++) {
          const rows = results[point]?.values[name] ?? []
          for (let s = 0; s < seeds; s++) rows[s]?.push(found[point * seeds + s] as number)
        }
      }
    }
    const { divergedAt } = group
    results.forEach((result, k) => {
      for (let s = 0; s < seeds; s++) result.divergedAt.push(divergedAt[k * seeds + s] ?? 0)
    })
    return results
  })
}

/** The text of a page of `configs/`. */
export function config(name: string): { text: string; folder: string } {
  const path = new URL(`../../configs/${name}.yaml`, import.meta.url)
  return { text: readFileSync(path, 'utf8'), folder: dirname(path.pathname) }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
