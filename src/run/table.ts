import type { Experiment } from '../config/experiment.ts'
import type { Run, Traces } from './traces.ts'

/** A column of the long table: one row a run, recorded step and measure. */
export interface Column {
  readonly name: string
  readonly type: 'text' | 'number' | 'integer'
  of(run: Run): string | number | null
}

/** Columns that are the same for all rows of a run: names, then hyperparameters, then the problem's settings. */
export function runColumns(experiment: Experiment, traces: Traces): Column[] {
  const names = (of: (run: Run) => Readonly<Record<string, unknown>>) => [
    ...new Set(traces.runs.flatMap((run) => Object.keys(of(run)))),
  ]
  const hyper = names((run) => run.hyper)
  const fixed: Column[] = [
    { name: 'experiment', type: 'text', of: () => experiment.name },
    { name: 'problem', type: 'text', of: (run) => run.problem },
    { name: 'optimizer', type: 'text', of: (run) => run.optimizer },
    { name: 'dialect', type: 'text', of: (run) => run.dialect },
  ]
  const taken = new Set([...fixed.map((column) => column.name), 'horizon', 'seed', 't', 'measure', 'value'])
  const settings = (keys: readonly string[], of: (run: Run) => Run['hyper'], prefix: string): Column[] =>
    keys.map((key) => {
      const name = taken.has(key) ? `${prefix}.${key}` : key
      taken.add(name)
      const numeric = traces.runs.every((run) => typeof (of(run)[key] ?? 0) === 'number')
      return {
        name,
        type: numeric ? 'number' : 'text',
        of: (run) => {
          const value = of(run)[key]
          return value === undefined ? null : numeric ? value : String(value)
        },
      }
    })
  return [
    ...fixed,
    ...settings(hyper, (run) => run.hyper, 'optimizer'),
    ...settings(
      names((run) => run.given),
      (run) => run.given,
      'problem',
    ),
    { name: 'horizon', type: 'integer', of: (run) => run.horizon },
    { name: 'seed', type: 'integer', of: (run) => run.seed },
  ]
}
