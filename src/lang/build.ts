import { Builder } from './builder.ts'
import type { Environment } from './environment.ts'
import type { Node } from './node.ts'
import type { Formula } from './syntax.ts'

export { runBlock } from './block.ts'
export type { Binding, Environment } from './environment.ts'
export { namesUsed, structuralNames } from './names.ts'

/** The node of a formula, scalar or vector; null if there is any mistake, which is then in `env.sink`. */
export function buildValue(formula: Formula, env: Environment): Node | null {
  return new Builder(env, formula.source).value(formula.expr)
}

/** The node of a formula that has to be a scalar; null if there is any mistake, which is then in `env.sink`. */
export function buildScalar(formula: Formula, env: Environment): Node | null {
  return new Builder(env, formula.source).scalar(formula.expr)
}
