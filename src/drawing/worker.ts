import { writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Budget, Spent } from './budget.ts'
import type { DrawingOrder } from './order.ts'

/** Milliseconds between two looks at what was spent. */
const LOOK = 50
const STDOUT = 1

/**
 * The process that draws. Its second thread watches over the first, which a chart may keep busy for ever: it ends the process,
 * and says why, when the budget of a chart is spent, or when nobody waits for the picture any more.
 */
if (isMainThread) await serve()
else watch(JSON.parse(workerData))

async function serve(): Promise<void> {
  // A Ctrl-C reaches this process too; what becomes of it then is for the one that asked to say.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  const watcher = new Worker(fileURLToPath(import.meta.url), { workerData: process.argv[2] })
  watcher.unref()
  const { answer } = await import('./answer.ts')
  process.on('disconnect', () => process.exit())
  process.on('message', (order: DrawingOrder) => {
    watcher.postMessage('begin')
    answer(order).then(
      (result) => {
        watcher.postMessage('end')
        process.send?.({ result, bytes: process.memoryUsage.rss() })
      },
      (error) => process.send?.({ broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
}

function watch(budget: Budget): void {
  const parent = process.ppid
  let begun: { readonly at: number; readonly cpu: number } | null = null
  parentPort?.on('message', (message: 'begin' | 'end') => {
    begun = message === 'begin' ? { at: performance.now(), cpu: computed() } : null
  })
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
    if (!begun) return
    const late = performance.now() - begun.at > budget.waiting * 1000
    if (late || computed() - begun.cpu > budget.seconds) end('time')
    if (process.memoryUsage.rss() > budget.bytes) end('memory')
  }, LOOK)
}

/** Seconds of computing of the whole process. */
function computed(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function end(spent: Spent): void {
  writeSync(STDOUT, spent)
  process.kill(process.pid, 'SIGKILL')
}
