import type { MathFunctions } from '../../lang/algebra/doubles.ts'
import type { KernelFunction } from '../code/instruction.ts'
import { cos } from './cos.ts'
import { exp } from './exp.ts'
import { largeArgument } from './large-argument.ts'
import { log } from './log.ts'
import { pow } from './pow.ts'
import { sin } from './sin.ts'
import { tan } from './tan.ts'
import { tanh } from './tanh.ts'
import { pair, single, type VectorFunction } from './vector-function.ts'

export type MathName = keyof MathFunctions

const FUNCTIONS: Readonly<Record<MathName, VectorFunction>> = { exp, log, sin, cos, tan, tanh, pow }

export const MATH_NAMES = Object.keys(FUNCTIONS) as readonly MathName[]

/** Whether an operation is one of the kernel's own functions, and not an instruction. */
export const isMath = (op: string): op is MathName => Object.hasOwn(FUNCTIONS, op)

/**
 * The named functions and what they call: `exp log sin cos tan tanh` of one number and `pow` of two, in each lane. They use no
 * memory; names of helpers begin with `math_`. A lane's bits never depend on another lane. Errors, over all doubles: at most
 * 1.5 ulp for exp, log, sin and cos, at most 2 ulp for tan, tanh and pow; special cases as in C99, Annex F.
 *
 * @param pairs functions that are wanted for two vectors at once, as `exp_pair` with two results: same bits
 */
export function mathFunctions(names: Iterable<MathName>, pairs: Iterable<MathName> = []): KernelFunction[] {
  const [one, two] = [new Set(names), new Set(pairs)]
  const trigonometric = (['sin', 'cos', 'tan'] as const).some((name) => one.has(name) || two.has(name))
  return [
    ...(trigonometric ? largeArgument : []),
    ...MATH_NAMES.filter((name) => one.has(name)).map((name) => single(FUNCTIONS[name])),
    ...MATH_NAMES.filter((name) => two.has(name)).map((name) => pair(FUNCTIONS[name])),
  ]
}
