import { flatAxis } from '../messages/claims.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import type { Path } from './document.ts'
import type { OptimizerEntry, ProblemEntry } from './entry.ts'
import type { FormulaReader } from './formulas.ts'
import type { Named } from './named.ts'
import { valuesOf } from './setting-values.ts'

/**
 * Reports an axis of a map along which nothing varies: each of the entries that have the setting has one value of it. A value that an option
 * gives is one of a trial, and no mistake of the page.
 */
export function reportFlatAxis(
  name: string,
  optimizers: readonly OptimizerEntry[],
  { problems, allSettings }: Named,
  path: Path,
  { page, sink }: Pick<FormulaReader, 'page' | 'sink'>,
): void {
  const setting = name.replace(/^problem[.]/, '')
  const entries: readonly (OptimizerEntry | ProblemEntry)[] = [...(setting === name ? optimizers : []), ...problems]
  const having = entries.flatMap((entry) => {
    const values = valuesOf(entry, setting)
    return values ? [{ values, places: entry.at?.settings[setting] ?? [] }] : []
  })
  const trial = having.some(({ places }) => places.some(({ file }) => file !== page.file))
  const [first] = having
  if (!first || !allSettings || trial || having.some(({ values }) => new Set(values).size > 1)) return
  const [value = 1] = first.values
  const grid = typeof value === 'number' ? [value / 2, value === 0 ? 1 : value] : [`(${value}) / 2`, value]
  const hint = withYaml('a grid is a list', yamlEntry(setting, grid))
  page.report(sink, path, flatAxis(name, hint))
}
