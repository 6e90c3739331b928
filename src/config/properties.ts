/** What a static claim can say of a rule. */
export const PROPERTIES = [
  'denominator-predictable',
  'denominator-monotone',
  'numerator-gradient',
  'numerator-moment',
  'numerator-normalised',
  'bounded-step',
  'scale-invariant',
  'coordinate-wise',
] as const

export type Property = (typeof PROPERTIES)[number]
