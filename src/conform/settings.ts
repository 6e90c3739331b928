import type { Choice } from '../config/entry.ts'
import type { Header } from './header.ts'
import type { Rule } from './rules.ts'

/** Values that are customary where nothing is known, the likelier first. */
const CUSTOMARY: Readonly<Record<string, readonly number[]>> = {
  lr: [1e-3, 1e-2, 1e-1, 1e-4, 3e-3, 3e-2, 3e-4],
  beta1: [0.9, 0, 0.95],
  beta2: [0.999, 0.99, 0.9, 0.9999],
  eps: [1e-8, 1e-7, 1e-10, 1e-6, 1e-16, 1e-3],
  wd: [0, 1e-2, 1e-4],
}

/** Where the value of a hyperparameter comes from: `searched` if several were tried, `default` if only the page's. */
export type Origin = 'header' | 'page' | 'default' | 'searched'

/** The values to try for one hyperparameter, the page's own first. */
export interface SettingTrial {
  readonly name: string
  readonly origin: Origin
  readonly choices: readonly Choice[]
}

/**
 * What to try for the hyperparameters of a rule: the header's number; else what the user's page gives, or the default of the
 * rule's page, and the customary values beside it, or 0 beside it where the header leaves the key out, which means 0.
 *
 * @param most bound on the number of combinations: where there are more, the longest list loses its last value
 */
export function trials(rule: Rule, header: Header, most: number): SettingTrial[] {
  const found = Object.entries(rule.page.hyper).map(([name, formula]): SettingTrial => {
    const given = header.value(name)
    if (given !== undefined) return { name, origin: 'header', choices: [given] }
    const own = rule.settings[name]
    if (own) return { name, origin: own.length > 1 ? 'searched' : 'page', choices: own }
    const standard: Choice = formula.expr.kind === 'number' ? formula.expr.value : formula
    const more = CUSTOMARY[name] ?? (header.given ? [0] : [])
    const choices = [...new Set([standard, ...more])]
    return { name, origin: choices.length > 1 ? 'searched' : 'default', choices }
  })
  const size = () => found.reduce((product, { choices }) => product * choices.length, 1)
  while (size() > most) {
    const longest = found.reduce((a, b) => (b.choices.length > a.choices.length ? b : a))
    if (longest.choices.length < 2) break
    found[found.indexOf(longest)] = { ...longest, choices: longest.choices.slice(0, -1) }
  }
  return found
}
