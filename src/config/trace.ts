import type { Diagnostics } from '../lang/source.ts'
import type { Message } from '../messages/message.ts'
import { noGradient, noJson, noStart, noTrace, oddHyper, oddNumber, oddRow, otherStep } from '../messages/traces.ts'
import { clip } from '../text/clip.ts'
import { isMapping } from './mapping.ts'

/** A recorded trajectory in the format "optimizer-trace/1": d coordinates over `rows` steps. */
export interface Trace {
  /** What the header says of the implementation; null where it is silent. */
  readonly implementation: string | null
  /** Hyperparameters as the header has them; null if it has none at all. */
  readonly hyper: Readonly<Record<string, unknown>> | null
  /** x_0, d numbers. */
  readonly start: readonly number[]
  readonly rows: number
  /** g_1 ... g_rows, row-major. */
  readonly gradients: Float64Array
  /** x_1 ... x_rows, row-major; null if they were not asked for. */
  readonly iterates: Float64Array | null
}

type Row = Readonly<Record<string, unknown>>

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/**
 * Whether a text says of itself that it is a trace. A page may name any file there is, so of one that is none nothing is shown.
 */
export function isTrace(text: string): boolean {
  return /"format"\s*:\s*"optimizer-trace\/1"/.test(/\S.*/.exec(text)?.[0] ?? '')
}

/**
 * Reads a trace (JSON Lines). Mistakes go to `sink` with their line; blank lines are skipped.
 *
 * @param need `iterates` if every step must have its x; what a file has of them is not looked at otherwise
 */
export function readTrace(file: string, text: string, need: 'gradients' | 'iterates', sink: Diagnostics): Trace | null {
  let failed = false
  const fail = (line: number, message: Message) => {
    failed = true
    const at = { line, column: 1 }
    sink.add({ ...message, file, start: at, end: at })
    return null
  }
  const none = (what: string) => fail(1, noTrace(what))
  if (!isTrace(text)) return none(text.trim() === '' ? 'this file is empty' : 'this is not a recorded trajectory')
  const [head, ...steps] = text
    .split(/\r?\n/)
    .map((content, k) => ({ content, line: k + 1 }))
    .filter(({ content }) => content.trim() !== '')
    .map(({ content, line }) => {
      const value = parsed(content)
      if (value === undefined) return { line, value: fail(line, unreadable(content)) }
      return { line, value: isMapping(value) ? value : fail(line, noJson('an object { } is expected in every line')) }
    })
  if (!head || failed) return null
  const header = head.value as Row
  if (header.format !== 'optimizer-trace/1') return none('this is not a recorded trajectory')
  const { x0, hyper, implementation } = header
  if (!Array.isArray(x0) || x0.length === 0) return fail(head.line, startMistake(x0))
  const wrong = x0.find((value) => !isNumber(value))
  if (wrong !== undefined) return fail(head.line, oddNumber('x0', shown(wrong)))
  if (hyper !== undefined && hyper !== null && !isMapping(hyper)) return fail(head.line, oddHyper())

  const dimension = x0.length
  const columns = need === 'iterates' ? (['g', 'x'] as const) : (['g'] as const)
  const data = { g: new Float64Array(steps.length * dimension), x: new Float64Array(steps.length * dimension) }
  steps.forEach(({ line, value }, k) => {
    const row = value as Row
    if (row.t !== k + 1) {
      fail(line, otherStep(k + 1, row.t === undefined ? 'none' : shown(row.t)))
      return
    }
    for (const name of columns) {
      const mistake = mistakeIn(name, row[name], dimension)
      if (mistake !== null) fail(line, mistake)
      else data[name].set(row[name] as number[], k * dimension)
    }
  })
  if (steps.length === 0) fail(head.line, noGradient())
  if (failed) return null
  return {
    implementation: typeof implementation === 'string' ? implementation : null,
    hyper: isMapping(hyper) ? hyper : null,
    start: x0,
    rows: steps.length,
    gradients: data.g,
    iterates: need === 'iterates' ? data.x : null,
  }
}

/** What stands where the start should; values by the name of a parameter are the commonest. */
function startMistake(x0: unknown): Message {
  const hint = '"x0": [...] with one number a coordinate'
  if (!isMapping(x0)) return noStart('the header has no start x0', hint)
  const flat = Object.values(x0).flat(Number.POSITIVE_INFINITY)
  const example = flat.every(isNumber) && flat.length > 0 ? clip(flat.join(', '), 40) : '...'
  return noStart(
    'x0 is an object { }, a list is expected',
    `the parameters one after another, and g and x likewise: "x0": [${example}]`,
  )
}

/** Python writes NaN and Infinity into its JSON, which no other reader takes. */
function unreadable(content: string): Message {
  const number = /(?<=[[,:]\s*)-?(NaN|Infinity)\b/.exec(content)?.[0]
  if (number) return noJson(`${number} is recorded here`, 'a trace has finite numbers only')
  return noJson('this line is not JSON')
}

/** What a line says; undefined if it is not JSON. */
function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function mistakeIn(name: string, value: unknown, dimension: number): Message | null {
  if (!Array.isArray(value)) return oddRow(name, null, dimension)
  if (value.length !== dimension) return oddRow(name, value.length, dimension)
  const wrong = value.find((one) => !isNumber(one))
  return wrong === undefined ? null : oddNumber(name, shown(wrong))
}

/** A value as it stands in the file, or what became of a number that is too large for a double. */
const shown = (value: unknown): string => clip(typeof value === 'number' ? String(value) : JSON.stringify(value))
