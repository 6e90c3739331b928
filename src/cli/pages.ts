import { formatDiagnostic } from '../config/codeframe.ts'
import type { Overrides } from '../config/overrides.ts'
import { type PageFile, type Plan, prepare } from '../lab.ts'
import type { Diagnostic } from '../lang/source.ts'
import { Failure } from './failure.ts'
import { readPage } from './source.ts'
import { terminal } from './terminal.ts'

/** What `--seeds`, `--steps` and `--set` ask for. */
export interface PageOptions {
  readonly seeds?: number | undefined
  readonly steps?: number | undefined
  readonly set?: readonly string[] | undefined
  /** False leaves mutants out. */
  readonly mutants?: boolean | undefined
}

export const overridesOf = ({ seeds, steps, set }: PageOptions): Overrides => ({
  ...(seeds === undefined ? {} : { seeds }),
  ...(steps === undefined ? {} : { steps }),
  ...(set === undefined ? {} : { set }),
})

/** Loads and checks all pages before any runs; null, and every problem shown, if one is not in order. */
export async function prepareAll(files: readonly string[], options: PageOptions): Promise<Plan[] | null> {
  const plans: Plan[] = []
  let failed = false
  for (const file of new Set(files)) {
    const page = await readPage(file)
    const { plan, diagnostics } = prepare(page, overridesOf(options), { mutants: options.mutants })
    if (plan) plans.push(plan)
    else failed = true
    showDiagnostics(diagnostics, page)
  }
  if (failed) return null
  const names = new Map<string, string>()
  for (const { experiment, file } of plans) {
    const other = names.get(experiment.name)
    if (other !== undefined) {
      throw new Failure(
        `'${other}' and '${file}' are both named '${experiment.name}', so their results would share a folder`,
      )
    }
    names.set(experiment.name, file)
  }
  return plans
}

/** Mistakes of one page that are shown: of those that a program has made, the first few say it all. */
const MOST_SHOWN = 40

/** Shows what is wrong with a page, in order, and how much more there is. */
export function showDiagnostics(diagnostics: readonly Diagnostic[], page: PageFile, most = MOST_SHOWN): void {
  for (const diagnostic of diagnostics.slice(0, most)) {
    // A mistake may also lie in a `--set`, of which there is no more to show than its message.
    const text = diagnostic.file === page.file ? page.text : ''
    terminal.complain(...formatDiagnostic(diagnostic, text, { width: terminal.errorWidth }))
  }
  if (diagnostics.length > most) terminal.complain(`... and ${(diagnostics.length - most).toLocaleString('en')} more`)
}
