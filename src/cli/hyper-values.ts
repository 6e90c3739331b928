import type { Page } from '../config/pages.ts'
import { parseFormula } from '../lang/parse.ts'
import { Diagnostics, plainSource } from '../lang/source.ts'
import { suggest } from '../lang/suggest.ts'
import type { Formula } from '../lang/syntax.ts'
import type { HyperValues } from '../proof/rule-graph.ts'
import { Failure } from './failure.ts'

/** What `--set key=value` says of the hyperparameters of some pages: numbers, or formulas in `t` and the others. */
export function hyperValues(pages: readonly Page[], settings: readonly string[] = []): HyperValues {
  const known = [...new Set(pages.flatMap((page) => Object.keys(page.hyper)))]
  const values: Record<string, number | Formula> = {}
  for (const setting of settings) {
    const at = setting.indexOf('=')
    const name = setting.slice(0, at).trim()
    if (!known.includes(name)) {
      const hint = suggest(name, known) ?? `known: ${known.join(', ')}`
      throw new Failure(`--set ${setting}: there is no hyperparameter '${name}'; ${hint}`)
    }
    const sink = new Diagnostics()
    const formula = parseFormula(plainSource(setting.slice(at + 1).trim(), `--set ${setting}`), sink)
    if (!formula) throw new Failure(`--set ${setting}: ${sink.list[0]?.message ?? 'the value is no formula'}`)
    values[name] = formula.expr.kind === 'number' ? formula.expr.value : formula
  }
  return values
}
