import { bucket } from '../../plots/groups.ts'
import type { SummaryRun } from '../summary.ts'

/** Runs of one directory that differ in the seed only. */
export interface RunGroup {
  readonly problem: string
  readonly optimizer: string
  /** Page and dialect: `adam@torch`. */
  readonly rule: string
  readonly hyper: SummaryRun['hyper']
  readonly given: SummaryRun['given']
  readonly horizon: number
  readonly runs: readonly SummaryRun[]
}

/** Settings as text that is equal for equal settings, in whatever order they were written. */
const settingsKey = (settings: SummaryRun['hyper']): string =>
  JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The groups of a directory in the order of its runs; runs of mutants are left out. */
export function runGroups(runs: readonly SummaryRun[]): RunGroup[] {
  const own = runs.filter(({ mutantOf }) => mutantOf === null)
  return [
    ...bucket(own, (run) => JSON.stringify([...placeOf(run), run.optimizer, settingsKey(run.hyper)])).values(),
  ].flatMap((members) => {
    const [first] = members
    if (!first) return []
    const { problem, optimizer, hyper, given, horizon, dialect } = first
    const rule = dialect === null ? first.rule : `${first.rule}@${dialect}`
    return [{ problem, optimizer, rule, hyper, given, horizon, runs: members }]
  })
}

/** What two groups must have in common to have seen the same random numbers in the same task. */
const placeOf = ({ problem, given, horizon }: Pick<RunGroup, 'problem' | 'given' | 'horizon'>) => [
  problem,
  settingsKey(given),
  horizon,
]

/** Two groups of two directories that are the same but for what is said to have changed. */
export interface GroupPair {
  readonly a: RunGroup
  readonly b: RunGroup
  /** `lr: 0.1 -> 0.01`, `adam: adam -> adam@torch`. */
  readonly changed: readonly string[]
}

export interface Pairing {
  readonly pairs: readonly GroupPair[]
  readonly onlyA: readonly RunGroup[]
  readonly onlyB: readonly RunGroup[]
}

/**
 * Pairs the groups of two directories: same problem with its settings, horizon and optimizer. Hyperparameters must be equal too;
 * only one that has a single value in each directory may have another in the other, for then it is plain what was changed.
 */
export function pairGroups(a: readonly RunGroup[], b: readonly RunGroup[]): Pairing {
  const axes = axesOf([a, b])
  const key = (group: RunGroup) => {
    const named = axes.get(group.optimizer)
    const settings = Object.fromEntries(Object.entries(group.hyper).filter(([name]) => named?.has(name)))
    return JSON.stringify([...placeOf(group), group.optimizer, settingsKey(settings)])
  }
  const others = bucket(b, key)
  const taken = new Set<RunGroup>()
  const pairs = [...bucket(a, key)].flatMap(([name, [one, ...more]]) => {
    const [other, ...rest] = others.get(name) ?? []
    // Where a choice is left it is not for this to make.
    if (!one || !other || more.length + rest.length > 0) return []
    taken.add(one).add(other)
    return [{ a: one, b: other, changed: changes(one, other) }]
  })
  return { pairs, onlyA: a.filter((group) => !taken.has(group)), onlyB: b.filter((group) => !taken.has(group)) }
}

/** The hyperparameters of each optimizer that have several values within one directory. */
function axesOf(directories: readonly (readonly RunGroup[])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const axes = new Map<string, Set<string>>()
  for (const groups of directories) {
    for (const [optimizer, own] of bucket(groups, (group) => group.optimizer)) {
      const named = axes.get(optimizer) ?? new Set<string>()
      axes.set(optimizer, named)
      const [first] = own
      for (const { hyper } of own)
        for (const name of Object.keys(hyper)) if (hyper[name] !== first?.hyper[name]) named.add(name)
    }
  }
  return axes
}

function changes(a: RunGroup, b: RunGroup): string[] {
  const names = [...new Set([...Object.keys(a.hyper), ...Object.keys(b.hyper)])]
  const settings = names.flatMap((name) =>
    a.hyper[name] === b.hyper[name] ? [] : [`${name}: ${a.hyper[name] ?? 'none'} -> ${b.hyper[name] ?? 'none'}`],
  )
  return a.rule === b.rule ? settings : [`rule: ${a.rule} -> ${b.rule}`, ...settings]
}
