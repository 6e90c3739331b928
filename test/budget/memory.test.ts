import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { page, scratch } from '../cli/adam-lab.ts'

const program = fileURLToPath(new URL('../../bin/adam-lab.js', import.meta.url))
const folder = scratch()

/** Runs a page with a heap of so many megabytes, which hold every object, but not the numbers of typed arrays. */
function run(name: string, megabytes: number, text: string) {
  const file = page(folder, `${name}.yaml`, `name: ${name}\n${text}`)
  const heap = `--max-old-space-size=${megabytes}`
  const args = [heap, program, 'run', file, '--out', folder, '--quiet', '--jobs', '1']
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return { status, stderr, summary: () => readFileSync(join(folder, name, 'summary.json'), 'utf8') }
}

test('runs are numbers in columns: their objects would not fit', () => {
  const { status, stderr, summary } = run(
    'many',
    80,
    'problem: {objective: "sum(x^2)", d: 1, start: 1}\noptimizers: {use: sgd, lr: 0.1}\nsteps: 1\nseeds: 200000\nmeasures: {f: objective}\n',
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(summary().split('"seed":')).toHaveLength(200_001)
})

test.each(['1e6', '1e7'])('d: %s, the stated limit, is run: nothing is kept a coordinate', (d) => {
  const { status, stderr, summary } = run(
    `long-${d}`,
    80,
    `problem: {objective: "sum(x^2)", d: ${d}, start: 1}\noptimizers: {use: sgd, lr: 0.1}\nsteps: 3\nmeasures: {f: objective}\n`,
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const { f } = JSON.parse(summary()).runs[0].final
  expect(f).toBeCloseTo(Number(d) * 0.8 ** 6, 0)
})
