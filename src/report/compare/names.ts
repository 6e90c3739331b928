import { groupLabels } from '../../plots/labels.ts'
import type { RunGroup } from './groups.ts'

/** Names of the groups of a directory, as its plots and tables have them: the optimizer, then what varies. */
export function groupNames(groups: readonly RunGroup[]): ReadonlyMap<RunGroup, string> {
  const labels = groupLabels(groups.map((group) => ({ ...group, point: 0, runs: [], finished: [] })))
  return new Map(groups.map((group, k) => [group, labels[k]?.full ?? group.optimizer]))
}
