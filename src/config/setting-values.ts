import type { OptimizerEntry, ProblemEntry } from './entry.ts'

type Entry = OptimizerEntry | ProblemEntry

/** All values of a setting of an entry, or of its default; null if it has none of that name. */
export function valuesOf({ settings, page }: Entry, name: string): (number | string)[] | null {
  const byDefault = Object.hasOwn(page.hyper, name) ? page.hyper[name] : null
  const choices = Object.hasOwn(settings, name) ? settings[name] : byDefault && [byDefault]
  return choices?.map((choice) => (typeof choice === 'number' ? choice : plain(choice))) ?? null
}

const plain = ({ expr, source }: Exclude<Entry['settings'][string][number], number>): number | string =>
  expr.kind === 'number' ? expr.value : source.text.trim()
