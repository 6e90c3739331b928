import type { Kind } from '../config/library.ts'

/** The kinds of pages of the catalogue, in the order in which `list` shows them. */
export const KINDS = ['optimizer', 'problem', 'noise', 'average', 'measure'] as const satisfies readonly Kind[]

/** The same as a user asks for them: `adam-lab list optimizers`. */
export const LISTS = ['optimizers', 'problems', 'noises', 'averages', 'measures'] as const

/** What a list lists. */
export const kindOf = (list: (typeof LISTS)[number]): Kind => KINDS[LISTS.indexOf(list)] ?? 'optimizer'
