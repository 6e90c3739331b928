/**
 * Bounds on the size of a page's text, far above what a person writes. They exist so that a hostile or a generated page
 * gets an error message, not an exhausted stack or memory.
 */
export const LIMITS = {
  /** Characters of one formula or statement. */
  formula: 10_000,
  /** Characters of one block. */
  block: 100_000,
  /** Levels of brackets, signs, powers and conditionals inside each other. */
  nesting: 200,
  /** Depth of the syntax tree; `a + b + c + ...` deepens it by one a term. */
  depth: 1000,
  /** Statements that one block may run once its `repeat`s are unrolled. */
  statements: 10_000,
  /** Terms of one `sum(j = 1:n, ...)`, which is unrolled. */
  terms: 10_000,
  /** Steps that `past(g, n)` may look back: each is a state of every lane. */
  delay: 1000,
} as const
