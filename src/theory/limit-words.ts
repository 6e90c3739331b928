import { count } from '../budget/limits.ts'
import { apart, short } from './digits.ts'
import type { Furthest } from './furthest.ts'
import { countOf, type Seen } from './seen.ts'
import type { Steps } from './span.ts'

/** What was measured of a limit, and what it should be. */
export interface LimitSentence {
  readonly range: string
  readonly target: string
}

interface About {
  readonly measure: string
  readonly horizon: number
  readonly predicted: number
  readonly within: number
}

/** @param certain what was measured, where nothing is left to chance */
export function ofOneStep(
  { measure, horizon, predicted, within }: About,
  certain: Seen | undefined,
  [low, high]: readonly [number, number],
): LimitSentence {
  const told = apart([low, high], [predicted - within, predicted + within])
  const target = within === 0 ? told(predicted) : `${told(predicted)} +- ${short(within)}`
  if (certain === undefined)
    return { range: `the median of ${measure} at T = ${horizon} is ${between(told, [low, high])}`, target }
  const range =
    certain.t === horizon
      ? `${measure} ends at ${told(low)} at T = ${horizon}`
      : `${measure} is ${told(low)} at t = ${certain.t}, T = ${horizon}`
  return { range, target }
}

const between = (told: (value: number) => string, [low, high]: readonly [number, number]): string =>
  low === high ? told(low) : `in [${told(low)}, ${told(high)}]`

/** @param distance of the seeds' largest distances from the prediction the median, as an interval */
export function ofWindow(
  { measure, horizon, predicted, within }: About,
  steps: Steps,
  { values, every, recorded }: Furthest,
  certain: boolean,
  distance: readonly [number, number],
): LimitSentence {
  const last = `of the last ${count(countOf(steps))} steps up to T = ${horizon}`
  const place = every ? `at every one ${last}` : `at the ${recorded} recorded ${last}`
  const [first] = values
  if (certain && first) {
    const told = apart([first.value], [predicted - within, predicted + within])
    const target = within === 0 ? told(predicted) : `${told(predicted)} +- ${short(within)}`
    return { range: `${measure} ${place} is furthest off at t = ${first.t}: ${told(first.value)}`, target }
  }
  const told = apart(distance, [within])
  const range = `the largest distance of ${measure} from ${short(predicted)} ${place} has the median ${between(told, distance)}`
  return { range, target: `0 +- ${told(within)}` }
}
