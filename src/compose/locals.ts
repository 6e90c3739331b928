import type { Statement } from '../lang/syntax.ts'

/** Names to which statements give a value, in their order. */
export const assignedNames = (statements: readonly Statement[]): string[] => [
  ...new Set(
    statements.flatMap((one) =>
      one.kind === 'repeat' ? assignedNames(one.body) : one.kind === 'assign' && one.index === null ? [one.target] : [],
    ),
  ),
]
