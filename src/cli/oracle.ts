import { LIMITS } from '../budget/limits.ts'
import { metered } from '../budget/meter.ts'
import type { Catalog } from '../config/library.ts'
import type { PredictionPage } from '../config/pages.ts'
import { fileCatalog } from '../host/file-catalog.ts'
import { rangeText } from '../lang/definition.ts'
import { evaluateFormula, valueOfDefinition } from '../lang/formula-value.ts'
import { parseFormula } from '../lang/parse.ts'
import { Diagnostics, plainSource } from '../lang/source.ts'
import { definitionTex } from '../lang/tex.ts'
import { costlyOracle, noOracle, noOwnPrediction, oddArgument, valueless } from '../messages/asked.ts'
import type { Message } from '../messages/message.ts'
import { enumerated, quote } from '../text/clip.ts'
import { jsonText } from '../text/json.ts'
import { suggest } from '../text/suggest.ts'
import { Failure, failure } from './failure.ts'
import { article, KINDS } from './kinds.ts'
import { filePredictions, namedFile } from './rule-file.ts'
import { table } from './table.ts'
import { terminal } from './terminal.ts'

/**
 * `adam-lab oracle [name] [parameter=value...]`: the exact predictions, one of them, or its value; `adam-lab oracle 'name(1, 2)'`
 * is a formula as a page has it, and `adam-lab oracle experiment.yaml@name` a prediction of a page's own.
 */
export async function oracle(
  name: string | undefined,
  given: readonly string[],
  options: OracleOptions,
): Promise<number> {
  const catalog = fileCatalog()
  const { definitions } = catalog
  if (name === undefined) return list(catalog.names('prediction').map((one) => catalog.page('prediction', one)))
  const inFile = namedFile(name)
  if (inFile) return ofFile(inFile, given, options)
  if (name.includes('(') && given.length === 0) {
    const value = computed(name, (sink) => {
      const formula = parseFormula(plainSource(name), sink, new Set(), definitions)
      return formula && evaluateFormula(formula, {}, sink)
    })
    return print(value, name, options.json ? jsonText({ formula: name, value: written(value) }) : null)
  }
  if (!catalog.names('prediction').includes(name)) throw failure(noOracle(name, otherwise(name, catalog)))
  return tell(name, catalog.page('prediction', name), given, options)
}

interface OracleOptions {
  readonly json?: boolean | undefined
}

function list(pages: readonly PredictionPage[]): number {
  const rows = pages.map(({ name, title }) => [`  ${name}`, title])
  terminal.print(...table([{ head: '' }, { head: '', cut: true }], rows, terminal.width).slice(1))
  return 0
}

async function ofFile(
  { file, part }: { readonly file: string; readonly part: string | undefined },
  given: readonly string[],
  options: OracleOptions,
): Promise<number> {
  const pages = await filePredictions(file)
  if (part === undefined && given.length === 0) return list(pages)
  const names = pages.map(({ name }) => name)
  const page = pages.find(({ name }) => name === part)
  if (page) return tell(`${file}@${part}`, page, given, options)
  throw failure(noOwnPrediction(file, part, names))
}

/** What a prediction is, or its value. */
function tell(name: string, page: PredictionPage, given: readonly string[], options: OracleOptions): number {
  const { parameters } = page.definition
  if (given.length === 0 && parameters.length > 0) {
    describe(page)
    return 0
  }
  const values = argumentsOf(page, given)
  const value = computed(name, (sink) => valueOfDefinition(page.definition, Object.values(values), sink))
  const ranges = parameters.map((one) => `${one.name}: ${rangeText(one.range)}`).join('; ')
  const json = { oracle: name, parameters: values, value: written(value) }
  return print(value, `${name} has no value there (${ranges})`, options.json ? jsonText(json) : null)
}

/** Where else a name leads: to oracles that begin so, or to another page. */
function otherwise(name: string, catalog: Catalog): string {
  const all = catalog.names('prediction')
  const longer = all.filter((one) => one.startsWith(`${name}_`))
  const kind = KINDS.find((one) => catalog.names(one).includes(name))
  const page = kind === undefined ? [] : [`${name} is ${article(kind)}, which 'adam-lab show ${name}' prints`]
  const begin = longer.length > 0 ? [`these begin so: ${enumerated(longer)}`] : []
  const said = [...page, ...begin].join('; ')
  return said || (suggest(name, all) ?? "'adam-lab oracle' names them all")
}

/** A value within the budget of a prediction, or the first mistake. */
function computed(what: string, evaluate: (sink: Diagnostics) => number | null): number {
  const sink = new Diagnostics()
  const { value } = metered(LIMITS.prediction, () => evaluate(sink))
  const [mistake] = sink.list
  if (mistake) throw failure(mistake)
  if (value === undefined || value === null) throw failure(costlyOracle(what))
  return value
}

const written = (value: number) => (Number.isFinite(value) ? value : String(value))

function print(value: number, none: string, json: string | null): number {
  terminal.print(json ?? String(value))
  if (!Number.isNaN(value)) return 0
  throw failure(valueless(none))
}

function describe({ name, title, claims, definition, meanings }: PredictionPage): void {
  const { parameters } = definition
  terminal.print(terminal.paint('bold', `${name}: ${title}`), claims.join(', '), '')
  const rows = parameters.map((one) => [`  ${one.name}`, meanings[one.name] ?? '', rangeText(one.range)])
  terminal.print(...table([{ head: '' }, { head: '', cut: true }, { head: '' }], rows, terminal.width).slice(1))
  terminal.print('', ...definitionTex(definition).map((line) => `  ${line}`))
  terminal.print('', `In a formula: ${name}(${parameters.map((one) => one.name).join(', ')})`)
}

/** Numbers, or formulas of numbers, by parameter; all that is wrong is told at once. */
function argumentsOf({ name, definition }: PredictionPage, given: readonly string[]): Record<string, number> {
  const known = definition.parameters.map((one) => one.name)
  const wrong: Message[] = []
  const found = new Map<string, number>()
  for (const text of given) {
    const [, key = '', formula = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
    if (!known.includes(key)) {
      const hint = suggest(key, known) ?? `it has ${known.join(', ')}`
      wrong.push(
        text.includes('=')
          ? oddArgument(`${quote(name)} has no ${quote(key)}`, hint)
          : oddArgument(`${quote(text)} is not parameter=value`),
      )
      continue
    }
    const sink = new Diagnostics()
    const parsed = parseFormula(plainSource(formula), sink)
    const value = parsed && evaluateFormula(parsed, {}, sink)
    if (value === null) wrong.push(oddArgument(`${key}: ${sink.list[0]?.message ?? 'a number is expected'}`))
    else found.set(key, value)
  }
  const left = definition.parameters.filter(
    (one) => !found.has(one.name) && !given.some((text) => text.startsWith(`${one.name}=`)),
  )
  for (const { name: key, fallback } of left) if (fallback !== null) found.set(key, fallback)
  const missing = left.flatMap((one) => (one.fallback === null ? [one.name] : []))
  if (missing.length > 0)
    wrong.push(oddArgument(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`))
  if (wrong.length > 0) throw new Failure(wrong)
  return Object.fromEntries(known.map((key) => [key, found.get(key) as number]))
}
