import { describe, expect, test } from 'vitest'
import { composeVariants } from '../../src/compose/variants.ts'
import type { Experiment } from '../../src/config/experiment.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { plan } from '../../src/run/plan.ts'
import { execute, experiment, temporary } from './support.ts'

const ids = (of: Experiment) => {
  const { ids: all } = plan(of, composeVariants(of, new Diagnostics()), nodeSystem)
  return Array.from({ length: all.length }, (_, unit) => all.of(unit))
}

describe('what is recorded is part of what a unit is', () => {
  const base = experiment({ seeds: 2 })
  test.each<[string, Partial<Experiment>]>([
    ['the horizon', { horizons: [301] }],
    ['the number of recorded steps', { record: { points: 19, scale: 'log' } }],
    ['their spacing', { record: { points: 20, scale: 'linear' } }],
    ['the measures', { measures: base.measures.slice(0, 1) }],
    ['their order', { measures: base.measures.toReversed() }],
  ])('%s changes all ids', (_, change) => {
    const before = ids(base)
    const after = ids({ ...base, ...change })
    expect(after).toHaveLength(before.length)
    expect(after.filter((id) => before.includes(id))).toEqual([])
  })

  test('a longer horizon beside another adds its own runs, and takes nothing from the other', async () => {
    const out = temporary()
    await execute(base, out)
    const both = await execute({ ...base, horizons: [300, 600] }, out)
    expect(both).toMatchObject({ reused: 12, computed: 12 })
    for (const [index, run] of both.traces.runs.entries()) {
      if (run.status === 'finished') expect(both.traces.times(index).at(-1)).toBe(run.horizon)
    }
    expect(both.digest).toBe((await execute({ ...base, horizons: [300, 600] }, temporary())).digest)
  })
})

test('a diverged run has the values of all steps before the one at which it diverged, and no others', async () => {
  const every = {
    ...experiment({ seeds: 2, optimizers: '{use: sgd, lr: 1e3}' }),
    record: { points: 300, scale: 'linear' },
  }
  const { traces } = await execute(every as Experiment, temporary())
  expect(traces.runs).toHaveLength(4)
  for (const [index, run] of traces.runs.entries()) {
    expect(run.status).toBe('diverged')
    expect(traces.times(index)).toEqual(Array.from({ length: run.steps - 1 }, (_, k) => k + 1))
    for (const measure of [0, 1]) {
      const values = traces.values(index, measure)
      expect(values).toHaveLength(run.steps - 1)
      expect(values.some(Number.isNaN)).toBe(false)
      expect(run.final[measure]).toBe(values.at(-1))
    }
  }
})
