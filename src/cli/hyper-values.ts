import { formatDiagnostic } from '../config/codeframe.ts'
import type { Page } from '../config/pages.ts'
import { namesIn, subexpressions } from '../lang/names.ts'
import { parseFormula } from '../lang/parse.ts'
import { type Diagnostic, Diagnostics, type SourceText } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { noHyper } from '../messages/asked.ts'
import { unknownName } from '../messages/values.ts'
import type { HyperValues } from '../proof/rule-graph.ts'
import { clip, enumerated } from '../text/clip.ts'
import { Failure, failure } from './failure.ts'

/** What a setting may use beside the hyperparameters. */
const INPUTS = ['t', 'T', 'd']

/** What `--set key=value` says of the hyperparameters of some pages: numbers, or formulas in `t`, `T`, `d` and the others. */
export function hyperValues(pages: readonly Page[], settings: readonly string[] = []): HyperValues {
  const known = [...new Set(pages.flatMap((page) => Object.keys(page.hyper)))]
  const values = new Map<string, number | Formula>()
  for (const setting of settings) {
    const at = setting.indexOf('=')
    const name = setting.slice(0, at).trim()
    if (!known.includes(name)) {
      throw failure(noHyper(setting, name, known))
    }
    const sink = new Diagnostics()
    const formula = parseFormula(valueIn(setting, at + 1), sink)
    if (formula) checkNames(formula, [...known, ...INPUTS], sink)
    const [wrong] = sink.list
    if (wrong) throw wrongSetting(wrong)
    if (!formula) throw new Error('no formula, and no mistake')
    values.set(name, formula.expr.kind === 'number' ? formula.expr.value : formula)
  }
  return Object.fromEntries(values)
}

/** A mistake that lies in an option, or shows in a rule with the values of some. */
export function wrongSetting(wrong: Diagnostic, settings: readonly string[] = []): Failure {
  const inOption = wrong.file.startsWith('--') || settings.length === 0
  const given = settings.map((setting) => `--set ${clip(setting)}`).join(' ')
  return new Failure([wrong], [...formatDiagnostic(wrong, ''), ...(inOption ? [] : [`  note: with ${given}`])])
}

/** The value of a setting, whose places are those in the setting. */
const valueIn = (setting: string, offset: number): SourceText => ({
  text: setting.slice(offset),
  file: `--set ${clip(setting)}`,
  locate: (place) => ({ line: 1, column: offset + place + 1 }),
})

function checkNames({ source, expr }: Formula, known: readonly string[], sink: Diagnostics): void {
  for (const name of new Set(namesIn(expr))) {
    if (known.includes(name)) continue
    const part = [...subexpressions(expr)].find((one) => 'name' in one && one.name === name)
    sink.report(source, (part ?? expr).at, unknownName(name, known, { hint: `known: ${enumerated(known)}` }))
  }
}
