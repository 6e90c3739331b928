import { functionText, pairText } from './assembly.ts'
import { cos } from './cos.ts'
import { exp } from './exp.ts'
import { largeArgument } from './large-argument.ts'
import { log } from './log.ts'
import { pow } from './pow.ts'
import { sin } from './sin.ts'
import { tan } from './tan.ts'
import { tanh } from './tanh.ts'

const FUNCTIONS = { exp, log, sin, cos, tan, tanh, pow } as const

export type MathName = keyof typeof FUNCTIONS

export const MATH_NAMES: readonly MathName[] = ['exp', 'log', 'sin', 'cos', 'tan', 'tanh', 'pow']

/**
 * WebAssembly text of the named functions and what they call: `$exp $log $sin $cos $tan $tanh` as
 * `(param v128) (result v128)`, `$pow` as `(param v128 v128) (result v128)`, two f64 lanes each. They use no memory and no
 * globals; names of helpers begin with `$math_`. A lane's bits never depend on the other lane. Errors, over all doubles:
 * at most 1.5 ulp for exp, log, sin and cos, at most 2 ulp for tan, tanh and pow; special cases as in C99, Annex F.
 *
 * @param pairs functions that are wanted for two vectors at once, as `$exp_pair (param v128 v128) (result v128 v128)`: same bits
 */
export function mathWat(names: Iterable<MathName>, pairs: Iterable<MathName> = []): string {
  const [single, paired] = [new Set(names), new Set(pairs)]
  const texts = [
    ...MATH_NAMES.filter((name) => single.has(name)).map((name) => functionText(FUNCTIONS[name])),
    ...MATH_NAMES.filter((name) => paired.has(name)).map((name) => pairText(FUNCTIONS[name])),
  ]
  const trigonometric = (['sin', 'cos', 'tan'] as const).some((name) => single.has(name) || paired.has(name))
  return [...(trigonometric ? [largeArgument] : []), ...texts].join('\n')
}
