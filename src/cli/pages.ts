import { formatDiagnostic } from '../config/codeframe.ts'
import { likePage } from '../config/like-page.ts'
import type { Overrides } from '../config/overrides.ts'
import { checkOwnCharts } from '../drawing/own-charts.ts'
import { preparePage } from '../host/laboratory.ts'
import type { PageFile, Plan } from '../lab/prepare.ts'
import type { Diagnostic } from '../lang/source.ts'
import { namesakes as namesakesTold } from '../messages/asked.ts'
import type { Message } from '../messages/message.ts'
import type { Progress } from '../run/execute.ts'
import { quote, quotePath } from '../text/clip.ts'
import { Failure, sentenceOf } from './failure.ts'
import { andMore, MOST_MISTAKES, type PageInError, pageInError, wrongAsWhole } from './page-in-error.ts'
import { progressBar } from './progress.ts'
import { pageOrFailure } from './source.ts'
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

/** Pages that are in order, and those that are not. */
export interface Prepared {
  readonly plans: readonly Plan[]
  readonly inError: readonly PageInError[]
}

/** Loads and checks pages, and shows every problem of each. */
export async function prepareEach(files: readonly string[], options: PageOptions): Promise<Prepared> {
  const plans: Plan[] = []
  const inError: PageInError[] = []
  for (const file of new Set(files)) {
    const page = await pageOrFailure(file)
    if (page instanceof Failure) {
      inError.push(...page.told.map((one) => refused(file, one)))
      continue
    }
    const { mutants } = options
    const { plan, diagnostics } = await telling('checking claims', (onProgress) =>
      preparePage(page, overridesOf(options), { mutants, onProgress }),
    )
    const charts = plan
      ? await telling('trying charts', (onProgress) => checkOwnCharts(page, plan.experiment, onProgress))
      : []
    const found = [...diagnostics, ...charts]
    if (plan && found.length === 0) plans.push(plan)
    else inError.push(pageInError(file, found))
    showDiagnostics(found, page)
  }
  return { plans, inError }
}

/** Does something that may take long; a terminal is told how far it is. */
async function telling<T>(
  what: string,
  work: (onProgress: ((progress: Progress) => void) | undefined) => T | Promise<T>,
): Promise<T> {
  const bar = terminal.progress.isTTY ? progressBar(terminal.progress, what) : null
  try {
    return await work(bar?.update)
  } finally {
    bar?.end()
  }
}

/** Says what is wrong with a page as a whole. */
export function refused(file: string, message: Message, line?: number): PageInError {
  const said = sentenceOf(message)
  terminal.complain(`adam-lab: ${said}`)
  return wrongAsWhole(file, said, line, message.code)
}

/** Pages that have the name of one before them, each with why it cannot be run beside that one. */
export function namesakes(plans: readonly Plan[]): { readonly file: string; readonly why: Message }[] {
  const folders = new Map<string, Plan>()
  return plans.flatMap((plan) => {
    const { name } = plan.experiment
    // Some file systems do not tell names apart by the case of their letters.
    const other = folders.get(name.toLowerCase())
    if (!other) folders.set(name.toLowerCase(), plan)
    if (!other) return []
    const twin = other.experiment.name
    const named = twin === name ? `both named ${quote(name)}` : `named ${quote(twin)} and ${quote(name)}`
    const files = `${quotePath(other.file)} and ${quotePath(plan.file)}`
    return [{ file: plan.file, why: namesakesTold(files, named) }]
  })
}

/** Loads and checks all pages before any runs; null, and every problem shown, if one is not in order. */
export async function prepareAll(files: readonly string[], options: PageOptions): Promise<readonly Plan[] | null> {
  const { plans, inError } = await prepareAllOrNone(files, options)
  return inError.length > 0 ? null : plans
}

/** The same, with the pages that are in error; two of one name are, if there is nothing else. */
export async function prepareAllOrNone(files: readonly string[], options: PageOptions): Promise<Prepared> {
  const { plans, inError } = await prepareEach(files, options)
  const all = inError.length > 0 ? inError : namesakes(plans).map(({ file, why }) => refused(file, why))
  return { plans: all.length > 0 ? [] : plans, inError: all }
}

/** Shows what is wrong with a page, in order, and how much more there is. */
export function showDiagnostics(diagnostics: readonly Diagnostic[], page: PageFile, most = MOST_MISTAKES): void {
  const shown = likePage(page)
  for (const diagnostic of diagnostics.slice(0, most)) {
    // A mistake may also lie in a `--set`, of which there is no more to show than its message.
    const text = diagnostic.file === page.file && shown ? page.text : ''
    terminal.complain(...formatDiagnostic(diagnostic, text, { width: terminal.errorWidth }))
  }
  if (diagnostics.length > most) terminal.complain(andMore(diagnostics.length - most))
}
