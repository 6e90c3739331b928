import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of recorded trajectories. */
export const fixture = fileURLToPath(new URL('../fixtures/traces', import.meta.url))

/** A recorded trajectory: hyperparameters, start, gradients and iterates after each step. */
export interface Recorded {
  readonly hyper: Readonly<Record<string, number | boolean | string | null>>
  readonly x0: readonly number[]
  readonly gradients: readonly (readonly number[])[]
  readonly iterates: readonly (readonly number[])[]
}

export function recorded(file: string): Recorded {
  const [head = '', ...steps] = readFileSync(`${fixture}/${file}`, 'utf8').trim().split('\n')
  const header = JSON.parse(head) as Pick<Recorded, 'hyper' | 'x0'>
  const rows = steps.map((line) => JSON.parse(line) as { g: number[]; x: number[] })
  return { hyper: header.hyper, x0: header.x0, gradients: rows.map((row) => row.g), iterates: rows.map((row) => row.x) }
}
