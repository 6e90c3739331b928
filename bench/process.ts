import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Contestant } from './contestant.ts'

/** Runs that another program makes: see `rowsOf`. */
export interface Task {
  /** A file of doubles. */
  readonly rows: string
  readonly lanes: number
  readonly columns: number
  readonly dimension: number
}

/** A program of `bench/anchors`, which waits for commands while others are timed. It times itself. */
export function program(name: string, command: readonly string[], task: Task, scratch: string): Contestant {
  const [file = '', ...args] = command
  const { rows, lanes, columns, dimension } = task
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  const child = spawn(file, [...args, rows, `${lanes}`, `${columns}`, `${dimension}`], { env })
  const ask = conversation(name, child)
  return {
    name,
    run: async (steps) => Number(await ask(`run ${steps}`)),
    async values() {
      const written = join(scratch, `values-${child.pid}.bin`)
      const count = Number(await ask(`values ${written}`))
      const bytes = await readFile(written)
      return new Float64Array(bytes.buffer, bytes.byteOffset, count)
    },
    stop: async () => {
      child.stdin.end()
    },
  }
}

/** One line is sent, one line comes back. */
function conversation(name: string, child: ChildProcessWithoutNullStreams): (line: string) => Promise<string> {
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  child.on('error', (error) => {
    complaints += error.message
  })
  child.stdin.on('error', () => {})
  return async (line) => {
    child.stdin.write(`${line}\n`)
    const { value, done } = await answers.next()
    if (done) throw new Error(`${name} ended: ${complaints.trim().split('\n').at(-1)}`)
    return value
  }
}
