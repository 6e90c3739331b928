import type { Experiment } from '../config/experiment.ts'
import { exactNumbers } from '../config/json-numbers.ts'
import { jsonText } from '../text/json.ts'
import type { Traces } from './traces.ts'

/**
 * summary.json, schema "adam-lab/summary/1": what was claimed, what ran, how it ended, verdicts, digest. Numbers are in the
 * shortest form that reads back to the same bits; NaN, the infinities and -0 are strings that `Number` reads back.
 *
 * @param undrawn sentences on charts that could not be drawn, which are no plots of the experiment then
 */
export function summaryJson(
  experiment: Experiment,
  traces: Traces,
  verdicts: readonly object[],
  digest: string,
  undrawn: readonly string[] = [],
): string {
  const runs = traces.runs.map((run) => ({
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
    final: Object.fromEntries(traces.measures.map((name, m) => [name, run.final[m]])),
    x: run.x,
    ...(run.mutantOf === null ? {} : { mutantOf: run.mutantOf }),
  }))
  const claims = experiment.claims.map(({ id, title, source, statement }) => ({ id, title, source, statement }))
  const head = { schema: 'adam-lab/summary/1', experiment: experiment.name, title: experiment.title }
  const lines = (items: readonly object[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `  ${jsonText(item, exactNumbers)}`).join(',\n')}\n ]`
  const opening = jsonText(head, undefined, 1).slice(0, -2)
  const parts = {
    digest: jsonText(digest),
    plots: jsonText(experiment.plots.map(({ name }) => name)),
    ...(undrawn.length === 0 ? {} : { undrawn: jsonText(undrawn) }),
    claims: lines(claims),
    verdicts: lines(verdicts),
    runs: lines(runs),
  }
  return `${[opening, ...Object.entries(parts).map(([name, text]) => ` "${name}": ${text}`)].join(',\n')}\n}\n`
}
