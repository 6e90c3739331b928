import { parseFormula } from '../lang/parse.ts'
import { plainSource } from '../lang/source.ts'
import { unknownKey } from '../messages/keys.ts'
import { lawNeeded } from '../messages/parts.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import { noiseUse } from './noise.ts'
import type { Data, Draw, StateDeclaration } from './pages.ts'

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
    if (law === undefined && rest.use === undefined) {
      reader.page.report(reader.sink, at, lawNeeded(name, own ?? per), 'key')
      return { name, law: 'uniform', per: own ?? per }
    }
    for (const key of law === undefined ? [] : Object.keys(rest))
      reader.page.report(reader.sink, [...at, key], unknownKey(key, 'known keys: law, per'), 'key')
    if (inner === 'uniform') return { name, law: 'uniform', per: own ?? per }
    const use = inner as Parameters<typeof noiseUse>[0]
    return {
      name,
      law: noiseUse(use, law === undefined ? at : [...at, 'law'], reader, catalog) ?? 'uniform',
      per: own ?? per,
    }
  })
}

interface DataInput {
  law: Parameters<typeof noiseUse>[0]
  rows: string | number
  per?: Data['per'] | undefined
  columns?: string | number | undefined
  seed?: number | undefined
}

/** `A: {law: gaussian, rows: n}`. */
export function readData(
  input: Readonly<Record<string, DataInput>> | undefined,
  path: Path,
  reader: FormulaReader,
  catalog: Catalog,
): Data[] {
  return Object.entries(input ?? {}).map(([name, { law, rows, per = 'coordinate', columns, seed = 0 }]) => ({
    name,
    law: law === 'uniform' ? law : (noiseUse(law, [...path, name, 'law'], reader, catalog) ?? 'uniform'),
    rows: reader.formula(rows, [...path, name, 'rows']),
    per,
    columns: columns === undefined ? null : reader.formula(columns, [...path, name, 'columns']),
    seed,
  }))
}
