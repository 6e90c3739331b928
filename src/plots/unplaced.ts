import { plural } from '../text/plural.ts'
import { settingOf } from './cells.ts'
import { bucket, type RunGroup } from './groups.ts'

/** Sentences on the groups without a place along the axes: who has no such setting, or whose setting is no number. */
export function unplacedNotes(groups: readonly RunGroup[], axes: readonly string[]): string[] {
  const reasons = groups.flatMap((group) => {
    const name = axes.find((axis) => !Number.isFinite(settingOf(group, axis)))
    if (name === undefined) return []
    const owner = groups.some(({ given }) => Object.hasOwn(given, name)) ? group.problem : group.optimizer
    const why = settingOf(group, name) === undefined ? `has no ${name}` : `has a formula for ${name}`
    return [`${owner} ${why}`]
  })
  return [...bucket(reasons, (reason) => reason)].map(
    ([reason, { length }]) =>
      `${reason}: its ${plural(length, 'grid point')} ${length === 1 ? 'is' : 'are'} not drawn.`,
  )
}
