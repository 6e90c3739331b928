import { PERIODIC_ORACLES } from '../../../../src/theory/oracles/periodic/index.ts'

/** The value of an oracle by its name, as a formula calls it. */
export function oracle(name: string, ...args: number[]): number {
  const found = PERIODIC_ORACLES.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`no oracle ${name}`)
  return found.evaluate(...args)
}
