import { operand } from '../files/operand.ts'
import type { PageOptions } from './pages.ts'

/** The command that gives the same numbers again: options that only say where and how to write are left out. */
export function replayCommand(file: string, { seeds, steps, set }: PageOptions): string {
  const words = ['adam-lab', 'run', operand(file)]
  if (seeds !== undefined) words.push('--seeds', String(seeds))
  if (steps !== undefined) words.push('--steps', String(steps))
  for (const setting of set ?? []) words.push('--set', setting)
  return words.map(shellWord).join(' ')
}

/** A word as a shell reads it. */
export const shellWord = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
