import type { Diagnostics } from '../lang/source.ts'
import { ZERO } from './formulas.ts'
import type { ProblemPage } from './pages.ts'

interface Step {
  readonly t: number
  readonly g: readonly number[]
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((x) => typeof x === 'number' && Number.isFinite(x))

/** A recorded trajectory in the format "optimizer-trace/1" (JSON Lines) as a problem that hands out its gradients. */
export function replayProblem(file: string, text: string, sink: Diagnostics): ProblemPage | null {
  const rows = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  let failed = false
  const fail = (line: number, message: string, hint?: string) => {
    failed = true
    const at = { line, column: 1 }
    sink.add({ file, start: at, end: at, message, ...(hint ? { hint } : {}) })
    return null
  }
  const parsed = rows.map((row, k) => {
    try {
      return JSON.parse(row) as Record<string, unknown>
    } catch (error) {
      return fail(k + 1, `this line is not JSON (${error instanceof Error ? error.message : 'unreadable'})`)
    }
  })
  const header = parsed[0]
  if (failed) return null
  if (header?.format !== 'optimizer-trace/1')
    return fail(1, 'this is not a recorded trajectory', '"format": "optimizer-trace/1" is expected in the first line')
  if (!isNumbers(header.x0)) return fail(1, 'the header has no start x0', '"x0": [...] with one number a coordinate')
  const start = header.x0
  const data = new Float64Array((parsed.length - 1) * start.length)
  parsed.slice(1).forEach((row, k) => {
    const { t, g }: Partial<Step> = typeof row === 'object' && row !== null ? row : {}
    if (t !== k + 1)
      fail(k + 2, `step ${k + 1} is expected here, this is ${t === undefined ? 'none' : JSON.stringify(t)}`)
    else if (!isNumbers(g) || g.length !== start.length) fail(k + 2, `g must be ${start.length} finite numbers`)
    else data.set(g, k * start.length)
  })
  if (parsed.length < 2) fail(1, 'no gradient is recorded')
  if (failed) return null
  return {
    kind: 'problem',
    name: 'replay',
    title: `Recorded gradients of ${String(header.implementation ?? file)}`,
    source: null,
    notes: [],
    hyper: {},
    text: null,
    d: ZERO,
    objective: null,
    loss: null,
    draws: [],
    noise: null,
    replay: { rows: parsed.length - 1, data, start },
    start: ZERO,
    domain: { kind: 'none' },
    facts: {},
  }
}
