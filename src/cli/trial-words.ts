import { plural } from '../text/plural.ts'
import { type MutationScore, mutationScores, survivalWords } from '../theory/mutation-score.ts'
import { type ClaimTrials, counts, noticed } from '../theory/trials.ts'
import { type TextColumn, table } from './table.ts'
import { terminal } from './terminal.ts'

/** Survivors that are named on a line; of more, their number. */
const NAMED = 6

const CLAIM_COLUMNS: readonly TextColumn[] = [
  { head: 'claim', cut: true },
  { head: 'mutants killed', align: 'right' },
  { head: 'rivals that pass', cut: true },
]

const RULE_COLUMNS: readonly TextColumn[] = [
  { head: 'rule', cut: true },
  { head: 'mutants', align: 'right' },
  { head: 'killed', align: 'right' },
  { head: 'share', align: 'right' },
]

/** What was tried on each claim, what all claims together notice of each rule, and what they do not. */
export function trialLines(pages: readonly (readonly ClaimTrials[])[]): string[] {
  const claims = pages.flat().filter(({ trials }) => trials.length > 0)
  if (claims.length === 0) return []
  const scores = mutationScores(pages)
  return [
    ...table(CLAIM_COLUMNS, claims.map(claimRow), terminal.width),
    ...(scores.length > 0 ? ['', ...table(RULE_COLUMNS, scores.map(ruleRow), terminal.width)] : []),
    ...scores.flatMap(survivorLines),
  ]
}

function claimRow({ claim, trials, sampled }: ClaimTrials): string[] {
  const told = trials.filter(counts)
  const mutants = told.filter(({ kind }) => kind === 'mutant')
  const rivals = [...new Set(told.filter((one) => one.kind === 'rival' && !noticed(one)).map(({ name }) => name))]
  const killed =
    mutants.length === 0 ? '' : `${mutants.filter(noticed).length}/${mutants.length}${sampled ? ' of a sample' : ''}`
  return [claim, killed, rivals.join(', ')]
}

const ruleRow = ({ rule, tried, killed }: MutationScore): string[] => [
  rule,
  String(tried),
  String(killed),
  `${((100 * killed) / tried).toFixed(1)} %`,
]

function survivorLines({ rule, survivors }: MutationScore): string[] {
  if (survivors.length === 0) return []
  return [
    '',
    `${plural(survivors.length, 'mutant')} of ${rule} that no claim notices:`,
    ...survivors.map((one) => `  ${one.name}, ${one.note}: ${survivalWords(one)}`),
  ]
}

/** The same for a page that is run: a line a claim, with what it does not notice. */
export function trialSentences(claims: readonly ClaimTrials[]): string[] {
  return claims.flatMap(({ claim, trials }) => {
    const told = trials.filter((one) => one.kind === 'mutant' && counts(one))
    if (told.length === 0) return []
    const alive = told.filter((one) => !noticed(one)).map(({ of, name }) => `${of}@${name}`)
    const more = alive.length > NAMED ? ` and ${alive.length - NAMED} more` : ''
    const survivors = alive.length === 0 ? '' : `; not ${alive.slice(0, NAMED).join(', ')}${more}`
    return [`${claim}: notices ${told.length - alive.length} of ${plural(told.length, 'mutant')}${survivors}`]
  })
}
