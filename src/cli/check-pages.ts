import type { Plan } from '../lab/prepare.ts'
import { claimTwice, noClaims, noPages } from '../messages/asked.ts'
import { clipPath } from '../text/clip.ts'
import { failure } from './failure.ts'
import { LEDGER, ledgerPages } from './ledger-pages.ts'
import { onceEach, type PageInError } from './page-in-error.ts'
import { namesakes, type Prepared, prepareEach, refused } from './pages.ts'

export interface Selection {
  readonly fast?: boolean | undefined
  readonly mutants: boolean
}

/** The pages of a check. */
export interface CheckPages extends Prepared {
  /** All that were asked for, in their order. */
  readonly files: readonly string[]
}

/**
 * The pages of a check: those that can be run, in order and with claims, and those in error, each with every problem shown. What a page
 * has in common with one before it is an error of the later one.
 *
 * @param paths pages and folders; the whole ledger if there are none
 * @throws Failure if there is nothing to check
 */
export async function checkPages(paths: readonly string[], { fast = false, mutants }: Selection): Promise<CheckPages> {
  const found = await ledgerPages(paths.length > 0 ? paths : [LEDGER], fast)
  const prepared = await prepareEach(found, { mutants })
  const asked = prepared.plans.filter(({ experiment }) => !fast || experiment.tier === 'fast')
  const claiming = asked.filter(({ experiment }) => experiment.claims.length > 0)
  const idle = asked.filter(({ file, experiment }) => experiment.claims.length === 0 && !/\bfigures\b/.test(file))
  const inError = onceEach([
    ...prepared.inError,
    ...idle.map(({ file }) => refused(file, noClaims(file))),
    ...namesakes(claiming).map(({ file, why }) => refused(file, why)),
    ...claimsTwice(claiming),
  ])
  if (claiming.length + inError.length === 0) {
    const where = paths.length > 0 ? paths.map(clipPath).join(', ') : LEDGER
    throw failure(
      fast
        ? noPages(`no page in ${where} is of the fast tier`, "'tier: fast' on a page makes it so")
        : noPages(`no page in ${where} has claims`),
    )
  }
  const wrong = new Set(inError.map(({ file }) => file))
  const plans = claiming.filter(({ file }) => !wrong.has(file))
  const known = new Set([...wrong, ...plans.map(({ file }) => file)])
  return { plans, inError, files: found.filter((file) => known.has(file)) }
}

/** One id, one claim: baselines and explanations are looked up by it. */
function claimsTwice(plans: readonly Plan[]): PageInError[] {
  const places = new Map<string, string>()
  return plans.flatMap(({ file, experiment }) =>
    experiment.claims.flatMap(({ id, at }) => {
      const place = `${clipPath(file)}:${at.line}`
      const other = places.get(id)
      if (other === undefined) places.set(id, place)
      return other === undefined ? [] : [refused(file, claimTwice(id, other, place), at.line)]
    }),
  )
}
