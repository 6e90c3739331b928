import { workerData } from 'node:worker_threads'

/** What a thread is told of the streams that it writes to, which it has no other way to know: whether they are terminals, how wide. */
type Screens = Readonly<Record<'stdout' | 'stderr', { readonly isTTY: boolean; readonly columns: Int32Array }>>

const STREAMS = ['stdout', 'stderr'] as const

/** For a thread that writes to the streams of this process; their widths are kept up to date. */
export function screens(): Screens {
  const told = STREAMS.map((name) => {
    const stream = process[name]
    const columns = new Int32Array(new SharedArrayBuffer(4))
    const measure = () => Atomics.store(columns, 0, stream.columns ?? 0)
    measure()
    stream.on('resize', measure)
    return [name, { isTTY: stream.isTTY ?? false, columns }]
  })
  return Object.fromEntries(told)
}

/** Gives the streams of this thread what `screens` has told. */
export function adoptScreens(): void {
  for (const name of STREAMS) {
    const { isTTY, columns } = (workerData as Screens)[name]
    Object.defineProperties(process[name], {
      isTTY: { value: isTTY },
      columns: { get: () => Atomics.load(columns, 0) || undefined },
    })
  }
}
