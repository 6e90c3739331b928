import { type ClaimTrials, type Fate, noticed, type Trial } from './trials.ts'

/** What the claims of a ledger notice of the mutants of one rule. */
export interface MutationScore {
  /** `adopt@original`. */
  readonly rule: string
  /** Mutants of which at least one claim is about the rule they were made of. */
  readonly tried: number
  /** Those that at least one claim notices. */
  readonly killed: number
  readonly survivors: readonly Survivor[]
}

/** A mutant that no claim notices. */
export interface Survivor {
  readonly name: string
  readonly note: string
  /** On how many claims it was tried with each fate but those that notice it. */
  readonly fates: Readonly<Partial<Record<Fate, number>>>
}

/** The scores of all rules, in the order in which they are met. */
export function mutationScores(pages: readonly (readonly ClaimTrials[])[]): MutationScore[] {
  const rules = new Map<string, Map<string, Trial[]>>()
  for (const { trials } of pages.flat()) {
    for (const trial of trials) {
      if (trial.kind !== 'mutant') continue
      const mutants = rules.get(trial.rule) ?? new Map<string, Trial[]>()
      rules.set(trial.rule, mutants)
      mutants.set(trial.name, [...(mutants.get(trial.name) ?? []), trial])
    }
  }
  return [...rules].map(([rule, mutants]) => {
    const alive = [...mutants].filter(([, trials]) => !trials.some(noticed))
    const survivors = alive.map(([name, trials]) => ({ name, note: trials[0]?.note ?? '', fates: counted(trials) }))
    return { rule, tried: mutants.size, killed: mutants.size - alive.length, survivors }
  })
}

function counted(trials: readonly Trial[]): Partial<Record<Fate, number>> {
  const counts: Partial<Record<Fate, number>> = {}
  for (const { fate } of trials) counts[fate] = (counts[fate] ?? 0) + 1
  return counts
}

/** Why a mutant is alive, in words. */
export function survivalWords({ fates }: Survivor): string {
  const { survived = 0, same = 0, untried = 0 } = fates
  const claims = (n: number) => (n === 1 ? '1 claim' : `${n} claims`)
  return [
    ...(survived > 0 ? [`${claims(survived)} ${survived === 1 ? 'holds' : 'hold'} of it too`] : []),
    ...(same > 0 ? [`computes the same at the settings of ${claims(same)}`] : []),
    ...(untried > 0 ? [`cannot be judged by ${claims(untried)}`] : []),
  ].join(', ')
}
