import type { Diagnostics } from '../lang/source.ts'
import { ZERO } from './formulas.ts'
import type { ProblemPage } from './pages.ts'
import { readTrace, type Trace } from './trace.ts'

/** A recorded trajectory in the format "optimizer-trace/1" (JSON Lines) as a problem that hands out its gradients. */
export function replayProblem(file: string, text: string, sink: Diagnostics): ProblemPage | null {
  const trace = readTrace(file, text, 'gradients', sink)
  return trace && problemOf(trace, file)
}

/** The problem that hands out the gradients of a trace. */
export function problemOf(trace: Trace, file: string): ProblemPage {
  return {
    kind: 'problem',
    name: 'replay',
    title: `Recorded gradients of ${trace.implementation ?? file}`,
    source: null,
    notes: [],
    hyper: {},
    text: null,
    d: ZERO,
    objective: null,
    loss: null,
    draws: [],
    data: [],
    noise: null,
    replay: { rows: trace.rows, data: trace.gradients, start: trace.start },
    start: ZERO,
    domain: { kind: 'none' },
    facts: {},
  }
}
