import { count, LIMITS } from '../budget/limits.ts'
import { metered } from '../budget/meter.ts'
import { evaluateFormula } from '../lang/evaluate.ts'
import { parseFormula } from '../lang/parse.ts'
import { Diagnostics, plainSource } from '../lang/source.ts'
import { suggest } from '../lang/suggest.ts'
import { quote } from '../text/clip.ts'
import { jsonText } from '../text/json.ts'
import { ORACLES } from '../theory/oracles/index.ts'
import type { Oracle } from '../theory/oracles/oracle.ts'
import { Failure } from './failure.ts'
import { table } from './table.ts'
import { terminal } from './terminal.ts'

/** `adam-lab oracle [name] [parameter=value...]`: the exact predictions, one of them, or its value. */
export function oracle(
  name: string | undefined,
  given: readonly string[],
  options: { readonly json?: boolean | undefined },
): number {
  if (name === undefined) {
    const rows = [...ORACLES.values()].map((one) => [`  ${one.name}`, one.title])
    terminal.print(...table([{ head: '' }, { head: '', cut: true }], rows, terminal.width).slice(1))
    return 0
  }
  const found = ORACLES.get(name)
  if (!found)
    throw new Failure(
      `there is no oracle ${quote(name)}; ${suggest(name, ORACLES.keys()) ?? "'adam-lab oracle' names them all"}`,
    )
  if (given.length === 0 && found.parameters.length > 0) {
    describe(found)
    return 0
  }
  const values = argumentsOf(found, given)
  const { value, cost } = metered(LIMITS.prediction, () => found.evaluate(...Object.values(values)))
  if (value === undefined) {
    throw new Failure(`${name} takes at least ${count(cost)} operations there, at most ${count(LIMITS.prediction)}`)
  }
  if (options.json)
    terminal.print(
      jsonText({ oracle: name, parameters: values, value: Number.isFinite(value) ? value : String(value) }),
    )
  else terminal.print(String(value))
  if (!Number.isNaN(value)) return 0
  const ranges = found.parameters.map((one) => `${one.name}: ${one.range}`).join('; ')
  throw new Failure(`${name} has no value there (${ranges})`)
}

function describe({ name, title, source, parameters }: Oracle): void {
  terminal.print(terminal.paint('bold', `${name}: ${title}`), source, '')
  const rows = parameters.map((one) => [`  ${one.name}`, one.meaning, one.range])
  terminal.print(...table([{ head: '' }, { head: '', cut: true }, { head: '' }], rows, terminal.width).slice(1))
  terminal.print('', `In a claim: ${name}(${parameters.map((one) => one.name).join(', ')})`)
}

/** Numbers, or formulas of numbers, by parameter; all that is wrong is told at once. */
function argumentsOf({ name, parameters }: Oracle, given: readonly string[]): Record<string, number> {
  const known = parameters.map((one) => one.name)
  const wrong: string[] = []
  const found = new Map<string, number>()
  for (const text of given) {
    const [, key = '', formula = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? []
    if (!known.includes(key)) {
      const hint = suggest(key, known) ?? `it has ${known.join(', ')}`
      wrong.push(
        text.includes('=') ? `${quote(name)} has no ${quote(key)}; ${hint}` : `${quote(text)} is not parameter=value`,
      )
      continue
    }
    const sink = new Diagnostics()
    const parsed = parseFormula(plainSource(formula), sink)
    const value = parsed && evaluateFormula(parsed, {}, sink)
    if (value === null) wrong.push(`${key}: ${sink.list[0]?.message ?? 'a number is expected'}`)
    else found.set(key, value)
  }
  const missing = known.filter((key) => !found.has(key) && !given.some((text) => text.startsWith(`${key}=`)))
  if (missing.length > 0) wrong.push(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`)
  if (wrong.length > 0) throw new Failure(...wrong)
  return Object.fromEntries(known.map((key) => [key, found.get(key) as number]))
}
