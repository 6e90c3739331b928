import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import type { Experiment } from '../../src/config/experiment.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { Store } from '../../src/machine/store.ts'
import { systemWith } from '../../src/machine/system.ts'
import { type Execution, type RunOptions, runExperiment } from '../../src/run/run.ts'
import { load } from '../acceptance/lab.ts'

export const temporary = (): string => mkdtempSync(join(tmpdir(), 'adam-lab-'))

/** A page with random numbers, a grid, two optimizers and a run that diverges. */
export const page = (changes: { seeds?: number; optimizers?: string; title?: string } = {}) => `
name: sample
title: ${changes.title ?? 'A sample'}
problem: {use: heavy-tailed-quadratic, d: 3, nu: [1.5, 3]}
optimizers: ${changes.optimizers ?? '[{use: adam, lr: [0.01, 0.1]}, {use: sgd, lr: 1e3}]'}
steps: 300
seeds: ${changes.seeds ?? 8}
record: 20
measures: {gap: {use: objective-gap}, x1: "x[1]"}
`

export const experiment = (changes?: Parameters<typeof page>[0]): Experiment => load(page(changes))

let built: URL | null = null

/** The worker, bundled: Node 20 cannot start TypeScript in a thread. */
export function worker(): URL {
  if (built) return built
  const outfile = join(temporary(), 'worker.mjs')
  buildSync({ entryPoints: ['src/machine/worker.ts'], bundle: true, platform: 'node', format: 'esm', outfile })
  built = pathToFileURL(outfile)
  return built
}

export function execute(of: Experiment, out: string, options: Partial<RunOptions> = {}): Promise<Execution> {
  const store = new Store(join(out, of.name))
  return runExperiment(of, { store, jobs: 0, sink: new Diagnostics(), system: systemWith(worker()), ...options })
}
