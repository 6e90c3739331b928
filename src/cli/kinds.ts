import type { Kind } from '../config/library.ts'

/** The kinds of pages of the catalogue, in the order in which `list` shows them. */
export const KINDS = ['optimizer', 'problem', 'noise', 'average', 'measure'] as const satisfies readonly Kind[]
