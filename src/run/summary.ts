import type { Experiment } from '../config/experiment.ts'
import type { Traces } from './traces.ts'

/** JSON has no word for these; a reader gets them back with Number(). */
const exact = (value: unknown): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
    ? Object.is(value, -0)
      ? '-0'
      : String(value)
    : value

/**
 * summary.json, schema "adam-lab/summary/1": what ran, how it ended, verdicts, digest. Numbers are in the shortest form that
 * reads back to the same bits; NaN, the infinities and -0 are strings that `Number` reads back.
 */
export function summaryJson(
  experiment: Experiment,
  traces: Traces,
  verdicts: readonly object[],
  digest: string,
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
  const head = { schema: 'adam-lab/summary/1', experiment: experiment.name, title: experiment.title }
  const lines = (items: readonly object[]) =>
    items.length === 0
      ? '[]'
      : `[\n${items.map((item) => `  ${JSON.stringify(item, (_, value) => exact(value))}`).join(',\n')}\n ]`
  const opening = JSON.stringify(head, null, 1).slice(0, -2)
  return `${opening},\n "digest": ${JSON.stringify(digest)},\n "verdicts": ${lines(verdicts)},\n "runs": ${lines(runs)}\n}\n`
}
