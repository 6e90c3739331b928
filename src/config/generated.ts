import type { Catalog } from './library.ts'
import type { OptimizerPage } from './pages.ts'

/** What a name after `@` says: a mutant that is made of the rule, `v-old`, or of one of its dialects, `original/v-new`. */
function parts(name: string): { readonly dialect: string | undefined; readonly mutant: string } {
  const slash = name.indexOf('/')
  return slash < 0
    ? { dialect: undefined, mutant: name }
    : { dialect: name.slice(0, slash), mutant: name.slice(slash + 1) }
}

/** The rule that the mutant of a name is made of. */
export const ruleOfMutant = (name: string, load: (dialect?: string) => OptimizerPage): OptimizerPage =>
  load(parts(name).dialect)

/** The same; null if it has no such dialect. */
function broken(name: string, load: (dialect?: string) => OptimizerPage): OptimizerPage | null {
  const { dialect } = parts(name)
  if (dialect === undefined) return load()
  return Object.hasOwn(load().dialects, dialect) ? load(dialect) : null
}

/**
 * The mutant of a rule that is called so after `@`, made now; null if there is none.
 *
 * @param load the rule, in one of its dialects if it is given one
 */
export function generatedMutant(
  { mutation }: Pick<Catalog, 'mutation'>,
  name: string,
  load: (dialect?: string) => OptimizerPage,
): OptimizerPage | null {
  const page = broken(name, load)
  return page && mutation.find(page, parts(name).mutant)
}

/** What may be called so instead: the mutants of the same rule, as they stand after `@`. */
export function generatedNames(
  { mutation }: Pick<Catalog, 'mutation'>,
  name: string,
  load: (dialect?: string) => OptimizerPage,
): string[] {
  const page = broken(name, load)
  const { dialect } = parts(name)
  return page ? mutation.names(page).map((mutant) => (dialect === undefined ? mutant : `${dialect}/${mutant}`)) : []
}
