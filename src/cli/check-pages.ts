import type { Plan } from '../lab.ts'
import { Failure } from './failure.ts'
import { LEDGER, ledgerPages } from './ledger-pages.ts'
import { prepareAll } from './pages.ts'

export interface Selection {
  readonly fast?: boolean | undefined
  readonly mutants: boolean
}

/**
 * The pages of a check, in order and with claims; null, and every problem shown, if one of them is in error.
 *
 * @param paths pages and folders; the whole ledger if there are none
 * @throws Failure if there is nothing to check, or two claims have one id
 */
export async function checkPages(
  paths: readonly string[],
  { fast = false, mutants }: Selection,
): Promise<Plan[] | null> {
  const files = await ledgerPages(paths.length > 0 ? paths : [LEDGER], fast)
  const prepared = await prepareAll(files, { mutants })
  if (!prepared) return null
  const asked = prepared.filter(({ experiment }) => !fast || experiment.tier === 'fast')
  const plans = asked.filter(({ experiment }) => experiment.claims.length > 0)
  const idle = asked.find(({ file, experiment }) => experiment.claims.length === 0 && !/\bfigures\b/.test(file))
  if (idle) throw new Failure(`'${idle.file}' has no claims, so there is nothing in it to check`)
  if (plans.length === 0) {
    const where = paths.length > 0 ? paths.join(', ') : LEDGER
    throw new Failure(
      fast
        ? `no page in ${where} is of the fast tier; 'tier: fast' on a page makes it so`
        : `no page in ${where} has claims`,
    )
  }
  distinctClaims(plans)
  return plans
}

/** One id, one claim: baselines and explanations are looked up by it. */
function distinctClaims(plans: readonly Plan[]): void {
  const places = new Map<string, string>()
  for (const { file, experiment } of plans) {
    for (const { id, at } of experiment.claims) {
      const place = `${file}:${at.line}`
      const other = places.get(id)
      if (other !== undefined) throw new Failure(`the claim '${id}' is there twice: ${other} and ${place}`)
      places.set(id, place)
    }
  }
}
