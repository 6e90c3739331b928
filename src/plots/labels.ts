import type { RunGroup } from './groups.ts'
import { shortNumber } from './numbers.ts'

/** What tells a group apart from the others that are shown with it. */
export interface SeriesLabel {
  readonly optimizer: string
  /** `adam, beta2=0.1`: the optimizer, then only what varies. */
  readonly full: string
  /** The same without the optimizer; the optimizer where nothing else varies. */
  readonly withinOptimizer: string
  /** The settings that vary, by name. */
  readonly varying: Readonly<Record<string, number | string>>
}

type Named = Readonly<Record<string, number | string>>

/** Names of the settings that take several values within one owner: another optimizer's default is no grid. */
function varyingNames(
  groups: readonly RunGroup[],
  owner: (g: RunGroup) => string,
  named: (g: RunGroup) => Named,
): Set<string> {
  const first = new Map<string, number | string>()
  const varying = new Set<string>()
  for (const group of groups)
    for (const [name, value] of Object.entries(named(group))) {
      const key = JSON.stringify([owner(group), name])
      if (!first.has(key)) first.set(key, value)
      else if (!Object.is(first.get(key), value)) varying.add(key)
    }
  return varying
}

/**
 * Labels of the groups of one chart, in their order. Settings named in `hide` (the axes of a chart) are not told.
 * Numbers are shown to 6 digits unless that would make two labels equal.
 */
export function groupLabels(groups: readonly RunGroup[], hide: ReadonlySet<string> = new Set()): SeriesLabel[] {
  const short = groups.length === 0 ? [] : labelsWith(groups, hide, (value) => shortNumber(value, 6))
  const distinct = new Set(short.map((label) => label.full)).size === groups.length
  return distinct || hide.size > 0 ? short : labelsWith(groups, hide, String)
}

function labelsWith(
  groups: readonly RunGroup[],
  hide: ReadonlySet<string>,
  show: (value: number) => string,
): SeriesLabel[] {
  const hyper = varyingNames(
    groups,
    (g) => g.optimizer,
    (g) => g.hyper,
  )
  const given = varyingNames(
    groups,
    (g) => g.problem,
    (g) => g.given,
  )
  const severalProblems = new Set(groups.map((g) => g.problem)).size > 1
  const severalHorizons = new Set(groups.map((g) => g.horizon)).size > 1
  return groups.map((group) => {
    const varying: Record<string, number | string> = {}
    const pick = (named: Named, owner: string, names: Set<string>) => {
      for (const [name, value] of Object.entries(named))
        if (names.has(JSON.stringify([owner, name])) && !hide.has(name)) varying[name] ??= value
    }
    pick(group.hyper, group.optimizer, hyper)
    pick(group.given, group.problem, given)
    if (severalHorizons && !hide.has('T')) varying.T = group.horizon
    const settings = Object.entries(varying).map(([k, v]) => `${k}=${typeof v === 'number' ? show(v) : v}`)
    const rest = [...(severalProblems ? [group.problem] : []), ...settings]
    const full = [group.optimizer, ...rest].join(', ')
    return {
      optimizer: group.optimizer,
      full,
      withinOptimizer: rest.length > 0 ? rest.join(', ') : group.optimizer,
      varying,
    }
  })
}
