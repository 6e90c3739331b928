import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readTrace, type Trace } from '../../src/config/trace.ts'
import { type Conformance, conform } from '../../src/conform/conform.ts'
import { catalogRules, type Rule } from '../../src/conform/rules.ts'
import type { ViewSizes } from '../../src/conform/view.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { Diagnostics } from '../../src/lang/source.ts'

const folder = fileURLToPath(new URL('../fixtures/traces', import.meta.url))

/** Names of all recorded traces. */
export const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

export const catalog = fileCatalog()
export const rules = catalogRules(catalog)

/** The rules of some pages with all their dialects and mutants. */
export const family = (...names: readonly string[]): Rule[] =>
  rules.filter((rule) => names.includes(rule.name.split('@')[0] as string))

interface Line {
  [key: string]: unknown
  x: number[]
  g: number[]
}

/** A recorded trace as objects, to be changed: the header, then a line a step. */
export function lines(file: string): { header: Record<string, unknown>; steps: Line[] } {
  const [header = '', ...steps] = readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n')
  return { header: JSON.parse(header), steps: steps.map((line) => JSON.parse(line)) }
}

export const jsonl = ({ header, steps }: ReturnType<typeof lines>): string =>
  `${[header, ...steps].map((line) => JSON.stringify(line)).join('\n')}\n`

export function traceOf(recorded: ReturnType<typeof lines>): Trace {
  const sink = new Diagnostics()
  const trace = readTrace('trace.jsonl', jsonl(recorded), 'iterates', sink)
  if (!trace) throw new Error(sink.list.map(({ message }) => message).join('\n'))
  return trace
}

export const conformance = (
  recorded: ReturnType<typeof lines>,
  among: readonly Rule[] = rules,
  tolerance = 1e-12,
  sizes?: ViewSizes,
): Conformance => conform(traceOf(recorded), 'trace.jsonl', among, { tolerance, ...(sizes ? { sizes } : {}) })

export const names = (matches: Conformance['ranking']): string[] => matches.map(({ rule }) => rule.name)
