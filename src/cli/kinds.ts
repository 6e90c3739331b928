import type { Kind } from '../config/library.ts'

/** The kinds of pages of the catalogue, in the order in which `list` shows them. */
export const KINDS = [
  'optimizer',
  'problem',
  'noise',
  'average',
  'measure',
  'prediction',
] as const satisfies readonly Kind[]

/** A kind with its article. */
export const article = (kind: Kind): string => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`

/** What can be listed: the pages of a kind, or the mutants of all optimizers. */
export type Listed = (typeof KINDS)[number] | 'mutant'

/** The same as a user asks for them: `adam-lab list optimizers`. */
export const LISTS = {
  optimizers: 'optimizer',
  problems: 'problem',
  noises: 'noise',
  averages: 'average',
  measures: 'measure',
  predictions: 'prediction',
  mutants: 'mutant',
} as const satisfies Record<string, Listed>
