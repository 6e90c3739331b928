import type { OptimizerEntry } from '../config/entry.ts'
import type { Catalog } from '../config/library.ts'
import type { OptimizerPage } from '../config/pages.ts'
import { type Mutant, mutantsOf } from '../mutate/mutants.ts'
import { mutantTitle } from '../mutate/page.ts'
import type { Trial } from '../theory/trials.ts'

/** Rules that are tried in the place of others: of different kinds, and so common that a claim of which they are as true says little of its own rule. */
export const RIVALS: readonly string[] = ['sgd', 'signsgd', 'momentum', 'adagrad', 'rmsprop', 'adam', 'amsgrad', 'lion']

/** How many mutants of a rule are a sample of them. */
const SAMPLE = 8

export interface TrialOptions {
  /** All mutants of each judged rule, a sample of them, or none. */
  readonly mutants: 'all' | 'sample' | 'none'
  readonly rivals: boolean
  readonly catalog: Catalog
}

/** An entry with another rule in place of its own. */
export interface WrongRule extends Pick<Trial, 'kind' | 'of' | 'rule' | 'name' | 'note'> {
  readonly entry: OptimizerEntry
}

/** The rules that are tried in the place of an optimizer. */
export function wrongRules(entry: OptimizerEntry, { mutants, rivals, catalog }: TrialOptions): WrongRule[] {
  const { page, label } = entry
  const rule = ruleName(entry)
  const made = (name: string, other: OptimizerPage): OptimizerEntry => ({
    page: other,
    label: mutantTitle(label, name),
    settings: entry.settings,
    mutantOf: label,
  })
  const broken = mutants === 'none' ? [] : chosen(known(page, catalog), mutants)
  const others = rivals ? RIVALS.filter((name) => name !== page.name) : []
  return [
    ...broken.map(
      ({ name, note, page: other }): WrongRule => ({
        kind: 'mutant',
        of: label,
        rule,
        name,
        note,
        entry: made(name, other),
      }),
    ),
    ...others.map((name): WrongRule => {
      const other = catalog.page('optimizer', name)
      // It has the hyperparameters of the judged rule too, for formulas of claims may refer to them.
      const hyper = { ...page.hyper, ...other.hyper }
      return { kind: 'rival', of: label, rule, name, note: other.title, entry: made(name, { ...other, hyper }) }
    }),
  ]
}

/** The rule of an optimizer, by its name in the catalog; of one that is written in the experiment, its label. */
export const ruleName = ({ page, label, use }: OptimizerEntry): string =>
  use === undefined ? label : page.dialect === null ? page.name : `${page.name}@${page.dialect}`

const pages = new WeakMap<OptimizerPage, readonly Mutant[]>()

function known(page: OptimizerPage, { definitions }: Catalog): readonly Mutant[] {
  const before = pages.get(page)
  if (before) return before
  const { mutants } = mutantsOf(page, definitions)
  pages.set(page, mutants)
  return mutants
}

/** Spread evenly over the list, so that a sample has mutants of many operators, and always the same ones. */
function chosen(all: readonly Mutant[], which: 'all' | 'sample'): readonly Mutant[] {
  if (which === 'all' || all.length <= SAMPLE) return all
  return Array.from({ length: SAMPLE }, (_, k) => all[Math.floor((k * all.length) / SAMPLE)] as Mutant)
}
