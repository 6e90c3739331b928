import { expect, test } from 'vitest'
import { formulasOf } from '../../src/lab/judge.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { plotOptions } from '../../src/plots/options.ts'
import { plotSpec } from '../../src/plots/plot.ts'
import { runExperiment } from '../../src/run/run.ts'
import { load } from '../acceptance/lab.ts'

const page = load(`
name: stability
problem: {use: ill-scaled-quadratic, d: 2, kappa: [2, 4, 8]}
optimizers: {use: sgd, lr: [0.05, 0.1, 0.2, 0.4, 0.8]}
steps: 50
measures: {f: objective}
plots:
  - {kind: region, measure: f, x: lr, y: kappa, boundary: lr - 0.9 / L}
`)

test('a boundary may refer to facts, which differ from point to point of the map', async () => {
  const sink = new Diagnostics()
  const { traces } = await runExperiment(page, { store: null, system: nodeSystem, jobs: 0, sink })
  const options = plotOptions({ experiment: page, traces, formulas: formulasOf(page, sink), sink })
  const [plot] = page.plots
  if (!plot) throw new Error('the page has no plot')
  const { spec, notes } = plotSpec(plot, page, traces, options)
  expect(sink.list).toEqual([])
  expect(notes.join(' ')).not.toContain('No boundary')
  const rows = JSON.stringify(spec).match(/\{"x":[^{}]*"boundary":[^{}]*\}/g) ?? []
  expect(rows.length).toBeGreaterThan(1)
})
