import { joined, type Markdown, markdown, markdownTable } from '../text/markdown.ts'
import { plural } from '../text/plural.ts'
import { type MutationScore, mutationScores, type Survivor, survivalWords } from '../theory/mutation-score.ts'
import { type ClaimTrials, counts, noticed } from '../theory/trials.ts'

/** How a survivor stands to its rule, in words: the same when eps = 0, ...; null if that is not known. */
export type Standing = (rule: string, mutant: string) => string | null

/** What the claims of the ledger notice of wrong rules, as a page: rules, then survivors with their reasons, then claims. */
export function mutationMarkdown(pages: readonly (readonly ClaimTrials[])[], standing: Standing): string {
  const scores = mutationScores(pages)
  const tried = scores.reduce((sum, score) => sum + score.tried, 0)
  const killed = scores.reduce((sum, score) => sum + score.killed, 0)
  const alive = scores.filter(({ survivors }) => survivors.length > 0)
  const blocks = [
    markdown`# What the ledger notices of wrong rules`,
    markdown`Written by \`npm run reproduce\`; not edited. ${plural(killed, 'mutant')} of ${tried} are noticed by at least one claim. How mutants are made, and what
counts: [docs/mutants.md](../docs/mutants.md).`,
    markdown`## Rules`,
    markdownTable(['rule', 'mutants', 'noticed', 'share'], scores.map(ruleRow)),
    ...(alive.length > 0
      ? [markdown`## Survivors, and why`, ...alive.map((score) => survivorList(score, standing))]
      : []),
    markdown`## Claims`,
    markdown`Mutants that can be judged and compute something else at the settings of the page, and those of them that the claim notices; other rules of which it is true as well.`,
    markdownTable(['claim', 'mutants noticed', 'also true of'], pages.flat().map(claimRow)),
  ]
  return `${joined(blocks, '\n\n').text}\n`
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

const ruleRow = ({ rule, tried, killed }: MutationScore) => [
  rule,
  String(tried),
  String(killed),
  percent(killed / tried),
]

function survivorList({ rule, survivors }: MutationScore, standing: Standing): Markdown {
  const lines = survivors.map((one) => markdown`- \`${one.name}\` (${one.note}): ${why(rule, one, standing)}`)
  return joined([markdown`**${rule}**`, joined(lines, '\n')], '\n\n')
}

function why(rule: string, one: Survivor, standing: Standing): string {
  const stands = standing(rule, one.name)
  return stands === null ? survivalWords(one) : `${stands}; ${survivalWords(one)}`
}

function claimRow({ claim, trials, sampled }: ClaimTrials): string[] {
  const told = trials.filter(counts)
  const mutants = told.filter(({ kind }) => kind === 'mutant')
  const passed = new Set(told.filter((one) => one.kind === 'rival' && !noticed(one)).map(({ name }) => name))
  const share = mutants.length === 0 ? '' : `${mutants.filter(noticed).length} of ${mutants.length}`
  return [claim, sampled && share !== '' ? `${share}, of a sample` : share, [...passed].join(', ')]
}
