import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemWith } from '../../src/machine/system.ts'
import { execute, experiment, temporary } from './support.ts'

const cache = (out: string) => join(out, 'sample', 'cache')
const batches = (out: string) => readdirSync(cache(out)).filter((name) => name.endsWith('.bin'))

describe('results do not depend on how they were computed', () => {
  test('one digest in this thread, on 1, 2 and 3 workers, and for any batch size', async () => {
    const digests = new Set<string>()
    for (const jobs of [0, 1, 2, 3]) {
      const done = await execute(experiment(), temporary(), { jobs })
      expect(done).toMatchObject({ computed: 48, reused: 0, interrupted: false, failures: [] })
      digests.add(done.digest)
    }
    for (const lanes of [1, 3, 7]) digests.add((await execute(experiment(), temporary(), { lanes })).digest)
    expect(digests.size).toBe(1)
  })

  test('another seed, or another rule, gives another digest', async () => {
    const digest = async (changes: Parameters<typeof experiment>[0]) =>
      (await execute(experiment(changes), temporary())).digest
    const base = await digest({ seeds: 2 })
    expect(await digest({ seeds: 3 })).not.toBe(base)
    expect(await digest({ seeds: 2, optimizers: '[{use: adamw, lr: [0.01, 0.1]}, {use: sgd, lr: 1e3}]' })).not.toBe(
      base,
    )
    expect(await digest({ seeds: 2, title: 'Another title' })).toBe(base)
  })

  test('a diverged run ends at its step, and the others go on', async () => {
    const { traces } = await execute(experiment(), temporary())
    const sgd = traces.runs.map((run, index) => ({ run, index })).filter(({ run }) => run.optimizer === 'sgd')
    expect(sgd).toHaveLength(16)
    for (const { run, index } of sgd) {
      expect(run.status).toBe('diverged')
      expect(run.steps).toBeLessThan(300)
      expect(traces.times(index).every((t) => t < run.steps)).toBe(true)
      expect(traces.values(index, 1).every(Number.isFinite)).toBe(true)
    }
    for (const run of traces.runs.filter((one) => one.optimizer === 'adam')) {
      expect(run).toMatchObject({ status: 'finished', steps: 300 })
      expect(run.final.every(Number.isFinite)).toBe(true)
    }
  })
})

test.each([0, 2])('progress goes up to all lane-steps times coordinates, in whole ones: %d threads', async (jobs) => {
  const told: { done: number; total: number }[] = []
  await execute(experiment(), temporary(), { jobs, lanes: 5, onProgress: (progress) => told.push(progress) })
  // 48 runs of 300 steps in 3 coordinates.
  expect(told.at(-1)).toEqual({ done: 48 * 300 * 3, total: 48 * 300 * 3 })
  told.forEach(({ done, total }, k) => {
    expect(total).toBe(48 * 300 * 3)
    expect(Number.isInteger(done)).toBe(true)
    expect(done).toBeGreaterThanOrEqual(told[k - 1]?.done ?? 0)
  })
})

describe('what is stored is not computed again', () => {
  test('the second time nothing is computed', async () => {
    const out = temporary()
    const first = await execute(experiment(), out)
    const second = await execute(experiment(), out)
    expect(second).toMatchObject({ computed: 0, reused: 48, digest: first.digest })
  })

  test('more seeds, or one more optimizer, add to what is there', async () => {
    const out = temporary()
    await execute(experiment({ seeds: 4 }), out)
    expect(await execute(experiment({ seeds: 6 }), out)).toMatchObject({ computed: 12, reused: 24 })
    const optimizers = '[{use: adam, lr: [0.01, 0.1]}, {use: sgd, lr: 1e3}, {use: adopt}]'
    const more = await execute(experiment({ seeds: 6, optimizers }), out)
    expect(more).toMatchObject({ computed: 12, reused: 36 })
    expect(more.digest).toBe((await execute(experiment({ seeds: 6, optimizers }), temporary())).digest)
  })

  test('an interrupted run keeps its finished batches and resumes to the same digest', async () => {
    const out = temporary()
    const stop = new AbortController()
    const options = { lanes: 2, signal: stop.signal, onProgress: () => batches(out).length >= 3 && stop.abort() }
    const cut = await execute(experiment(), out, options)
    expect(cut.interrupted).toBe(true)
    const kept = batches(out).length * 2
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(48)
    const rest = await execute(experiment(), out)
    expect(rest).toMatchObject({ reused: kept, computed: 48 - kept })
    expect(rest.digest).toBe((await execute(experiment(), temporary())).digest)
  })

  test('a damaged or truncated batch does not count', async () => {
    const out = temporary()
    const { digest } = await execute(experiment(), out, { lanes: 8 })
    const [first = '', second = ''] = batches(out)
    const bytes = readFileSync(join(cache(out), first))
    bytes.writeUInt8((bytes.readUInt8(bytes.length - 100) + 1) % 256, bytes.length - 100)
    writeFileSync(join(cache(out), first), bytes)
    truncateSync(join(cache(out), second), 50)
    writeFileSync(join(cache(out), 'half.999999.partial'), 'left by a process that is gone')
    const again = await execute(experiment(), out)
    expect(again).toMatchObject({ damaged: 2, computed: 16, reused: 32, digest })
    expect(readdirSync(cache(out)).some((name) => name.endsWith('.partial'))).toBe(false)
  })

  test('memory is that of the recorded values, whatever the number of steps', async () => {
    const length = async (steps: number) => {
      const of = { ...experiment({ seeds: 2 }), horizons: [steps] }
      const { traces } = await execute(of, temporary())
      return Math.max(...traces.runs.map((_, index) => traces.values(index, 0).length))
    }
    expect(await length(100_000)).toBeLessThanOrEqual(21)
    expect(await length(1000)).toBeLessThanOrEqual(21)
  })
})

describe('workers that fail', () => {
  test('a task that crashes its worker is tried twice, then its runs are in error and the rest is kept', async () => {
    const script = join(temporary(), 'crash.mjs')
    writeFileSync(
      script,
      `import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ batch }) => {
  if (batch.lanes[0].seed === 3) process.exit(9)
  parentPort.postMessage({ result: new Float64Array(batch.lanes.length * (1 + 2 * batch.times.length + 3)) })
})`,
    )
    const { pathToFileURL } = await import('node:url')
    const options = { jobs: 2, lanes: 1, system: systemWith(pathToFileURL(script)) }
    const done = await execute(experiment({ seeds: 4, optimizers: 'sgd' }), temporary(), options)
    expect(done.failures).toEqual(["2 runs of 'sgd' on 'heavy-tailed-quadratic': the worker ended with code 9"])
    expect(done.traces.runs.map((run) => run.status === 'error')).toEqual(done.traces.runs.map((run) => run.seed === 3))
  })
})
