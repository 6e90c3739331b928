import { unknownPart, unknownSetting } from '../messages/parts.ts'
import { noFormula } from '../messages/shapes.ts'
import { enumerated, quote } from '../text/clip.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import type { NoiseUse } from './pages.ts'
import { suggestKey } from './synonyms.ts'
import { usedPage } from './used.ts'

/** `gaussian`, or `{use: student-t, nu: 3}`; null, and a report, if there is no such page. */
export function noiseUse(
  input: string | { use: string; [setting: string]: unknown },
  path: Path,
  reader: FormulaReader,
  catalog: Catalog,
): NoiseUse | null {
  const { use, ...given } = typeof input === 'string' ? { use: input } : input
  const names = catalog.names('noise')
  const at = typeof input === 'string' ? path : [...path, 'use']
  if (!names.includes(use)) {
    reader.page.report(reader.sink, at, unknownPart('noise', use, names))
    return null
  }
  const page = usedPage(catalog.page('noise', use), reader.page.range(at))
  const settings: Record<string, NoiseUse['settings'][string]> = {}
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(page.hyper, key)) {
      const known = Object.keys(page.hyper)
      reader.page.report(
        reader.sink,
        [...path, key],
        unknownSetting(`noise ${quote(use)}`, key, suggestKey(key, known) ?? `it has ${enumerated(known)}`),
        'key',
      )
    } else if (typeof value === 'number' || typeof value === 'string') {
      settings[key] = reader.formula(value, [...path, key])
    } else {
      reader.page.report(reader.sink, [...path, key], noFormula())
    }
  }
  return { page, settings }
}
