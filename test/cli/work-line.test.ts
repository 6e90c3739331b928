import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { workLine } from '../../src/cli/run.ts'
import type { Execution } from '../../src/run/run.ts'
import type { RunStatus } from '../../src/run/traces.ts'
import { adamLab, page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const line = (computed: number, reused: number, statuses: readonly RunStatus[]) =>
  workLine(
    { computed, reused, traces: { runs: statuses.map((status) => ({ status })) } } as unknown as Execution,
    'out',
  )

it('says that there is nothing to do only where every run is there', () => {
  expect(line(0, 1, ['finished'])).toBe('nothing to do: the one run is already in out')
  expect(line(0, 2, ['finished', 'diverged'])).toBe('nothing to do: all 2 runs are already in out')
  expect(line(0, 0, ['error'])).toBe('1 run not made')
  expect(line(0, 0, ['error', 'error'])).toBe('2 runs not made')
  expect(line(0, 1, ['error', 'finished'])).toBe('0 runs computed, 1 reused, 1 not made')
  expect(line(1, 1, ['error', 'finished', 'finished'])).toBe('1 run computed, 1 reused, 1 not made')
  expect(line(1, 0, ['finished'])).toBe('1 run computed')
})

it('is not said of a page whose program is too large: validate and run refuse it in the same words', async () => {
  const folder = scratch()
  const file = page(
    folder,
    'rows.yaml',
    'name: rows\nproblem: {use: least-squares, n: 4000, d: 4}\noptimizers: {use: sgd, lr: 0.01}\nsteps: 10\nmeasures: {f: objective}\n',
  )
  const validated = await adamLabHere(['validate', file])
  const ran = await adamLab(['run', file, '--out', join(folder, 'out')])
  expect(validated.err).toMatch(/rows\.yaml:2:\d+: .* operations, at most/)
  expect(ran).toEqual({ ...validated, out: '' })
  expect(ran.code).toBe(2)
  expect(existsSync(join(folder, 'out'))).toBe(false)
})
