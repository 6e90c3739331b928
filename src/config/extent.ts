import type { Diagnostics } from '../lang/source.ts'
import type { PageDocument } from './document.ts'
import type { Experiment, Settings } from './experiment.ts'

/** Runs of one page. Each takes about 2 kB of memory and 330 characters of the summary, which is one string of at most 2^29. */
const MAX_RUNS = 1_000_000

const points = (settings: Settings): number =>
  Object.values(settings).reduce((product, choices) => product * choices.length, 1)

const total = (entries: readonly { readonly settings: Settings }[]): number =>
  entries.reduce((sum, entry) => sum + points(entry.settings), 0)

/** Reports a page that asks for more than can be run: too many runs, or steps beyond the end of recorded gradients. */
export function checkExtent(experiment: Experiment, page: PageDocument, sink: Diagnostics): void {
  const { problems, optimizers, horizons, seeds } = experiment
  const runs = total(problems) * total(optimizers) * horizons.length * seeds.length
  if (runs > MAX_RUNS) {
    const hint = 'it is the product of the grids, the horizons and the seeds'
    const count = runs.toLocaleString('en', { maximumFractionDigits: 0 })
    page.report(sink, [], `this page asks for ${count} runs, more than ${MAX_RUNS.toLocaleString('en')}`, hint)
  }
  const longest = Math.max(...horizons)
  for (const { page: problem, label } of problems) {
    const rows = problem.replay?.rows
    if (rows === undefined || longest <= rows) continue
    const key = (page.value as Record<string, unknown>).steps === undefined ? 'horizons' : 'steps'
    page.report(sink, [key], `'${label}' has ${rows} recorded gradients, fewer than ${longest} steps`)
  }
}
