import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts'
import { holm } from '../stats/holm.ts'
import { short } from './digits.ts'
import type { Finding } from './finding.ts'

/** What becomes of the random verdicts of a page that would be `violated` each for itself. */
interface Rule {
  readonly name: string
  readonly keeps: (pValues: readonly number[], level: number) => boolean[]
}

/** The chance of even one false `violated` on the page is at most the level. */
const FAMILY: Rule = { name: "Holm's rule", keeps: holm }

/** At most the share of the level of those that stand is false, on average: for sweeps that look for places to look closer. */
const EXPLORATORY: Rule = { name: "Benjamini and Hochberg's rule", keeps: benjaminiHochberg }

/**
 * Keeps `violated` where it stands among all random verdicts of a page; elsewhere it becomes `inconclusive`. Findings that
 * nothing was left to chance for are no part of it. Exploratory claims are a family of their own.
 */
export function keepViolations(
  found: readonly { readonly finding: Finding; readonly exploratory: boolean }[],
  alpha: number,
): Finding[] {
  const findings = found.map(({ finding }) => finding)
  const judged = (exploratory: boolean) =>
    new Set(
      found.filter((one) => one.exploratory === exploratory && one.finding.chance !== null).map((one) => one.finding),
    )
  const family = apply(FAMILY, judged(false), alpha)
  const sweep = apply(EXPLORATORY, judged(true), alpha)
  return findings.map((finding) => family.get(finding) ?? sweep.get(finding) ?? finding)
}

function apply({ name, keeps }: Rule, findings: ReadonlySet<Finding>, alpha: number): Map<Finding, Finding> {
  const all = [...findings]
  const stands = keeps(
    all.map(({ chance }) => chance ?? 1),
    alpha,
  )
  const others = `${all.length} random verdicts of this page`
  return new Map(
    all.map((finding, k) => {
      if (finding.status !== 'violated' || all.length === 1) return [finding, finding]
      const told = `${finding.reason}; `
      if (stands[k]) return [finding, { ...finding, reason: `${told}it stands among ${others} (${name})` }]
      const reason = `${told}but among ${others} so much happens by chance (p = ${short(finding.chance ?? 1)}, ${name}), and more seeds would decide`
      return [finding, { ...finding, status: 'inconclusive', reason }]
    }),
  )
}
