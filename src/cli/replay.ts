import { operand } from '../files/operand.ts'
import { shellWord } from '../text/shell.ts'
import type { PageOptions } from './pages.ts'

/** The command that gives the same numbers again: options that only say where and how to write are left out. */
export function replayCommand(file: string, { seeds, steps, set }: PageOptions): string {
  const words = ['adam-lab', 'run', operand(file)]
  if (seeds !== undefined) words.push('--seeds', String(seeds))
  if (steps !== undefined) words.push('--steps', String(steps))
  for (const setting of set ?? []) words.push('--set', setting)
  return words.map(shellWord).join(' ')
}
