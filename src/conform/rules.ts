import type { OptimizerEntry, Settings } from '../config/entry.ts'
import type { Catalog } from '../config/library.ts'
import { loadExperiment } from '../config/load.ts'
import { loadPage } from '../config/page.ts'
import type { OptimizerPage } from '../config/pages.ts'
import { readDocument } from '../config/read.ts'
import { type Diagnostic, Diagnostics } from '../lang/source.ts'

/** An update rule that a trace may follow. */
export interface Rule {
  /** `adam`, `adopt@original`, or the label that a user's page gives. */
  readonly name: string
  readonly page: OptimizerPage
  /** The user's page that it was read from; null for the catalog. */
  readonly file: string | null
  /** Values that the user's page gives to hyperparameters; the rest have their defaults. */
  readonly settings: Settings
  /** Wrong on purpose: a mutant of the catalog, which no implementation should follow. */
  readonly mutant: boolean
}

/** Every optimizer of the catalog with all its dialects and mutants. */
export function catalogRules(catalog: Catalog): Rule[] {
  return catalog
    .names('optimizer')
    .flatMap((name) => dialects(name, (dialect) => catalog.page('optimizer', name, dialect), null))
}

function dialects(name: string, load: (dialect?: string) => OptimizerPage, file: string | null): Rule[] {
  const base = load()
  const rule = { page: base, file, settings: {}, mutant: false }
  return [
    { ...rule, name },
    ...Object.entries(base.dialects).map(([dialect, { breaks }]) => ({
      ...rule,
      name: `${name}@${dialect}`,
      page: load(dialect),
      mutant: breaks !== null,
    })),
  ]
}

/** What reading a user's page needs. */
interface PageOptions {
  readonly file: string
  readonly catalog: Catalog
  /** Reads a file named in the page, relative to the page. Throws if it cannot. */
  readFile(path: string): string
}

/**
 * The rules of a user's page: the page of an optimizer with its dialects, or the optimizers of an experiment.
 *
 * @returns null if there is any mistake
 */
export function pageRules(
  text: string,
  options: PageOptions,
): { rules: Rule[] | null; diagnostics: readonly Diagnostic[] } {
  const { file, catalog } = options
  const value = readDocument(file, text, new Diagnostics())?.value
  if (typeof value === 'object' && value !== null && 'step' in value) return optimizerRules(text, file, catalog)
  const { experiment, diagnostics } = loadExperiment(text, options)
  if (!experiment) return { rules: null, diagnostics }
  const asked = experiment.optimizers.filter(({ mutantOf }) => mutantOf === null)
  const rules = asked.map(({ label: name, page, settings }: OptimizerEntry) => {
    return { name, page, file, settings, mutant: false }
  })
  return { rules, diagnostics }
}

function optimizerRules(text: string, file: string, catalog: Catalog): ReturnType<typeof pageRules> {
  const load = (dialect?: string) => loadPage('optimizer', text, { file, catalog, ...(dialect ? { dialect } : {}) })
  const base = load()
  if (!base.page) return { rules: null, diagnostics: base.diagnostics }
  const wrong = Object.keys(base.page.dialects).flatMap((dialect) => load(dialect).diagnostics)
  if (wrong.length > 0) return { rules: null, diagnostics: wrong }
  const rules = dialects(base.page.name, (dialect) => load(dialect).page as OptimizerPage, file)
  return { rules, diagnostics: base.diagnostics }
}

/**
 * The rules with names that differ: those of the catalog keep theirs, and a user's rule that has the name of another is told
 * apart by its file.
 */
export function distinctRules(rules: readonly Rule[]): Rule[] {
  const used = new Set(rules.flatMap(({ name, file }) => (file === null ? [name] : [])))
  return rules.map((rule) => {
    if (rule.file === null) return rule
    let name = used.has(rule.name) ? `${rule.name} (${rule.file})` : rule.name
    for (let copy = 2; used.has(name); copy++) name = `${rule.name} (${rule.file}) #${copy}`
    used.add(name)
    return { ...rule, name }
  })
}
