import { oddAverage, settingNeeded, unknownPart, unknownSetting } from '../messages/parts.ts'
import { noFormula } from '../messages/shapes.ts'
import { quote } from '../text/clip.ts'
import { yamlEntry, yamlValue } from '../text/yaml-entry.ts'
import { checkInput } from './check.ts'
import type { Path } from './document.ts'
import type { EntryContext } from './entries.ts'
import type { Experiment, MeasureEntry } from './experiment.ts'
import { buildPage } from './page.ts'
import { measure as schema } from './schema.ts'
import { suggestKey } from './synonyms.ts'
import { usedPage } from './used.ts'

/** What a setting without a default may be, by its name in the catalog; a number for all others. */
const EXAMPLES: Readonly<Record<string, string>> = { of: 'norm(x)', when: 'norm(x) < 1' }

/** `required` as a default means that a use of the page has to give the value. */
const isRequired = (entry: MeasureEntry, name: string): boolean => {
  const formula = entry.page.hyper[name]
  return formula?.expr.kind === 'name' && formula.expr.name === 'required' && !Object.hasOwn(entry.settings, name)
}

/** One entry of `measures`: a formula, a use of a page, or the short form `{max: formula}`; null if it is neither. */
export function readMeasure(name: string, value: unknown, path: Path, context: EntryContext): MeasureEntry | null {
  const { reader, catalog } = context
  const { page: document, sink } = reader
  const checked = checkInput(schema, value, path, document, sink)
  if (checked === null) return null
  if (typeof checked !== 'object') {
    const input = { name: 'formula', value: 0 }
    const page = buildPage('measure', input, path, document, catalog, sink, null, null)
    const named = catalog.names('measure').includes(String(checked).trim())
    const meant = named ? `the built-in measure is ${yamlValue({ use: checked })}` : undefined
    const value = reader.formula(checked, path, meant)
    return { name, page: { ...page, name, title: name, value }, settings: {} }
  }
  const short = Object.keys(checked)[0] ?? ''
  const use = 'use' in checked ? String(checked.use) : `running-${short}`
  const given = Object.entries(checked).filter(([key]) => key !== 'use')
  const names = catalog.names('measure')
  if (!names.includes(use)) {
    document.report(sink, [...path, 'use'], unknownPart('measure', use, names))
    return null
  }
  const page = usedPage(catalog.page('measure', use), document.range(path))
  const settings: Record<string, MeasureEntry['settings'][string]> = {}
  for (const [key, item] of given) {
    const target = 'use' in checked ? key : 'of'
    if (!Object.hasOwn(page.hyper, target)) {
      const known = Object.keys(page.hyper)
      sink.beside(() =>
        document.report(
          sink,
          [...path, key],
          unknownSetting(`measure ${quote(use)}`, key, suggestKey(key, known)),
          'key',
        ),
      )
    } else if (typeof item === 'number' || typeof item === 'string') {
      settings[target] = reader.formula(item, [...path, key])
    } else document.report(sink, [...path, key], noFormula())
  }
  const entry = { name, page, settings }
  for (const key of Object.keys(page.hyper)) {
    if (!isRequired(entry, key)) continue
    const example = yamlEntry(name, { ...checked, [key]: EXAMPLES[key] ?? 1 })
    document.report(sink, path, settingNeeded(use, key, example), 'key')
  }
  return entry
}

export function readAverage(value: unknown, path: Path, { reader, catalog }: EntryContext): Experiment['average'] {
  const { page: document, sink } = reader
  const named = typeof value === 'object' && value !== null && 'use' in value ? value.use : value
  if (typeof named !== 'string') {
    document.report(sink, path, oddAverage())
    return null
  }
  const { use, ...given } = (typeof value === 'string' ? { use: value } : value) as Record<string, unknown>
  const names = catalog.names('average')
  if (typeof use !== 'string' || !names.includes(use)) {
    document.report(sink, path, unknownPart('average', String(use), names))
    return null
  }
  const page = usedPage(catalog.page('average', use), document.range(path))
  const settings: Record<string, MeasureEntry['settings'][string]> = {}
  for (const [key, item] of Object.entries(given)) {
    if (!Object.hasOwn(page.hyper, key)) {
      document.report(
        sink,
        [...path, key],
        unknownSetting(`average ${quote(use)}`, key, suggestKey(key, Object.keys(page.hyper))),
        'key',
      )
    } else if (typeof item === 'number' || typeof item === 'string')
      settings[key] = reader.formula(item, [...path, key])
    else document.report(sink, [...path, key], noFormula())
  }
  return { page, settings }
}
