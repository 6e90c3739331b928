/** Words for how strong a statement is: what kind of check would show it wrong. */
export const STRENGTHS = [
  'exact identity',
  'exact limit',
  'explicit bound',
  'tight rate',
  'upper rate',
  'region boundary',
  'ordering',
  'transient length',
  'equivalence',
  'empirical-only',
] as const

export type Strength = (typeof STRENGTHS)[number]
