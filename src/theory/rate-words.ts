import type { RateClaim } from '../config/claim.ts'
import {
  type Exclusion,
  FLOOR_FACTOR,
  LARGEST_RELATIVE_ERROR,
  type ladderFault,
  type ScreenedHorizon,
  TRANSIENT_FACTOR,
} from '../stats/ladder.ts'
import type { PowerLaw } from '../stats/log-log.ts'

/** A horizon with the reason for which it does not enter the fit. */
export interface JudgedHorizon extends ScreenedHorizon {
  readonly out: Exclusion | 'hypothesis' | null
}

/** What a ladder of horizons lacks. */
export const FAULTS: Readonly<Record<NonNullable<ReturnType<typeof ladderFault>>, string>> = {
  'too few': 'a slope needs at least 5 of them',
  'too short': 'a slope needs 1.5 decades, a factor 32 from the first to the last',
  'not geometric': 'a slope needs a geometric progression, such as 100, 400, 1600, ...',
}

const REASONS: Readonly<Record<Exclusion | 'hypothesis', string>> = {
  hypothesis: 'a hypothesis is not met',
  transient: `shorter than ${TRANSIENT_FACTOR} transients`,
  'not-a-number': 'not a number',
  'not-positive': 'not positive',
  noise: `within ${FLOOR_FACTOR} standard errors of 0`,
  floor: `within ${FLOOR_FACTOR} times the floor`,
}

/** `5 horizons, T = 100 ... 10000`. */
export function enumerate(used: readonly { readonly horizon: number }[], over: RateClaim['over']): string {
  const horizons = used.map(({ horizon }) => horizon)
  const [name, what] = over === 't' ? ['t', 'dependent recorded steps'] : ['T', 'horizons']
  return `${used.length} ${what}, ${name} = ${Math.min(...horizons)} ... ${Math.max(...horizons)}`
}

/** Which horizons were left out and why; empty if none was. */
export function leftOut(judged: readonly JudgedHorizon[], before = 'remain, '): string {
  const kinds = [...new Set(judged.map(({ out }) => out))].filter((out) => out !== null)
  const parts = kinds.map((kind) => {
    const horizons = judged.filter(({ out }) => out === kind).map(({ horizon }) => horizon)
    return `${horizons.join(', ')} (${REASONS[kind]})`
  })
  return parts.length > 0 ? `${before}left out: ${parts.join('; ')}` : ''
}

/** What a reader should know of a fit besides its interval; empty if nothing. */
export function cautions(used: readonly JudgedHorizon[], { over }: Pick<RateClaim, 'over'>): string {
  const largest = Math.max(...used.map(({ relativeError }) => relativeError))
  const [percent, bias] = [100 * largest, largest ** 2 / 2].map((value) => Number(value.toPrecision(2)))
  const noisy = `; relative errors up to ${percent} %, so logarithms are biased by up to ${bias}`
  return `${largest > LARGEST_RELATIVE_ERROR ? noisy : ''}${over === 't' ? '; one set of runs for all points' : ''}`
}

/** Slopes between neighbouring horizons, with the outer power. */
export function localSlopes({ local }: PowerLaw, outer: number): string {
  return `locally ${local.map(({ slope }) => Number((slope * outer).toPrecision(3))).join(', ')}`
}
