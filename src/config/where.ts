/** Which values of a setting, or of the horizon `T`, a claim speaks of: one, some, or all between two ends. */
export type Condition = number | readonly number[] | Interval

/** `from` and `to` are in it, `above` and `below` are not; an end that is left out is open. */
export interface Interval {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly above?: number | undefined
  readonly below?: number | undefined
}

/** Conditions by the name of the setting; `T` is the horizon. */
export type Where = Readonly<Record<string, Condition>>

/** The name by which conditions speak of the horizon. */
export const HORIZON = 'T'

const isList = (condition: Condition): condition is readonly number[] => Array.isArray(condition)

/** Whether a value is one that a condition speaks of. A setting that is a formula is none. */
export function meets(value: number | string | undefined, condition: Condition): boolean {
  if (typeof value !== 'number') return false
  if (typeof condition === 'number') return value === condition
  if (isList(condition)) return condition.includes(value)
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = condition
  const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = condition
  const inside = value >= from && value <= to
  return inside && (condition.above === undefined || value > above) && (condition.below === undefined || value < below)
}

/** Whether a horizon is one that a claim speaks of: all are unless it says otherwise. */
export const meetsHorizon = (where: Where, horizon: number): boolean =>
  where[HORIZON] === undefined || meets(horizon, where[HORIZON])

/** The conditions on settings, which pick points of a grid. */
export const onSettings = (where: Where): [string, Condition][] =>
  Object.entries(where).filter(([name]) => name !== HORIZON)

/** A condition in words: `0.1`, `0.1, 0.9`, `from 0.1, below 1`. */
export function conditionText(condition: Condition): string {
  if (typeof condition === 'number') return String(condition)
  if (isList(condition)) return condition.join(', ')
  return (['from', 'above', 'to', 'below'] as const)
    .flatMap((end) => (condition[end] === undefined ? [] : [`${end} ${condition[end]}`]))
    .join(', ')
}

/** What has the value of a condition: `beta2 = 0.1`, `T from 1000`. */
export const conditionOn = (name: string, condition: Condition): string =>
  `${name} ${typeof condition === 'number' || isList(condition) ? '= ' : ''}${conditionText(condition)}`

/** Conditions as the place of a verdict on nothing. */
export const whereAsPlace = (where: Where): Record<string, number | string> =>
  Object.fromEntries(
    Object.entries(where).map(([name, condition]) => [
      name,
      typeof condition === 'number' ? condition : conditionText(condition),
    ]),
  )
