import { nearer } from './deviation.ts'
import type { Match } from './search.ts'

/** Of rules that conform alike, those are first of which least had to be assumed, and the simplest of these. */
export const byRank = (steps: number) => (a: Match, b: Match) =>
  nearer(outcome(a), outcome(b), steps) ||
  Number(a.rule.mutant) - Number(b.rule.mutant) ||
  assumed(a) - assumed(b) ||
  a.settings.length - b.settings.length ||
  a.error - b.error ||
  (a.rule.name < b.rule.name ? -1 : 1)

/** What of a match ranks it. */
export const outcome = ({ error, departure }: Match) => ({ worst: error, departure })
const assumed = ({ settings }: Match): number => settings.filter(({ from }) => from === 'searched').length
