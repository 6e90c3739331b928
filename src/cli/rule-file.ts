import { dirname, resolve } from 'node:path'
import { dimensionOf } from '../compose/dimension.ts'
import { formatDiagnostic } from '../config/codeframe.ts'
import type { Choice, OptimizerEntry, Settings } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import { generatedMutant, generatedNames, ruleOfMutant } from '../config/generated.ts'
import { likePage } from '../config/like-page.ts'
import { loadExperiment } from '../config/load.ts'
import { loadPage } from '../config/page.ts'
import { dialectNames, type OptimizerPage, type PredictionPage } from '../config/pages.ts'
import { readDocument } from '../config/read.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import { fileCatalog } from '../host/file-catalog.ts'
import { type Diagnostic, Diagnostics, plainSource } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { noDialect, noLabel, severalOptimizers } from '../messages/asked.ts'
import { mutantText } from '../mutate/text.ts'
import { quotePath } from '../text/clip.ts'
import { Failure, failure } from './failure.ts'
import { readPage } from './source.ts'

/** A rule that a user has written. */
export interface RuleFile {
  readonly page: OptimizerPage
  /** The page that it stands in. */
  readonly text: string
  /** Coordinates of the problem that it is run on; null if its page has none. */
  readonly dimension: number | null
}

/** `page.yaml`, `rule.yaml@dialect` or `experiment.yaml@label`, taken apart; null if it is the name of a built-in page. */
export function namedFile(asked: string): { readonly file: string; readonly part: string | undefined } | null {
  const [, file, part] = /^(.+\.ya?ml)(?:@(.+))?$/s.exec(asked) ?? []
  return file === undefined ? null : { file, part }
}

/** The rule of an optimizer's page, in a dialect, or an optimizer of an experiment, by its label. */
export async function ruleFile(file: string, part: string | undefined): Promise<RuleFile> {
  const { text } = await readPage(file)
  const value = readDocument(file, text, new Diagnostics())?.value
  const isExperiment = typeof value === 'object' && value !== null && 'optimizers' in value
  return isExperiment ? ofExperiment(file, text, part) : ofOptimizer(file, text, part)
}

function ofOptimizer(file: string, text: string, dialect: string | undefined): RuleFile {
  const catalog = fileCatalog()
  const load = (name?: string): OptimizerPage => {
    const { page, diagnostics } = loadPage('optimizer', text, { file, catalog, ...(name ? { dialect: name } : {}) })
    if (!page) throw inError(file, text, diagnostics)
    return page
  }
  const page = load()
  const written = { page, text, dimension: null }
  if (dialect === undefined) return written
  const [known, named] = [Object.keys(page.dialects), dialectNames(page)]
  if (!known.includes(dialect)) {
    const made = generatedMutant(catalog, dialect, load)
    if (made) return { ...written, page: made, text: mutantText(ruleOfMutant(dialect, load), made) }
    const all = [...known, ...generatedNames(catalog, dialect, load)]
    throw failure(noDialect(quotePath(file), dialect, all, named))
  }
  return { ...written, page: load(dialect) }
}

function ofExperiment(file: string, text: string, label: string | undefined): RuleFile {
  const { experiment, diagnostics } = loadFile(file, text)
  if (!experiment) throw inError(file, text, diagnostics)
  const dimension = dimensionIn(experiment)
  const made = label === undefined ? null : mutantOfEntry(experiment, label)
  if (made) return { ...made, dimension }
  return { page: withSettings(entryOf(file, experiment, label)), text, dimension }
}

/** `label/v-old`: a mutant of the rule of a label. */
function mutantOfEntry({ optimizers }: Experiment, part: string): Pick<RuleFile, 'page' | 'text'> | null {
  const slash = part.lastIndexOf('/')
  const entry = optimizers.find(({ label }) => label === part.slice(0, Math.max(0, slash)))
  if (!entry || optimizers.some(({ label }) => label === part)) return null
  const made = fileCatalog().mutation.find(entry.page, part.slice(slash + 1))
  return made && { page: withSettings({ ...entry, page: made }), text: mutantText(entry.page, made) }
}

const loadFile = (file: string, text: string) =>
  loadExperiment(text, {
    file,
    catalog: fileCatalog(),
    readFile: (path) => readText(resolve(dirname(file), path), MOST_BYTES.trace),
  })

/** The predictions that an experiment states itself. */
export async function filePredictions(file: string): Promise<readonly PredictionPage[]> {
  const { text } = await readPage(file)
  const { experiment, diagnostics, predictions } = loadFile(file, text)
  if (!experiment) throw inError(file, text, diagnostics)
  return predictions
}

/** The optimizer of a label; without one, the only optimizer. */
function entryOf(file: string, { optimizers }: Experiment, label: string | undefined): OptimizerEntry {
  const all = optimizers.filter(({ mutantOf }) => mutantOf === null)
  const labels = all.map((one) => one.label)
  const found = label === undefined ? (all.length === 1 ? all[0] : undefined) : all.find((one) => one.label === label)
  if (found) return found
  throw failure(label === undefined ? severalOptimizers(file, labels) : noLabel(file, label, labels))
}

/** The rule with what the experiment sets as its defaults; of a grid, its first point. */
const withSettings = ({ page, settings }: OptimizerEntry): OptimizerPage => ({
  ...page,
  hyper: { ...page.hyper, ...Object.fromEntries(first(settings).map(([name, choice]) => [name, formulaOf(choice)])) },
})

const first = (settings: Settings): [name: string, choice: Choice][] =>
  Object.entries(settings).flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one]]))

function formulaOf(choice: Choice): Formula {
  if (typeof choice !== 'number') return choice
  const text = String(choice)
  return {
    source: plainSource(text),
    expr: { kind: 'number', value: choice, text, at: { start: 0, end: text.length } },
  }
}

/** The dimension of the first problem, at the first point of its grid. */
function dimensionIn({ problems: [problem] }: Experiment): number | null {
  return problem ? dimensionOf(problem, Object.fromEntries(first(problem.settings)), new Diagnostics()) : null
}

function inError(file: string, text: string, [first]: readonly Diagnostic[]): Failure {
  if (!first) throw new Error(`${file} cannot be read, without a mistake`)
  return new Failure([first], formatDiagnostic(first, likePage({ file, text }) ? text : '', { width: 100 }))
}
