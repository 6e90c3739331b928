import { composeVariants } from '../compose/variants.ts'
import type { Experiment } from '../config/experiment.ts'
import type { OptimizerPage } from '../config/pages.ts'
import { fileCatalog } from '../host/file-catalog.ts'
import { compileKernel } from '../kernel/wasm/compile.ts'
import { Diagnostics } from '../lang/source.ts'
import { noKernel } from '../messages/asked.ts'
import { failure } from './failure.ts'

const PROBLEM = 'ill-scaled-quadratic'

/** The WebAssembly text of an optimizer, at its default hyperparameters, on a quadratic. */
export function kernelText(page: OptimizerPage, dimension = 2): string {
  const problem = fileCatalog().page('problem', PROBLEM)
  const experiment: Experiment = {
    name: 'kernel',
    title: '',
    description: null,
    tier: 'full',
    problems: [{ page: problem, label: PROBLEM, settings: { d: [dimension] }, mutantOf: null }],
    optimizers: [{ page, label: page.name, settings: {}, mutantOf: null }],
    average: null,
    horizons: [1000],
    seeds: [1],
    record: { points: 1, scale: 'log' },
    measures: [],
    claims: [],
    plots: [],
  }
  const sink = new Diagnostics()
  const program = composeVariants(experiment, sink)[0]?.program
  if (!program) throw failure(noKernel(page.name, sink.list[0]?.message ?? 'no program'))
  return compileKernel(program).wat.trimEnd()
}
