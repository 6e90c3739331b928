import { expect, test } from 'vitest'
import { composeVariants } from '../../src/compose/variants.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { recordLengthOf } from '../../src/run/batching.ts'
import { plan } from '../../src/run/plan.ts'
import { groupOf, Records } from '../../src/run/records.ts'
import { execute, experiment, temporary } from './support.ts'

/** Two entries that are the same computation, and one that is not. */
const twice = () =>
  experiment({
    optimizers: '[{use: sgd, lr: 1e-3}, {use: sgd, lr: 1e-3, label: again}, {use: sgd, lr: 2e-3, label: other}]',
  })

test('what two entries of a page have in common is computed once, and both have it', async () => {
  const of = twice()
  let work = 0
  const onProgress = ({ total }: { readonly total: number }) => {
    work = total
  }
  const { traces, computed } = await execute(of, temporary(), { onProgress })
  const by = (label: string) =>
    traces.runs.map((run, index) => ({ run, index })).filter(({ run }) => run.optimizer === label)
  const [first, again, other] = [by('sgd'), by('again'), by('other')]
  expect(computed).toBe(first.length + other.length)
  // 300 steps in 3 coordinates.
  expect(work).toBe(computed * 300 * 3)
  expect(again.length).toBe(first.length)
  first.forEach(({ run, index }, k) => {
    const same = again[k]
    expect(same?.run.final).toEqual(run.final)
    expect(traces.values(same?.index ?? -1, 0)).toEqual(traces.values(index, 0))
    expect(other[k]?.run.final).not.toEqual(run.final)
  })
})

test('a record that is known by one unit is known by all that are the same, and counts once', () => {
  const of = twice()
  const planned = plan(of, composeVariants(of, new Diagnostics()), nodeSystem)
  const records = new Records(planned)
  const [group, same] = [planned.groups[0], planned.groups.find(({ variant }) => variant.optimizer.label === 'again')]
  if (!group || !same) throw new Error('a group is missing')
  const numbers = Float64Array.from({ length: recordLengthOf(group) }, (_, k) => k)
  const unit = same.start + 1
  expect([records.has(unit), records.of(unit), records.size]).toEqual([false, null, 0])
  records.set(unit, numbers)
  records.put(planned.ids.of(unit), numbers)
  expect([records.has(unit), records.has(group.start + 1), records.has(group.start), records.size]).toEqual([
    true,
    true,
    false,
    1,
  ])
  expect(records.of(group.start + 1)).toEqual(numbers)
  expect(records.lengthOf(planned.ids.of(unit))).toBe(numbers.length)
  expect(records.lengthOf('0'.repeat(64))).toBe(-1)
  planned.groups.forEach(({ start, size }, index) => {
    expect([groupOf(planned, start), groupOf(planned, start + size - 1)]).toEqual([index, index])
  })
})
