import { children, namesIn } from '../../lang/names.ts'
import type { Expr, Formula } from '../../lang/syntax.ts'

/** A formula of the step, and what in it is the same at all steps. */
export interface Frozen {
  readonly expr: Expr
  /** The parts that do not depend on t, by the names that stand for them in `expr`. */
  readonly parts: ReadonlyMap<string, Formula>
}

const movesWith = (expr: Expr): boolean => [...namesIn(expr)].includes('t')

/**
 * Takes out of a formula what does not depend on t, the largest parts that there are: these are numbers of a run, known before
 * it, whatever it takes to compute them. A sum over an index stays as it is, but for its names.
 */
export function frozen({ source, expr: whole }: Formula): Frozen {
  const parts = new Map<string, Formula>()
  const part = (expr: Expr): Expr => {
    if (expr.kind === 'number') return expr
    const name = `#${parts.size}`
    parts.set(name, { source, expr })
    return { kind: 'name', name, at: expr.at }
  }
  const freeze = (expr: Expr): Expr => {
    if (!movesWith(expr)) return part(expr)
    switch (expr.kind) {
      case 'operator':
      case 'call':
        return { ...expr, args: expr.args.map(freeze) }
      case 'conditional':
        return { ...expr, test: freeze(expr.test), yes: freeze(expr.yes), no: freeze(expr.no) }
      default:
        for (const child of children(expr))
          for (const name of namesIn(child)) parts.set(name, { source, expr: { kind: 'name', name, at: expr.at } })
        return expr
    }
  }
  const expr = freeze(whole)
  parts.delete('t')
  return { expr, parts }
}
