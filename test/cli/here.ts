import { vi } from 'vitest'
import { command } from '../../src/cli/command.ts'
import type { Ended } from './adam-lab.ts'

let before: Promise<unknown> = Promise.resolve()

/**
 * Does in this process what `adamLab` does in one of its own, from the sources: for tests that ask for many answers, each of which
 * would cost a start of Node. Starting, signals, streams and runs are tried with `adamLab`. One command at a time, because a
 * process has one command line and one output.
 */
export function adamLabHere(args: readonly string[], { cwd }: { readonly cwd?: string } = {}): Promise<Ended> {
  const answer = before.then(() => ended(args, cwd))
  before = answer.catch(() => {})
  return answer
}

async function ended(args: readonly string[], cwd = process.cwd()): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    }),
  )
  const { argv, exitCode } = process
  const home = process.cwd()
  try {
    process.chdir(cwd)
    process.argv = [process.execPath, 'adam-lab', ...args]
    process.exitCode = 0
    await command()
    return { code: process.exitCode, out: said.stdout, err: said.stderr }
  } finally {
    for (const spy of spies) spy.mockRestore()
    process.argv = argv
    process.exitCode = exitCode
    process.chdir(home)
  }
}
