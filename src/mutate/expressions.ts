import { children } from '../lang/names.ts'
import { formulaText } from '../lang/print.ts'
import type { Expr, Operator } from '../lang/syntax.ts'

/** What is made here stands in no text. */
const at = { start: 0, end: 0 }

export const number = (value: number): Expr => ({ kind: 'number', value, text: String(value), at })
export const named = (name: string): Expr => ({ kind: 'name', name, at })
export const operation = (op: Operator, ...args: Expr[]): Expr => ({ kind: 'operator', op, args, at })
export const call = (fn: string, ...args: Expr[]): Expr => ({ kind: 'call', fn, args, at })
export const select = (test: Expr, yes: Expr, no: Expr): Expr => ({ kind: 'conditional', test, yes, no, at })

/** `1 - a`. */
export const oneMinus = (a: Expr): Expr => operation('sub', number(1), a)
/** `t == 1`. */
export const firstStep = (): Expr => operation('eq', named('t'), number(1))

export const textOf = (expr: Expr): string => formulaText(expr, 'order')
export const same = (a: Expr, b: Expr): boolean => formulaText(a, 'all') === formulaText(b, 'all')
export const isNumber = (expr: Expr | undefined, value: number): boolean =>
  expr?.kind === 'number' && expr.value === value
export const isName = (expr: Expr | undefined, name: string): boolean => expr?.kind === 'name' && expr.name === name

/** The arguments of an operation of two; null of anything else. */
export function binary(expr: Expr | undefined, ...ops: readonly Operator[]): readonly [Expr, Expr] | null {
  if (expr?.kind !== 'operator' || !ops.includes(expr.op)) return null
  const [a, b] = expr.args
  return a && b ? [a, b] : null
}

/** The arguments of a call of this function; null of anything else. */
export const argumentsOf = (expr: Expr | undefined, fn: string): readonly Expr[] | null =>
  expr?.kind === 'call' && expr.fn === fn ? expr.args : null

/** The expression with some of its parts replaced; a part that is replaced is not looked into. */
export function replaced(root: Expr, by: (part: Expr) => Expr | null): Expr {
  const other = by(root)
  if (other) return other
  const inside = (part: Expr) => replaced(part, by)
  switch (root.kind) {
    case 'number':
    case 'name':
      return root
    case 'operator':
    case 'call':
      return { ...root, args: root.args.map(inside) }
    case 'conditional':
      return { ...root, test: inside(root.test), yes: inside(root.yes), no: inside(root.no) }
    case 'element':
      return { ...root, index: inside(root.index) }
    case 'list':
      return { ...root, items: root.items.map(inside) }
    case 'series':
      return { ...root, from: inside(root.from), to: inside(root.to), body: inside(root.body) }
  }
}

/** The expression with this very part replaced. */
export const replacedPart = (root: Expr, part: Expr, by: Expr): Expr =>
  replaced(root, (one) => (one === part ? by : null))

/** The expression with all that is written like `what` replaced. */
export const replacedText = (root: Expr, what: Expr, by: Expr): Expr =>
  replaced(root, (one) => (same(one, what) ? by : null))

/** All parts of an expression, in the order of the text, each with the part that it is in. */
export function partsOf(
  root: Expr,
  parent: Expr | null = null,
): { readonly part: Expr; readonly parent: Expr | null }[] {
  return [{ part: root, parent }, ...children(root).flatMap((child) => partsOf(child, root))]
}

/** A factor of a product: `inverse` if it divides. */
export interface Factor {
  readonly node: Expr
  readonly inverse: boolean
}

/** The factors of a product, in the order of the text; a sign belongs to none of them. */
export function factorsOf(expr: Expr, inverse = false): Factor[] {
  if (expr.kind === 'operator' && expr.op === 'neg' && expr.args[0]) return factorsOf(expr.args[0], inverse)
  const product = binary(expr, 'mul', 'div')
  if (!product) return [{ node: expr, inverse }]
  const [a, b] = product
  const turned = expr.kind === 'operator' && expr.op === 'div' ? !inverse : inverse
  return [...factorsOf(a, inverse), ...factorsOf(b, turned)]
}

/** A product without one of its factors, of this expression. */
export function withoutFactor(root: Expr, factor: Expr): Expr {
  return replaced(root, (one) => {
    const product = binary(one, 'mul', 'div')
    if (product?.[1] === factor) return product[0]
    if (product?.[0] === factor)
      return one.kind === 'operator' && one.op === 'mul' ? product[1] : operation('div', number(1), product[1])
    return one === factor ? number(1) : null
  })
}
