import type { z } from 'zod'
import { metered } from '../budget/meter.ts'
import { NoValue } from '../lang/definition.ts'
import type { Definition, Formula, IndexRange, Parameter } from '../lang/syntax.ts'
import { formulaTex, nameTex } from '../lang/tex.ts'
import { unknownSetting } from '../messages/parts.ts'
import { callExpected, gridInOrbit, noSum, settingOfOrbit } from '../messages/predictions.ts'
import { quote } from '../text/clip.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import { usedOptimizer } from './optimizer-use.ts'
import type { pageSchemas } from './schema.ts'

type Input = z.infer<(typeof pageSchemas)['prediction']>
type Body = Definition['body']

/** What a body that is derived is read with. */
export interface Reading {
  readonly input: Input
  readonly path: Path
  readonly reader: FormulaReader
  readonly catalog: Catalog
  readonly parameters: readonly Parameter[]
  /** Reads a formula in the parameters and in more names. */
  formula(value: string | number, at: Path, more?: readonly string[]): Formula
}

const word = (text: string): string => text.replace(/[^A-Za-z0-9 .@-]/g, ' ')

/** Work that is done to see whether a page has a value at all. */
const TRIAL = 5e6

/** The body of a prediction on the orbit of a rule; null after a report. */
export function readOrbit({ input, path, reader, catalog, parameters, formula }: Reading): Body | null {
  const { orbit } = input
  if (!orbit) return null
  const at = [...path, 'orbit']
  const { use, ...given } = typeof orbit.rule === 'string' ? { use: orbit.rule } : orbit.rule
  const ruleAt = [...at, 'rule']
  const rule = usedOptimizer(use, typeof orbit.rule === 'string' ? ruleAt : [...ruleAt, 'use'], reader, catalog)
  const period = formula(orbit.period, [...at, 'period'])
  const gradient = formula(orbit.gradient, [...at, 'gradient'], ['i'])
  const settings: [string, Formula][] = []
  for (const [name, value] of Object.entries(given)) {
    const place = [...ruleAt, name]
    if (rule && !Object.hasOwn(rule.page.hyper, name)) {
      const known = Object.keys(rule.page.hyper).join(', ')
      reader.page.report(reader.sink, place, unknownSetting(quote(use), name, `it has ${known}`), 'key')
    } else if (typeof value === 'string' || typeof value === 'number') settings.push([name, formula(value, place)])
    else reader.page.report(reader.sink, place, settingOfOrbit())
  }
  for (const name of rule?.grids ?? [])
    if (!Object.hasOwn(given, name)) reader.page.report(reader.sink, ruleAt, gridInOrbit(name, use))
  const names = ['i', 'g', 'step', ...(rule?.page.state.map(({ name }) => name) ?? [])]
  const parts = Object.entries(input.let ?? {})
  const locals = parts.map(([name]) => name)
  const read = {
    let: Object.fromEntries(
      parts.map(([name, value], k) => [
        name,
        formula(value, [...path, 'let', name], [...names, ...locals.slice(0, k)]),
      ]),
    ),
    require: (input.require ?? []).map((one, k) => formula(one, [...path, 'require', k], [...names, ...locals])),
    formula: formula(input.formula ?? 0, [...path, 'formula'], [...names, ...locals]),
  }
  if (!rule) return null
  const before = reader.sink.list.length
  const known = parameters.map(({ name }) => name)
  const page = { parameters: known, rule: rule.page, settings: Object.fromEntries(settings), period, gradient, ...read }
  const { evaluate, balance } = catalog.derive.orbit(page)
  if (before === 0 || !reader.sink.failed) tryOut(evaluate, parameters, reader, ruleAt)
  const { expr } = read.formula
  const isSum = expr.kind === 'call' && expr.fn === 'sum'
  const set = settings
    .filter(([name, { expr: one }]) => one.kind !== 'name' || one.name !== name)
    .map(([name, one]) => `${nameTex(name)} = ${formulaTex(one.expr)}`)
  const tex = [
    formulaTex(expr),
    ...Object.entries(read.let).map(([name, one]) => `${nameTex(name)} = ${formulaTex(one.expr)}`),
    ...(read.require.length > 0
      ? [`\\text{where } ${read.require.map((one) => formulaTex(one.expr)).join(',\\; ')}`]
      : []),
    `\\text{on the orbit of ${word(use)}}${set.length > 0 ? `,\\quad ${set.join(',\\; ')}` : ''}`,
    `g_i = ${formulaTex(gradient.expr)},\\quad i = 1, \\dots, ${formulaTex(period.expr)}`,
  ]
  return { kind: 'code', evaluate, tex, ...(isSum ? { balance } : {}) }
}

/** A prediction of which no argument has a value is a mistake of its page, told where its rule stands. */
function tryOut(
  evaluate: (...args: number[]) => number,
  parameters: readonly Parameter[],
  { page, sink }: FormulaReader,
  at: Path,
): void {
  try {
    metered(TRIAL, () => evaluate(...parameters.map(({ range, fallback }) => fallback ?? within(range))))
  } catch (error) {
    if (!(error instanceof NoValue)) throw error
    if (error.everywhere) page.report(sink, at, error.told)
  }
}

/** A number in a range that has no extremes. */
function within({ low, high, openLow, whole }: IndexRange): number {
  const [finiteLow, finiteHigh] = [Number.isFinite(low), Number.isFinite(high)]
  if (whole) return finiteLow ? Math.floor(low) + (openLow ? 1 : 0) : finiteHigh ? Math.floor(high) - 1 : 1
  if (finiteLow && finiteHigh) return (low + high) / 2
  return finiteLow ? low + 0.5 : finiteHigh ? high - 0.5 : 0.5
}

/** The body of a prediction that is an end of where a sum over a period is negative; null after a report. */
export function readThreshold({ input, path, reader, catalog, parameters, formula }: Reading): Body | null {
  const { threshold } = input
  if (!threshold) return null
  const at = [...path, 'threshold']
  const { expr, source } = formula(threshold.of, [...at, 'of'], [threshold.in])
  const called = expr.kind === 'call' ? expr.definition : undefined
  if (!called) {
    if (!reader.sink.failed) reader.page.report(reader.sink, [...at, 'of'], callExpected())
    return null
  }
  const balance = called.body.kind === 'code' ? called.body.balance : undefined
  if (!balance) {
    reader.page.report(reader.sink, [...at, 'of'], noSum(called.name))
    return null
  }
  const { args } = expr as Extract<typeof expr, { kind: 'call' }>
  const fallbacks = called.parameters.slice(args.length).map(({ fallback }) => fallback ?? 0)
  const given = [
    ...args.map((one) => ({ expr: one, source })),
    ...fallbacks.map((value) => formula(value, [...at, 'of'])),
  ]
  const known = parameters.map(({ name }) => name)
  const evaluate = catalog.derive.threshold({
    parameters: known,
    balance,
    args: given,
    name: threshold.in,
    end: threshold.end,
  })
  const bound = threshold.end === 'high' ? 'sup' : 'inf'
  return {
    kind: 'code',
    evaluate,
    tex: [`\\${bound} \\left\\{ ${nameTex(threshold.in)} : ${formulaTex(expr)} < 0 \\right\\}`],
  }
}

/** The body of a prediction that is the least whole number with a property. */
export function readLeast({ input, path, catalog, parameters, formula }: Reading): Body | null {
  const { least } = input
  if (!least) return null
  const at = [...path, 'least']
  const page = {
    parameters: parameters.map(({ name }) => name),
    name: least.name,
    from: formula(least.from, [...at, 'from']),
    to: formula(least.to, [...at, 'to']),
    where: formula(least.where, [...at, 'where'], [least.name]),
    stays: least.stays ?? false,
  }
  const [from, to, where] = [page.from, page.to, page.where].map(({ expr }) => formulaTex(expr))
  const tex = [`\\min \\left\\{ ${nameTex(page.name)} \\in \\{${from}, \\dots, ${to}\\} : ${where} \\right\\}`]
  return { kind: 'code', evaluate: catalog.derive.least(page), tex }
}
