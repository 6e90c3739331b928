import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { composeVariants } from '../../src/compose/variants.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { StorageError } from '../../src/machine/storage-error.ts'
import { Store } from '../../src/machine/store.ts'
import { nodeSystem, systemWith } from '../../src/machine/system.ts'
import { execute as executePlan } from '../../src/run/execute.ts'
import type { Executor, Work } from '../../src/run/executor.ts'
import { inline } from '../../src/run/inline.ts'
import { plan } from '../../src/run/plan.ts'
import { Records } from '../../src/run/records.ts'
import { runTasks, type Task } from '../../src/run/tasks.ts'
import { execute, experiment, temporary, worker } from './support.ts'

/** What the scripted workers below are told. */
const order = (text: string) => ({ batch: text }) as unknown as Work

function tasks(texts: readonly string[]) {
  const log: string[] = []
  const list = texts.map(
    (text): Task => ({
      order: () => order(text),
      told: (step) => log.push(`${text} at ${step}`),
      done: async (result) => void log.push(`${text} gave ${result[0]}`),
      failed: (reason) => log.push(`${text} failed: ${reason}`),
    }),
  )
  return { list, log }
}

/** A worker that does what it is told. */
function scripted(): URL {
  const folder = temporary()
  const path = join(folder, 'worker.mjs')
  writeFileSync(
    path,
    `import { existsSync, writeFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
const done = () => parentPort.postMessage({ result: Float64Array.of(1) })
parentPort.on('message', ({ batch }) => {
  if (batch === 'throws') throw new Error('it broke')
  if (batch === 'exits') process.exit(0)
  if (batch === 'spins') for (;;);
  if (batch === 'says') return parentPort.postMessage({ failure: 'too large' })
  if (batch === 'dies later') setTimeout(() => { throw new Error('idle') }, 20)
  if (batch === 'waits') return setTimeout(done, 200)
  if (batch === 'breaks once' && !existsSync(${JSON.stringify(join(folder, 'broke'))})) {
    writeFileSync(${JSON.stringify(join(folder, 'broke'))}, '')
    process.exit(3)
  }
  parentPort.postMessage({ step: 5 })
  done()
})`,
  )
  return pathToFileURL(path)
}

const threads = () => systemWith(scripted()).threads()

describe('threads', () => {
  test('crashes end in a reason, never in silence, and the rest is done', async () => {
    const { list, log } = tasks(['good', 'throws', 'exits', 'says', 'breaks once', 'good'])
    await runTasks(list, 2, threads())
    expect(log.filter((line) => line === 'good gave 1')).toHaveLength(2)
    expect(log).toContain('good at 5')
    expect(log).toContain('throws failed: it broke')
    expect(log).toContain('exits failed: the worker ended with code 0')
    expect(log).toContain('says failed: too large')
    expect(log).toContain('breaks once gave 1')
    expect(log).toHaveLength(3 + 5 + 1)
  })

  test('one that dies between two tasks ends nothing but itself', async () => {
    const { list, log } = tasks(['dies later', 'waits', 'good'])
    await runTasks(list, 1, threads())
    expect(log.filter((line) => line.includes('gave'))).toEqual(['dies later gave 1', 'waits gave 1', 'good gave 1'])
  })

  test('an abort ends a worker that never stops', async () => {
    const { list, log } = tasks(['spins', 'good'])
    await runTasks(list, 1, threads(), AbortSignal.timeout(300))
    expect(log).toEqual([])
  })

  test('after an abort nothing is begun', async () => {
    const { list, log } = tasks(['good'])
    for (const jobs of [0, 1])
      await runTasks(list, jobs, jobs === 0 ? () => inline(nodeSystem) : threads(), AbortSignal.abort())
    expect(log).toEqual([])
  })

  test('a missing worker is said once, before any work', () => {
    expect(() => systemWith(new URL('file:///nowhere/worker.js')).threads()).toThrow(/the worker is missing.*nowhere/)
  })
})

test('a result that cannot be kept ends all work, with every executor stopped', async () => {
  const state = { started: 0, stopped: 0, begun: 0 }
  const start = (): Executor => {
    state.started++
    return {
      alive: true,
      run: async (_order, _told, signal) => {
        const first = state.begun++ === 0
        if (first) return { kind: 'done', result: new Float64Array(1) }
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        return { kind: 'aborted' }
      },
      stop: async () => void state.stopped++,
    }
  }
  const full = { ...tasks(['x']).list[0], done: () => Promise.reject(new Error('full')) } as Task
  await expect(runTasks([full, full, full, full], 3, start)).rejects.toThrow('full')
  expect(state).toEqual({ started: 3, stopped: 3, begun: 3 })
})

test('a task that cannot be prepared fails alone', async () => {
  const { list, log } = tasks(['bad', 'good'])
  const bad: Task = {
    ...(list[0] as Task),
    order: () => {
      throw new Error('does not compile')
    },
  }
  await runTasks([bad, list[1] as Task], 1, threads())
  expect(log).toEqual(['bad failed: does not compile', 'good at 5', 'good gave 1'])
})

describe('a disk that fills up in the middle', () => {
  /** Publishes some batches, and then the device is full. */
  class Full extends Store {
    left = 3
    override async publish(...args: Parameters<Store['publish']>): Promise<void> {
      if (this.left-- <= 0) throw new StorageError('ENOSPC', this.folder, new Error('full'))
      await super.publish(...args)
    }
  }

  test.each([0, 2])('with %d workers: it ends at once, and nothing that was published is lost', async (jobs) => {
    const out = temporary()
    const of = experiment()
    const store = new Full(join(out, of.name))
    await store.prepare()
    const planned = plan(of, composeVariants(of, new Diagnostics()), nodeSystem)
    const records = new Records(planned)
    const running = executePlan(planned, records, store, { jobs, lanes: 2, system: systemWith(worker()) })
    await expect(running).rejects.toThrow(/no space is left on the device/)
    expect(records.size).toBe(6)
    const rest = await execute(of, out)
    expect(rest).toMatchObject({ reused: 6, computed: 42, damaged: 0 })
    expect(rest.digest).toBe((await execute(of, temporary())).digest)
  })
})
