import { composeVariants } from '../compose/variants.ts'
import type { Claim } from '../config/claim.ts'
import type { OptimizerEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import { countValues } from '../config/size.ts'
import { withoutMutants } from '../config/without-mutants.ts'
import { Diagnostics } from '../lang/source.ts'
import { type RunOptions, runExperiment } from '../run/run.ts'
import type { Run, Traces } from '../run/traces.ts'
import type { UnitStore } from '../run/unit-store.ts'
import type { Verdict } from '../run/verdict.ts'
import { isDecided } from '../theory/standing.ts'
import { subset } from '../theory/subset.ts'
import { type ClaimTrials, type Fate, fateOf, type Trial } from '../theory/trials.ts'
import { judgeTraces } from './judge.ts'
import { type TrialOptions, type WrongRule, wrongRules } from './wrong-rules.ts'

/** Numbers that the rules which run together may record. */
const TOGETHER = 2e7

/** An optimizer with more work than this, lane-steps times coordinates, is tried on a sample of its mutants: each would take as much. */
const LONG = 2e6

/** A claim that can be told from its opposite, with a rule in the place of one that it is about. */
interface Pairing {
  readonly claim: Claim
  readonly wrong: WrongRule
}

const NO_TRACES: Traces = { measures: [], runs: [], times: () => [], values: () => new Float64Array() }

/**
 * Tries each claim that came out as expected on other rules in the place of those that it is about: mutants of them, and rivals. They run
 * with the settings and the seeds of the page, and are judged as the claim itself is; they are stored nowhere.
 *
 * @param verdicts those of the page
 * @returns what was tried on each claim; of no claim if it was interrupted
 */
export async function tryClaims(
  experiment: Experiment,
  verdicts: readonly Verdict[],
  what: TrialOptions,
  options: Pick<RunOptions, 'store' | 'system' | 'jobs' | 'signal'>,
): Promise<ClaimTrials[]> {
  const page = withoutMutants(experiment)
  const claims = page.claims.filter((claim) => isTold(claim, verdicts))
  const judged = page.optimizers.filter(({ label }) => claims.some(({ optimizers }) => optimizers.includes(label)))
  const long = new Set(judged.filter((entry) => workOf(page, entry) > LONG).map(({ label }) => label))
  const some = (label: string) => (what.mutants === 'all' && long.has(label) ? 'sample' : what.mutants)
  const all = judged.flatMap((entry) => wrongRules(entry, { ...what, mutants: some(entry.label) }))
  const pairs = claims.flatMap((claim) =>
    all
      .filter(({ of, kind }) => claim.optimizers.includes(of) && (kind === 'mutant' || claim.expect === 'holds'))
      .map((wrong): Pairing => ({ claim, wrong })),
  )
  const fates = new Map<Pairing, Fate>()
  for (const pair of pairs) if (pair.claim.judge === 'static') fates.set(pair, ofStatic(page, pair))
  for (const wrongs of together(page, all)) {
    const own = pairs.filter(({ claim, wrong }) => claim.judge !== 'static' && wrongs.includes(wrong))
    if (own.length === 0) continue
    const found = await ofMeasured(page, own, options)
    if (!found) return []
    for (const [pair, fate] of found) fates.set(pair, fate)
  }
  return claims.map(({ id, judge, optimizers }) => ({
    claim: id,
    sampled: judge !== 'static' && optimizers.some((label) => some(label) === 'sample'),
    trials: pairs.flatMap((pair): Trial[] => {
      const { kind, of, rule, name, note } = pair.wrong
      return pair.claim.id === id ? [{ kind, of, rule, name, note, fate: fates.get(pair) ?? 'untried' }] : []
    }),
  }))
}

/** Whether a claim came out as expected at some place, and so that it could have come out otherwise. */
const isTold = ({ id, expect }: Claim, verdicts: readonly Verdict[]): boolean =>
  isDecided(expect) && verdicts.some(({ claim, status }) => claim === id && status === expect)

/** Lane-steps times coordinates that the runs of one optimizer take. */
function workOf(page: Experiment, entry: OptimizerEntry): number {
  const steps = page.horizons.reduce((sum, horizon) => sum + horizon, 0)
  const variants = composeVariants({ ...page, optimizers: [entry] }, new Diagnostics())
  const lanes = variants.reduce((sum, { points, program }) => sum + points.length * program.dimension, 0)
  return lanes * steps * page.seeds.length
}

/** Groups of rules that record no more than is held at once. */
function together(page: Experiment, all: readonly WrongRule[]): WrongRule[][] {
  const groups: WrongRule[][] = []
  let room = 0
  for (const wrong of all) {
    const values = countValues({ ...page, optimizers: [wrong.entry] })
    const last = groups.at(-1)
    if (last && values <= room) last.push(wrong)
    else {
      groups.push([wrong])
      room = TOGETHER
    }
    room -= values
  }
  return groups
}

/** The claim as if it were about the other rule. */
function about({ claim, wrong }: Pairing): Claim {
  const other = { optimizers: [wrong.entry.label], mutants: [] }
  return claim.judge === 'static' ? { ...claim, ...other, rules: [] } : { ...claim, ...other }
}

function ofStatic(page: Experiment, pair: Pairing): Fate {
  const optimizers = [...page.optimizers, pair.wrong.entry]
  return fateOf(judgeTraces({ ...page, optimizers, claims: [about(pair)] }, NO_TRACES, new Diagnostics()), false)
}

async function ofMeasured(
  page: Experiment,
  pairs: readonly Pairing[],
  { store, ...options }: Pick<RunOptions, 'store' | 'system' | 'jobs' | 'signal'>,
): Promise<[Pairing, Fate][] | null> {
  const wrongs = [...new Set(pairs.map(({ wrong }) => wrong))]
  const asked = new Set([...wrongs.map(({ of }) => of), ...pairs.flatMap(({ claim }) => against(claim))])
  const kept = page.optimizers.filter(({ label }) => asked.has(label))
  const extended = { ...page, optimizers: [...kept, ...wrongs.map(({ entry }) => entry)], plots: [] }
  // Mistakes of the page have been told; a rule that has some of its own has no runs.
  const { traces, interrupted } = await runExperiment(extended, {
    ...options,
    store: store && readOnly(store),
    sink: new Diagnostics(),
  })
  if (interrupted) return null
  return wrongs.flatMap((wrong) => {
    const { label } = wrong.entry
    const part = subset(traces, ({ optimizer }) => optimizer === label || asked.has(optimizer))
    const own = part.runs.filter(({ optimizer }) => optimizer === label)
    const same = own.length > 0 && computesTheSame(part, label, wrong.of)
    const diverged = own.some(({ status }) => status === 'diverged')
    return pairs
      .filter((pair) => pair.wrong === wrong)
      .map((pair): [Pairing, Fate] => {
        if (own.length === 0) return [pair, 'untried']
        if (same) return [pair, 'same']
        return [pair, fateOf(judgeTraces({ ...extended, claims: [about(pair)] }, part, new Diagnostics()), diverged)]
      })
  })
}

/** Whether all that is recorded of two optimizers is equal, bit for bit: then no claim of the page could tell them apart. */
function computesTheSame(traces: Traces, one: string, other: string): boolean {
  const key = ({ problem, point, horizon, seed }: Run) => JSON.stringify([problem, point, horizon, seed])
  const others = new Map<string, number>()
  traces.runs.forEach((run, index) => {
    if (run.optimizer === other) others.set(key(run), index)
  })
  const equal = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    a.length === b.length && Array.from(a).every((value, k) => Object.is(value, b[k]))
  return [...traces.runs.entries()].every(([index, run]) => {
    if (run.optimizer !== one) return true
    const partner = others.get(key(run))
    const theirs = partner === undefined ? undefined : traces.runs.at(partner)
    if (partner === undefined || !theirs || !equal(run.x ?? [], theirs.x ?? [])) return false
    return traces.measures.every((_, m) => equal(traces.values(index, m), traces.values(partner, m)))
  })
}

const against = (claim: Claim): readonly string[] => ('against' in claim ? [claim.against].flat() : [])

/** What is stored can be used again, and nothing is added. */
const readOnly = (store: UnitStore): UnitStore => ({
  clear: async () => {},
  prepare: () => store.prepare(),
  load: (shelf, signal) => store.load(shelf, signal),
  publish: async () => {},
})
