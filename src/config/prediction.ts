import type { z } from 'zod'
import { contains, rangeText } from '../lang/definition.ts'
import { namesUsed } from '../lang/names.ts'
import type { Definition, Formula, IndexRange, Parameter } from '../lang/syntax.ts'
import type { Message } from '../messages/message.ts'
import {
  defaultOutside,
  defaultsLast,
  emptyRange,
  formulaNeeded,
  noParameter,
  twoEnds,
  twoWays,
} from '../messages/predictions.ts'
import { quote } from '../text/clip.ts'
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
  const tell = (message: Message) => page.report(sink, path, message, 'key')
  if (input.from !== undefined && input.above !== undefined) tell(twoEnds(name, 'lower'))
  if (input.to !== undefined && input.below !== undefined) tell(twoEnds(name, 'upper'))
  const { low, high, openLow, openHigh } = range
  if (low > high || (low === high && (openLow || openHigh))) tell(emptyRange(rangeText(range)))
  else if (fallback !== null && !contains(range, fallback))
    page.report(sink, [...path, 'default'], defaultOutside(fallback, rangeText(range)))
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
  if (late > 0) page.report(sink, [...path, 'parameters', parameters[late]?.name ?? ''], defaultsLast(), 'key')

  const known = parameters.map(({ name }) => name)
  const formula = (value: string | number, at: Path, more: readonly string[] = []): Formula => {
    const read = reader.formula(value, at)
    for (const name of namesUsed(read)) {
      if ([...known, ...more].includes(name)) continue
      page.report(sink, at, noParameter(name, [...known, ...more]))
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
      reader.page.report(reader.sink, [...path, second], twoWays(String(way), second), 'key')
      return null
    }
    if (way !== undefined && way !== 'orbit' && input.formula !== undefined)
      reader.page.report(reader.sink, [...path, 'formula'], twoWays(way, 'formula'), 'key')
    const reading = { input, path, reader, catalog, parameters, formula }
    if (way === 'threshold') return readThreshold(reading)
    if (way === 'least') return readLeast(reading)
    if (input.code !== undefined) {
      const evaluate = code.get(input.code)
      if (evaluate) return { kind: 'code', evaluate }
      // Only a built-in page can name code.
      throw new RangeError(`${input.name}: there is no code ${quote(input.code)}`)
    }
    if (input.formula === undefined) {
      reader.page.report(reader.sink, path, formulaNeeded(input.orbit !== undefined), 'key')
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
