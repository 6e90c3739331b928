import type { Experiment } from '../config/experiment.ts'
import { exactNumbers } from '../config/json-numbers.ts'
import { jsonText } from '../text/json.ts'
import type { Run, Traces } from './traces.ts'

/**
 * summary.json, schema "adam-lab/summary/1": what was claimed, what ran, how it ended, verdicts, digest. Numbers are in the
 * shortest form that reads back to the same bits; NaN, the infinities and -0 are strings that `Number` reads back.
 *
 * A summary of a million runs is longer than a string should be: it comes in parts, and may be read as often as needed.
 *
 * @param undrawn sentences on charts that could not be drawn, which are no plots of the experiment then
 */
export function summaryParts(
  experiment: Experiment,
  traces: Traces,
  verdicts: readonly object[],
  digest: string,
  undrawn: readonly string[] = [],
): Iterable<string> {
  return { [Symbol.iterator]: () => parts(experiment, traces, verdicts, digest, undrawn) }
}

/** The same as one text. */
export const summaryJson = (...of: Parameters<typeof summaryParts>): string => [...summaryParts(...of)].join('')

/** Runs that are written together. */
const TOGETHER = 4096

const line = (item: object): string => `  ${jsonText(item, exactNumbers)}`

const lines = (items: readonly object[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map(line).join(',\n')}\n ]`

function* parts(...of: Required<Parameters<typeof summaryParts>>): Generator<string> {
  const [experiment, traces, verdicts, digest, undrawn] = of
  const claims = experiment.claims.map(({ id, title, source, statement }) => ({ id, title, source, statement }))
  const head = { schema: 'adam-lab/summary/1', experiment: experiment.name, title: experiment.title }
  const values = {
    digest: jsonText(digest),
    plots: jsonText(experiment.plots.map(({ name }) => name)),
    ...(undrawn.length === 0 ? {} : { undrawn: jsonText(undrawn) }),
    claims: lines(claims),
    verdicts: lines(verdicts),
  }
  const opening = jsonText(head, undefined, 1).slice(0, -2)
  yield [opening, ...Object.entries(values).map(([name, text]) => ` "${name}": ${text}`), ' "runs": ['].join(',\n')
  let waiting: string[] = []
  let before = '\n'
  for (const run of traces.runs) {
    waiting.push(line(told(run, traces.measures)))
    if (waiting.length < TOGETHER) continue
    yield before + waiting.join(',\n')
    waiting = []
    before = ',\n'
  }
  if (waiting.length > 0) yield before + waiting.join(',\n')
  yield traces.runs.length === 0 ? ']\n}\n' : '\n ]\n}\n'
}

/** What is said of a run. */
const told = (run: Run, measures: readonly string[]): object => {
  const { final } = run
  return {
    problem: run.problem,
    optimizer: run.optimizer,
    rule: run.rule,
    dialect: run.dialect,
    hyper: run.hyper,
    given: run.given,
    horizon: run.horizon,
    seed: run.seed,
    status: run.status,
    steps: run.steps,
    final: Object.fromEntries(measures.map((name, m) => [name, final[m]])),
    x: run.x,
    ...(run.mutantOf === null ? {} : { mutantOf: run.mutantOf }),
  }
}
