import type { Conformance } from './conform.ts'
import type { Match } from './search.ts'

/** A number as JSON has it: null for what is not finite. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** A conformance as plain data, in the format "adam-lab/conform/1": what `--json` prints. */
export function conformanceRecord(file: string, found: Conformance) {
  const { trace, ranking, conforming, mutants } = found
  const names = (matches: readonly Match[]) => matches.map(({ rule }) => rule.name)
  return {
    schema: 'adam-lab/conform/1',
    trace: { file, implementation: trace.implementation, steps: trace.rows, dimension: trace.start.length },
    tolerance: found.tolerance,
    conforming: names(conforming),
    mutants: names(mutants),
    singlePrecision: found.single,
    unknownSettings: found.unknown,
    ranking: ranking.map(({ rule, error, departure, settings, missed, whole }) => ({
      optimizer: rule.name,
      title: rule.page.title,
      page: rule.file,
      mutant: rule.mutant,
      conforms: departure === null,
      error: finite(error),
      whole,
      departure: departure && { ...departure, mine: finite(departure.mine), error: finite(departure.error) },
      settings,
      missed,
    })),
    skipped: found.skipped.map(({ rule, reason }) => ({ optimizer: rule.name, reason })),
  }
}
