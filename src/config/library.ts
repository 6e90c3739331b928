import type { Definitions } from '../lang/definition.ts'
import type { Derivations } from './derived.ts'
import type { OptimizerPage, Page } from './pages.ts'

export type Kind = Page['kind']
export type PageOf<K extends Kind> = Extract<Page, { kind: K }>

/** Where pages come from by name. */
export interface Catalog {
  names(kind: Kind): readonly string[]
  /** The page as written. */
  text(kind: Kind, name: string): string
  /** A page, in the dialect if one is named. Throws if there is none, or if a built-in page is in error. */
  page<K extends Kind>(kind: K, name: string, dialect?: string): PageOf<K>
  /** The predictions that a formula may call. */
  readonly definitions: Definitions
  /** Functions of numbers that a prediction's page may name instead of a formula: series, roots, integrals. */
  readonly code: ReadonlyMap<string, (...args: number[]) => number>
  /** What computes predictions that name a rule, a threshold or a least number. */
  readonly derive: Derivations
  /** How rules are broken: the names of what can be broken in a rule, and the rule with that broken; null if it has nothing of that name. */
  readonly mutation: {
    names(page: OptimizerPage): readonly string[]
    find(page: OptimizerPage, name: string): OptimizerPage | null
  }
  /** Rules that are written in an experiment, by label, with their settings that are grids; null for one that is in error. */
  readonly own?: {
    names(): Iterable<string>
    find(label: string): { readonly page: OptimizerPage; readonly grids: readonly string[] } | null | undefined
  }
}
