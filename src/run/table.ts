import type { Experiment } from '../config/experiment.ts'
import type { Run, Runs, Traces } from './traces.ts'

/** A column of the long table: one row a run, recorded step and measure. */
export interface Column {
  readonly name: string
  readonly type: 'text' | 'number' | 'integer'
  /** Null where the run has no such setting. */
  of(run: Run): string | number | null
}

type SettingsOf = (run: Run) => Run['hyper']

/** Columns that are the same for all rows of a run: names, then hyperparameters, then the problem's settings. */
export function runColumns(experiment: Experiment, traces: Traces): Column[] {
  const fixed: Column[] = [
    { name: 'experiment', type: 'text', of: () => experiment.name },
    { name: 'problem', type: 'text', of: (run) => run.problem },
    { name: 'optimizer', type: 'text', of: (run) => run.optimizer },
    { name: 'dialect', type: 'text', of: (run) => run.dialect },
  ]
  const taken = new Set([...fixed.map((column) => column.name), 'horizon', 'seed', 't', 'measure', 'value'])
  return [
    ...fixed,
    ...settingColumns(traces.runs, (run) => run.hyper, 'optimizer', taken),
    ...settingColumns(traces.runs, (run) => run.given, 'problem', taken),
    { name: 'horizon', type: 'integer', of: (run) => run.horizon },
    { name: 'seed', type: 'integer', of: (run) => run.seed },
  ]
}

/** A column for each setting; one whose name is taken gets a prefix. One formula among the values makes all of them text. */
function settingColumns(runs: Runs, of: SettingsOf, prefix: string, taken: Set<string>): Column[] {
  const numeric = new Map<string, boolean>()
  let last: Run['hyper'] | null = null
  for (const run of runs) {
    const settings = of(run)
    // Runs of one point share their settings.
    if (settings === last) continue
    last = settings
    for (const [key, value] of Object.entries(settings)) {
      numeric.set(key, (numeric.get(key) ?? true) && typeof value === 'number')
    }
  }
  return [...numeric].map(([key, isNumeric]) => {
    const name = taken.has(key) ? `${prefix}.${key}` : key
    taken.add(name)
    return {
      name,
      type: isNumeric ? 'number' : 'text',
      of: (run) => {
        const value = of(run)[key]
        return value === undefined ? null : isNumeric ? value : String(value)
      },
    }
  })
}
