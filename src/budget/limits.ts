/**
 * What a page may cost, far above what a person asks for: a hostile, a generated or a mistyped page gets a message that names the
 * count, before any work, and not an exhausted stack or memory. docs/pages.md has the same numbers in words.
 */
export const LIMITS = {
  /** Characters of a page. */
  page: 1_000_000,
  /** Characters of a name: with endings it becomes the name of a file, which has at most 255. */
  name: 100,
  /** Characters of one formula or statement. */
  formula: 10_000,
  /** Characters of one block. */
  block: 100_000,
  /** Levels of brackets, signs, powers and conditionals inside each other. */
  nesting: 200,
  /** Depth of the syntax tree; `a + b + c + ...` deepens it by one a term. */
  depth: 1000,
  /** Statements that one block may run once its `repeat`s are written out. */
  statements: 10_000,
  /** Terms of one `sum(j = 1:n, ...)`, which is written out. */
  terms: 10_000,
  /** Terms of sums inside each other, written out: the product of their numbers. */
  nested: 100_000,
  /** Operations of one step, a vector operation counted once. */
  operations: 15_000,
  /** Nodes of one formula graph while it is built: what of them a step needs is counted as its operations. */
  nodes: 300_000,
  /** Programs of a problem and an optimizer: of settings that a program is made from, each value needs one of its own. */
  programs: 1000,
  /** Steps that `past(g, n)` may look back: each is a state of every lane. */
  delay: 1000,
  /** Stages of one state. */
  stages: 1000,
  /** Coordinates of a problem. */
  dimension: 10_000_000,
  /** Numbers of one problem's data: they become constants of the program. */
  data: 1_000_000,
  /** Runs of one page. */
  runs: 1_000_000,
  /** Numbers that a page may record: 8 bytes each, held in memory when it is judged. */
  values: 400_000_000,
  /** Bytes of the states of two lanes, the fewest that run together. */
  memory: 1_500_000_000,
  /** Floating-point operations that one exact prediction may take, about: some seconds. */
  prediction: 200_000_000,
  /** The same for all predictions of a page, at all points of its grids: some minutes. */
  predictions: 20_000_000_000,
} as const

/** A count with its thousands: `1,000,000`. */
export const count = (n: number): string => n.toLocaleString('en', { maximumFractionDigits: 0 })

/** A number of bytes: `25.6 GB`, `160 MB`. */
export const bytes = (n: number): string =>
  n >= 1e9 ? `${(n / 1e9).toLocaleString('en', { maximumFractionDigits: 1 })} GB` : `${count(n / 1e6)} MB`
