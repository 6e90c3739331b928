import { parseFormula } from '../lang/parse.ts'
import { plainSource } from '../lang/source.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import { noiseUse } from './noise.ts'
import type { Draw, StateDeclaration } from './pages.ts'

/** `m: 0`, or `m[k]: 0` for k stages. */
export function readState(
  input: Readonly<Record<string, string | number>> | undefined,
  path: Path,
  reader: FormulaReader,
): StateDeclaration[] {
  return Object.entries(input ?? {}).map(([key, value]) => {
    const init = reader.formula(value, [...path, key])
    const indexed = /^([A-Za-z_]\w*)\[(.+)\]$/.exec(key)
    if (!indexed) return { name: key, stages: null, init }
    const [, name = key, count = '1'] = indexed
    const place = reader.page.place([...path, key])
    const stages = parseFormula({ ...plainSource(count, reader.page.file), locate: () => place }, reader.sink)
    return { name, stages, init }
  })
}

type DrawInput =
  | string
  | { law?: unknown; use?: string | undefined; per?: Draw['per'] | undefined; [setting: string]: unknown }

export function readDraws(
  input: Readonly<Record<string, DrawInput>> | undefined,
  path: Path,
  per: Draw['per'],
  reader: FormulaReader,
  catalog: Catalog,
): Draw[] {
  return Object.entries(input ?? {}).map(([name, value]) => {
    const at = [...path, name]
    if (value === 'uniform') return { name, law: 'uniform', per }
    if (typeof value === 'string') return { name, law: noiseUse(value, at, reader, catalog) ?? 'uniform', per }
    const { per: own, law, ...rest } = value
    const inner = law ?? rest
    if (inner === 'uniform') return { name, law: 'uniform', per: own ?? per }
    const use = inner as Parameters<typeof noiseUse>[0]
    return {
      name,
      law: noiseUse(use, law === undefined ? at : [...at, 'law'], reader, catalog) ?? 'uniform',
      per: own ?? per,
    }
  })
}
