import type { Expr, Operator } from './syntax.ts'

/**
 * Parentheses around every operation; or where operations would be done in another order without them; or only where they are needed,
 * and not for the order of a sum or a product.
 */
export type Grouping = 'all' | 'order' | 'needed'

/** How tightly an expression holds together; a part looser than its place needs parentheses. */
const LEVEL = {
  any: 0,
  conditional: 1,
  or: 2,
  and: 3,
  compare: 4,
  sum: 5,
  product: 6,
  sign: 7,
  power: 8,
  atom: 9,
} as const

type Infix = Exclude<Operator, 'neg' | 'not'>

/** Sign and level of an operator, and the levels that its operands need. */
const INFIX: Readonly<Record<Infix, readonly [sign: string, level: number, left: number, right: number]>> = {
  or: ['or', LEVEL.or, LEVEL.or, LEVEL.or],
  and: ['and', LEVEL.and, LEVEL.and, LEVEL.and],
  lt: ['<', LEVEL.compare, LEVEL.sum, LEVEL.sum],
  le: ['<=', LEVEL.compare, LEVEL.sum, LEVEL.sum],
  gt: ['>', LEVEL.compare, LEVEL.sum, LEVEL.sum],
  ge: ['>=', LEVEL.compare, LEVEL.sum, LEVEL.sum],
  eq: ['==', LEVEL.compare, LEVEL.sum, LEVEL.sum],
  ne: ['!=', LEVEL.compare, LEVEL.sum, LEVEL.sum],
  add: ['+', LEVEL.sum, LEVEL.sum, LEVEL.sum],
  sub: ['-', LEVEL.sum, LEVEL.sum, LEVEL.product],
  mul: ['*', LEVEL.product, LEVEL.product, LEVEL.product],
  div: ['/', LEVEL.product, LEVEL.product, LEVEL.sign],
  pow: ['^', LEVEL.power, LEVEL.atom, LEVEL.atom],
}

interface Piece {
  readonly text: string
  readonly level: number
}

const atom = (text: string): Piece => ({ text, level: LEVEL.atom })

function piece(expr: Expr, grouping: Grouping): Piece {
  const all = grouping === 'all'
  const part = (inner: Expr, least: number): string => {
    const { text, level } = piece(inner, grouping)
    return level < least ? `(${text})` : text
  }
  const list = (items: readonly Expr[]) => items.map((item) => part(item, LEVEL.any)).join(', ')
  /** An operation whose parts are written as they have to be in its place. */
  const grouped = (text: string, level: number): Piece => (all ? atom(`(${text})`) : { text, level })
  switch (expr.kind) {
    case 'number':
      return expr.text.startsWith('-') && !all ? { text: expr.text, level: LEVEL.sum } : atom(expr.text)
    case 'name':
      return atom(expr.name)
    case 'operator': {
      const [a, b] = expr.args
      if (!a) return atom('')
      if (!b)
        return {
          text: `${expr.op === 'neg' ? '-' : 'not '}${part(a, LEVEL.sign)}`,
          level: all ? LEVEL.atom : LEVEL.sum,
        }
      const [sign, level, left, right] = INFIX[expr.op as Infix]
      const last = grouping === 'order' && (expr.op === 'add' || expr.op === 'mul') ? right + 1 : right
      const space = expr.op === 'pow' && !all ? '' : ' '
      return grouped(`${part(a, left)}${space}${sign}${space}${part(b, last)}`, level)
    }
    case 'call':
      return atom(`${expr.fn}(${list(expr.args)})`)
    case 'conditional': {
      const [test, yes, no] = [
        part(expr.test, LEVEL.compare),
        part(expr.yes, LEVEL.compare),
        part(expr.no, LEVEL.conditional),
      ]
      return grouped(`${test} ? ${yes} : ${no}`, LEVEL.conditional)
    }
    case 'element':
      return atom(`${expr.name}[${part(expr.index, LEVEL.any)}]`)
    case 'list':
      return atom(`[${list(expr.items)}]`)
    case 'series': {
      const [from, to] = [part(expr.from, LEVEL.sum), part(expr.to, LEVEL.sum)]
      return atom(`${expr.fn}(${expr.variable} = ${from}:${to}, ${part(expr.body, LEVEL.any)})`)
    }
  }
}

/** An expression as the language writes it. */
export const formulaText = (expr: Expr, grouping: Grouping): string => piece(expr, grouping).text

/** The same, in parentheses unless it is one name, number, call or list. */
export function atomText(expr: Expr, grouping: Grouping): string {
  const { text, level } = piece(expr, grouping)
  return level < LEVEL.atom ? `(${text})` : text
}
