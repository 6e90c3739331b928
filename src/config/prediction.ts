import type { z } from 'zod'
import { contains, rangeText } from '../lang/definition.ts'
import { namesUsed } from '../lang/names.ts'
import type { Definition, Formula, IndexRange, Parameter } from '../lang/syntax.ts'
import { enumerated, quote } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { yamlEntry } from '../text/yaml-entry.ts'
import { readLeast, readOrbit, readThreshold } from './derived-body.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import { checkIdentifiers } from './identifiers.ts'
import type { Catalog } from './library.ts'
import type { PredictionPage } from './pages.ts'
import type { pageSchemas } from './schema.ts'

/** What a value may come from, if not from a formula alone. */
const WAYS = ['orbit', 'threshold', 'least', 'code'] as const

type Input = z.infer<(typeof pageSchemas)['prediction']>
type ParameterInput = NonNullable<Input['parameters']>[string]

function readRange({ from, above, to, below, whole }: ParameterInput): IndexRange {
  return {
    low: Number(from ?? above ?? Number.NEGATIVE_INFINITY),
    high: Number(to ?? below ?? Number.POSITIVE_INFINITY),
    openLow: from === undefined,
    openHigh: to === undefined,
    whole: whole ?? false,
  }
}

function readParameter(name: string, input: ParameterInput, path: Path, { page, sink }: FormulaReader): Parameter {
  const range = readRange(input)
  const fallback = input.default ?? null
  const tell = (message: string, hint?: string) => page.report(sink, path, message, hint, 'key')
  if (input.from !== undefined && input.above !== undefined)
    tell(`${quote(name)} has two lower ends`, '`from` is in the range, `above` is not')
  if (input.to !== undefined && input.below !== undefined)
    tell(`${quote(name)} has two upper ends`, '`to` is in the range, `below` is not')
  const { low, high, openLow, openHigh } = range
  if (low > high || (low === high && (openLow || openHigh))) tell(`no number is in ${rangeText(range)}`)
  else if (fallback !== null && !contains(range, fallback))
    page.report(sink, [...path, 'default'], `the default ${fallback} is not in ${rangeText(range)}`)
  return { name, range, fallback }
}

/** What a prediction's page defines, from checked input at a path: a function that sees its parameters alone. */
export function readPrediction(
  input: Input,
  path: Path,
  reader: FormulaReader,
  catalog: Catalog,
): Pick<PredictionPage, 'kind' | 'meanings' | 'claims' | 'definition'> {
  const { page, sink } = reader
  const given = Object.entries(input.parameters ?? {})
  const locals = Object.keys(input.let ?? {})
  checkIdentifiers(
    [
      { what: 'parameter', names: given.map(([name]) => name), path: [...path, 'parameters'] },
      { what: 'part', names: locals, path: [...path, 'let'] },
    ],
    reader,
  )
  const parameters = given.map(([name, one]) => readParameter(name, one, [...path, 'parameters', name], reader))
  const late = parameters.findIndex(({ fallback }, k) => fallback === null && parameters[k - 1]?.fallback != null)
  if (late > 0)
    page.report(
      sink,
      [...path, 'parameters', parameters[late]?.name ?? ''],
      'after a default all have one',
      undefined,
      'key',
    )

  const known = parameters.map(({ name }) => name)
  const formula = (value: string | number, at: Path, more: readonly string[] = []): Formula => {
    const read = reader.formula(value, at)
    for (const name of namesUsed(read)) {
      if ([...known, ...more].includes(name)) continue
      const hint = suggest(name, [...known, ...more]) ?? `it knows ${enumerated([...known, ...more]) || 'no names'}`
      page.report(sink, at, `${quote(name)} is no parameter of the prediction`, hint)
    }
    return read
  }
  const definition: Definition = {
    name: input.name ?? 'prediction',
    parameters,
    // What is asked of an orbit is in its names too.
    require: input.orbit ? [] : (input.require ?? []).map((one, k) => formula(one, [...path, 'require', k], locals)),
    body: body() ?? { kind: 'code', evaluate: () => Number.NaN },
  }
  return {
    kind: 'prediction',
    meanings: Object.fromEntries(given.map(([name, { meaning }]) => [name, meaning ?? ''])),
    claims: input.claims ?? [],
    definition,
  }

  function body(): Definition['body'] | null {
    const { code } = catalog
    const ways = WAYS.filter((way) => input[way] !== undefined)
    const [way, second] = ways
    if (second !== undefined) {
      reader.page.report(
        reader.sink,
        [...path, second],
        `a prediction has either \`${way}\` or \`${second}\``,
        undefined,
        'key',
      )
      return null
    }
    if (way !== undefined && way !== 'orbit' && input.formula !== undefined)
      reader.page.report(
        reader.sink,
        [...path, 'formula'],
        `\`${way}\` says it all: a formula has no place here`,
        undefined,
        'key',
      )
    const reading = { input, path, reader, catalog, parameters, formula }
    if (way === 'threshold') return readThreshold(reading)
    if (way === 'least') return readLeast(reading)
    if (input.code !== undefined) {
      const evaluate = code.get(input.code)
      if (evaluate) return { kind: 'code', evaluate }
      reader.page.report(
        reader.sink,
        [...path, 'code'],
        `there is no code ${quote(input.code)}`,
        suggest(input.code, code.keys()),
      )
      return null
    }
    if (input.formula === undefined) {
      const example = yamlEntry('formula', input.orbit ? 'sum(step)' : 'beta1 / sqrt(beta2)')
      reader.page.report(reader.sink, path, 'a prediction needs a formula', example, 'key')
    }
    if (way === 'orbit') return readOrbit(reading)
    const parts = Object.entries(input.let ?? {}).map(
      ([name, value], k) => [name, formula(value, [...path, 'let', name], locals.slice(0, k))] as const,
    )
    return {
      kind: 'formula',
      let: Object.fromEntries(parts),
      value: formula(input.formula ?? 0, [...path, 'formula'], locals),
    }
  }
}
