import type { Place } from '../lang/source.ts'
import { fewNumbers, matrixGiven, rangeEnds, unknownSetting } from '../messages/parts.ts'
import { enumerated } from '../text/clip.ts'
import { checkInput } from './check.ts'
import type { Path } from './document.ts'
import type { Choice } from './entry.ts'
import type { FormulaReader } from './formulas.ts'
import { matrixHint } from './hints.ts'
import { setting } from './schema.ts'
import { oneByOne, suggestKey } from './synonyms.ts'

/** The values of `{from, to, count, scale}`: both ends exact, `log1m` even in log(1 - value). */
export function spaced(from: number, to: number, count: number, scale: 'linear' | 'log' | 'log1m'): number[] {
  const forth = { linear: (x: number) => x, log: Math.log, log1m: (x: number) => Math.log1p(-x) }[scale]
  const back = { linear: (y: number) => y, log: Math.exp, log1m: (y: number) => -Math.expm1(y) }[scale]
  const [a, b] = [forth(from), forth(to)]
  return Array.from({ length: count }, (_, k) =>
    k === 0 ? from : k === count - 1 ? to : back(a + ((b - a) * k) / (count - 1)),
  )
}

/** A value, a list (a grid) or a range; null, and reports, if it is none of these. */
export function readChoices(value: unknown, path: Path, reader: FormulaReader): Choice[] | null {
  const rows = Array.isArray(value) && value.length > 0 && value.every(Array.isArray)
  if (rows) {
    const key = String(path.at(-1))
    reader.page.report(reader.sink, path, matrixGiven(matrixHint(key, value)))
    return null
  }
  const checked = checkInput(setting, value, path, reader.page, reader.sink)
  if (checked === null) return null
  if (typeof checked === 'object' && !Array.isArray(checked)) {
    const { from, to, count, scale = 'linear' } = checked
    const possible = scale === 'linear' || (scale === 'log' ? from > 0 && to > 0 : from < 1 && to < 1)
    const values = possible ? spaced(from, to, count, scale) : []
    if (!possible) reader.page.report(reader.sink, path, rangeEnds(scale))
    else if (new Set(values).size < count) reader.page.report(reader.sink, path, fewNumbers(from, to, count))
    return possible ? values : null
  }
  const items = Array.isArray(checked) ? checked : [checked]
  return items.map((item, k) =>
    typeof item === 'number' ? item : reader.formula(item, Array.isArray(checked) ? [...path, k] : path),
  )
}

/** The place of each choice of a setting. */
export const choicePlaces = (value: unknown, path: Path, { page }: FormulaReader): Place[] =>
  Array.isArray(value) ? value.map((_, k) => page.range([...path, k])) : [page.range(path)]

/** The places of settings that stand at a path. */
export const settingPlaces = (
  given: Readonly<Record<string, unknown>>,
  path: Path,
  reader: FormulaReader,
): Record<string, Place[]> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, choicePlaces(value, [...path, name], reader)]))

/** Reads all settings of an entry; a name that the page does not have is an error with a suggestion. */
export function readSettings(
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
  what: string,
  path: Path,
  reader: FormulaReader,
): Record<string, Choice[]> {
  const settings: Record<string, Choice[]> = {}
  for (const [name, value] of Object.entries(given)) {
    const at = [...path, name]
    if (!known.includes(name)) {
      const hint =
        oneByOne(name, value, known) ??
        suggestKey(name, known, { has: (one) => Object.hasOwn(given, one) }) ??
        (known.length > 0 ? `it has ${enumerated(known)}` : 'it has no settings')
      reader.sink.beside(() => reader.page.report(reader.sink, at, unknownSetting(what, name, hint), 'key'))
      continue
    }
    const choices = readChoices(value, at, reader)
    if (choices) settings[name] = choices
  }
  return settings
}
