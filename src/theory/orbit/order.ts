import { reachable } from '../../lang/facts.ts'
import type { LateState } from './rule.ts'

/** States in the order in which they can be found: each group depends on earlier ones, and its members on each other. */
export function groups(states: readonly LateState[]): LateState[][] {
  const feeds = new Map(
    states.map((state) => {
      const parts = reachable([state.next])
      return [state, states.filter(({ leaf }) => parts.has(leaf))]
    }),
  )
  const left = new Set(states)
  const found: LateState[][] = []
  while (left.size > 0) {
    let least: LateState[] = [...left]
    for (const state of left) {
      const group = new Set([state])
      for (const member of group) for (const other of feeds.get(member) ?? []) if (left.has(other)) group.add(other)
      if (group.size < least.length) least = [...group]
      if (group.size === 1) break
    }
    for (const state of least) left.delete(state)
    found.push(least)
  }
  return found
}
