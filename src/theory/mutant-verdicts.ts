import type { Claim } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Traces } from '../run/traces.ts'
import type { Verdict } from '../run/verdict.ts'
import { worstOf } from './ledger.ts'
import { subset } from './subset.ts'

/** A mutant of a claim and what the claim's judge said of it. */
export interface MutantVerdict {
  /** The rule's name: `adopt@v_t`. */
  readonly rule: string
  /** What is wrong with it. */
  readonly note: string | null
  readonly caught: boolean
  /** `violated` at one of its points, if it was anywhere; null if nothing was judged. */
  readonly verdict: Verdict | null
}

type Judge = (experiment: Experiment, traces: Traces) => readonly Verdict[]

/**
 * The verdict that each mutant of a claim got. The judge is asked about one point at a time, as it asks itself about mutants:
 * they are no part of the family that Holm's rule speaks of.
 *
 * @param claim one of the experiment's
 * @param fates `caught` or `missed` by the mutant's label, as in the claim's verdicts
 */
export function mutantVerdicts(
  claim: Claim,
  experiment: Experiment,
  traces: Traces,
  fates: Readonly<Record<string, 'caught' | 'missed'>>,
  judge: Judge,
): MutantVerdict[] {
  const rules = claim.judge === 'static' ? claim.rules : experiment.optimizers
  return claim.mutants.map((label) => {
    const entry = rules.find((one) => one.label === label)
    const note = entry?.page.dialect ? (entry.page.dialects[entry.page.dialect]?.note ?? null) : null
    const verdicts = asked(claim, label, traces).flatMap(({ where, part }) => {
      const bare = { ...claim, optimizers: [label], where, mutants: [], expect: 'violated' as const }
      const about: Claim = bare.judge === 'static' ? { ...bare, rules: [] } : bare
      const optimizers = claim.judge === 'static' ? [...claim.rules] : experiment.optimizers
      return judge({ ...experiment, optimizers, claims: [about] }, part)
    })
    const verdict = verdicts.find(({ status }) => status === 'violated') ?? worstOf(verdicts)
    const rule = label.replace(` (mutant of ${claim.id})`, '')
    return { rule, note, caught: fates[label] === 'caught', verdict }
  })
}

/** The points at which a mutant is judged: each by itself, but for claims about a whole grid. */
function asked(claim: Claim, label: string, traces: Traces): { where: Claim['where']; part: Traces }[] {
  if (claim.judge === 'static') return [{ where: claim.where, part: traces }]
  const own = traces.runs.filter((run) => run.optimizer === label)
  // A wrong rule need not have every setting by which the claim picks its points.
  const where = Object.fromEntries(
    Object.entries(claim.where).filter(([name]) =>
      own.some(({ hyper, given }) => Object.hasOwn(hyper, name) || Object.hasOwn(given, name)),
    ),
  )
  if (claim.judge === 'region') return [{ where, part: traces }]
  const fits = own.filter(({ hyper, given }) =>
    Object.entries(where).every(([name, value]) => (hyper[name] ?? given[name]) === value),
  )
  const places = new Map(fits.map(({ problem, point }) => [JSON.stringify([problem, point]), { problem, point }]))
  return [...places.values()].map(({ problem, point }) => ({
    where,
    part: subset(traces, (run) => run.optimizer !== label || (run.problem === problem && run.point === point)),
  }))
}
