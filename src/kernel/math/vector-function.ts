import type { KernelFunction, KernelStatement, Lanes, Local } from '../code/instruction.ts'
import { halfOf, halves, interleave, localsSet } from '../code/walk.ts'

/** A function of numbers, computed in each lane; every local that the body sets is its own. */
export interface VectorFunction {
  readonly name: string
  readonly params: readonly Local[]
  readonly body: readonly KernelStatement[]
  readonly result: Lanes
}

const typed = (locals: readonly Local[]) => locals.map((local) => [local, 'lanes'] as const)
const ownLocals = (params: readonly Local[], body: readonly KernelStatement[]) =>
  typed(localsSet(body).filter((local) => !params.includes(local)))

/** The function itself. */
export const single = ({ name, params, body, result }: VectorFunction): KernelFunction => ({
  name,
  params: typed(params),
  locals: ownLocals(params, body),
  body,
  results: ['lanes'],
  values: [result],
})

/** The name of a function for two vectors at once. */
export const pairName = (name: string): string => `${name}_pair`

/**
 * The function for two vectors at once: the arguments of one, then those of the other, and the values of both. Such a function is
 * one long chain of instructions that wait for each other, so two of them interleaved take little longer than one.
 */
export function pair({ name, params, body, result }: VectorFunction): KernelFunction {
  const own = new Set([...params, ...localsSet(body)])
  const both = [...params.map((param) => halves(param)[0]), ...params.map((param) => halves(param)[1])]
  const interleaved = interleave(body, own)
  return {
    name: pairName(name),
    params: typed(both),
    locals: ownLocals(both, interleaved),
    body: interleaved,
    results: ['lanes', 'lanes'],
    values: [halfOf(result, own, 0), halfOf(result, own, 1)],
  }
}
