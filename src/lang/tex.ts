import { nameTex } from './nametex.ts'
import type { Definition, Expr, Operator, Statement } from './syntax.ts'

export { nameTex } from './nametex.ts'

/** How tightly an expression holds together; a part looser than its place needs parentheses. */
const LEVEL = {
  conditional: 0,
  or: 1,
  and: 2,
  compare: 3,
  sum: 4,
  big: 5,
  product: 6,
  sign: 7,
  power: 8,
  atom: 9,
} as const

interface Piece {
  readonly tex: string
  readonly level: number
}

const INFIX: Partial<Record<Operator, readonly [sign: string, level: number]>> = {
  or: ['\\lor', LEVEL.or],
  and: ['\\land', LEVEL.and],
  lt: ['<', LEVEL.compare],
  le: ['\\le', LEVEL.compare],
  gt: ['>', LEVEL.compare],
  ge: ['\\ge', LEVEL.compare],
  eq: ['=', LEVEL.compare],
  ne: ['\\ne', LEVEL.compare],
  add: ['+', LEVEL.sum],
  sub: ['-', LEVEL.sum],
}

/** Functions with an operator name of their own in TeX. */
const NAMED: ReadonlySet<string> = new Set(['exp', 'log', 'sin', 'cos', 'tan', 'tanh', 'min', 'max'])

const DELIMITED: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['abs', ['\\lvert ', ' \\rvert']],
  ['norm', ['\\lVert ', ' \\rVert']],
  ['norm1', ['\\lVert ', ' \\rVert_1']],
  ['norminf', ['\\lVert ', ' \\rVert_\\infty']],
  ['floor', ['\\lfloor ', ' \\rfloor']],
])

const atom = (tex: string): Piece => ({ tex, level: LEVEL.atom })

/** The TeX of a part, in parentheses if it is looser than `least`. */
function part(expr: Expr, least: number): string {
  const { tex, level } = piece(expr)
  return level < least ? `\\left(${tex}\\right)` : tex
}

const free = (expr: Expr | undefined): string => (expr ? part(expr, LEVEL.conditional) : '')

/** `1e-3` as `10^{-3}`, `2.5e6` as `2.5 \cdot 10^{6}`. */
function number(text: string): Piece {
  const scientific = /^([\d.]+)[eE]\+?(-?\d+)$/.exec(text)
  if (!scientific) return atom(/^[a-zA-Z]/.test(text) ? nameTex(text) : text)
  const [, mantissa, exponent] = scientific
  if (Number(mantissa) === 1) return { tex: `10^{${Number(exponent)}}`, level: LEVEL.power }
  return { tex: `${mantissa} \\cdot 10^{${Number(exponent)}}`, level: LEVEL.product }
}

function operator(op: Operator, args: readonly Expr[]): Piece {
  const [a, b] = args
  if (!a) return atom('')
  if (op === 'neg') return { tex: `-${part(a, LEVEL.big)}`, level: LEVEL.sum }
  if (op === 'not') return { tex: `\\lnot ${part(a, LEVEL.sign)}`, level: LEVEL.sign }
  if (!b) return piece(a)
  if (op === 'div') return { tex: `\\frac{${free(a)}}{${free(b)}}`, level: LEVEL.product }
  if (op === 'pow') return { tex: power(a, b), level: LEVEL.power }
  if (op === 'mul') {
    const [left, right] = [part(a, LEVEL.product), part(b, LEVEL.sign)]
    return { tex: `${left} ${/^[\d.]/.test(right) ? '\\cdot ' : ''}${right}`, level: LEVEL.product }
  }
  const [sign, level] = INFIX[op] ?? ['', LEVEL.atom]
  const associates = op === 'add' || op === 'and' || op === 'or'
  return {
    tex: `${part(a, op === 'add' || op === 'sub' || associates ? level : level + 1)} ${sign} ${part(b, level + 1)}`,
    level,
  }
}

/** A function's square goes to its name only in print; here the base is always in full. */
function power(base: Expr, exponent: Expr): string {
  const { tex, level } = piece(base)
  // An accent or a subscript takes a power as it is; a fraction or a power does not.
  const inner = level < LEVEL.atom ? `\\left(${tex}\\right)` : tex
  return `${inner.includes('^') && level === LEVEL.atom ? `{${inner}}` : inner}^{${free(exponent)}}`
}

function call(fn: string, args: readonly Expr[]): Piece {
  const [first, second, third] = args
  const list = args.map(free).join(', ')
  const delimiters = DELIMITED.get(fn)
  if (delimiters) return atom(`\\left${delimiters[0]}${free(first)}\\right${delimiters[1].trimStart()}`)
  switch (fn) {
    case 'sqrt':
      return atom(`\\sqrt{${free(first)}}`)
    case 'dot':
      return atom(`\\left\\langle ${list}\\right\\rangle`)
    case 'pow':
      return first && second ? operator('pow', [first, second]) : atom('')
    case 'mod':
      return first && second
        ? { tex: `${part(first, LEVEL.product)} \\bmod ${part(second, LEVEL.sign)}`, level: LEVEL.product }
        : atom('')
    case 'clamp':
      return atom(`\\operatorname{clip}\\left(${free(first)}; ${free(second)}, ${free(third)}\\right)`)
    case 'past':
      return past(first, second)
    case 'sum':
    case 'prod': {
      const body = first ? part(first, LEVEL.product) : ''
      return { tex: `\\${fn}_i ${body}`, level: LEVEL.big }
    }
    case 'objective':
    case 'grad':
      return atom(`${nameTex(fn)}\\left(${list}\\right)`)
    default:
      return atom(`${NAMED.has(fn) ? `\\${fn}` : functionTex(fn)}\\left(${list}\\right)`)
  }
}

/** A sum over an index, with its bounds; a mean is a sum that is divided by the number of terms. */
function series({ fn, variable, from, to, body }: Extract<Expr, { kind: 'series' }>): Piece {
  const bounds = `_{${nameTex(variable)}=${free(from)}}^{${free(to)}}`
  const range = `_{${nameTex(variable)} = ${free(from)}, \\dots, ${free(to)}}`
  const term = part(body, LEVEL.product)
  if (fn === 'sum' || fn === 'prod') return { tex: `\\${fn}${bounds} ${term}`, level: LEVEL.big }
  if (fn === 'min' || fn === 'max') return { tex: `\\${fn}${range} ${term}`, level: LEVEL.big }
  const one = from.kind === 'number' && from.value === 1
  const count = one ? free(to) : `${part(to, LEVEL.sum)} - ${part(from, LEVEL.product)} + 1`
  return { tex: `\\frac{1}{${count}} \\sum${bounds} ${term}`, level: LEVEL.big }
}

/** `past(g, 3)` is g at the step t - 3. */
function past(name: Expr | undefined, delay: Expr | undefined): Piece {
  const tex = free(name)
  return atom(`${tex.includes('_') ? `{${tex}}` : tex}_{t - ${delay ? part(delay, LEVEL.product) : ''}}`)
}

function piece(expr: Expr): Piece {
  switch (expr.kind) {
    case 'number':
      return number(expr.text)
    case 'name':
      return atom(nameTex(expr.name))
    case 'operator':
      return operator(expr.op, expr.args)
    case 'call':
      return call(expr.fn, expr.args)
    case 'element':
      return atom(elementTex(expr.name, expr.index))
    case 'series':
      return series(expr)
    case 'list':
      return atom(`\\left(${expr.items.map(free).join(', ')}\\right)`)
    case 'conditional':
      return {
        tex: `\\begin{cases} ${free(expr.yes)} & \\text{if } ${free(expr.test)} \\\\ ${free(expr.no)} & \\text{otherwise} \\end{cases}`,
        level: LEVEL.conditional,
      }
  }
}

const elementTex = (name: string, index: Expr): string => {
  const tex = nameTex(name)
  return `${tex.includes('_') ? `{${tex}}` : tex}_{${free(index)}}`
}

/** The TeX of an expression, with parentheses only where precedence needs them. */
export function formulaTex(expr: Expr): string {
  return free(expr)
}

/** The TeX of a block, one line a statement: `m \leftarrow ...`; the body of a `repeat` is indented. */
export function blockTex(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'assign') {
      const target = statement.index ? elementTex(statement.target, statement.index) : nameTex(statement.target)
      return [`${target} \\leftarrow ${formulaTex(statement.value)}`]
    }
    if (statement.kind === 'unread') return []
    const range = `${formulaTex(statement.from)}, \\dots, ${formulaTex(statement.to)}`
    const head = `\\text{for } ${nameTex(statement.variable)} = ${range}\\text{:}`
    return [head, ...blockTex(statement.body).map((line) => `\\quad ${line}`)]
  })
}

/** The TeX of what a definition says: its parts, its value and its conditions; of code only the name. */
export function definitionTex({ name, parameters, require, body }: Definition): string[] {
  const left = `${functionTex(name)}\\left(${parameters.map((one) => nameTex(one.name)).join(', ')}\\right)`
  if (body.kind === 'code') {
    const [value, ...rest] = body.tex ?? []
    return value === undefined ? [`${left} \\quad\\text{computed by code}`] : [`${left} = ${value}`, ...rest]
  }
  const parts = Object.entries(body.let).map(([part, { expr }]) => `${nameTex(part)} = ${formulaTex(expr)}`)
  const conditions = require.map(({ expr }) => formulaTex(expr))
  const where = conditions.length > 0 ? [`\\text{where } ${conditions.join(',\\; ')}`] : []
  return [...parts, `${left} = ${formulaTex(body.value.expr)}`, ...where]
}

const functionTex = (name: string): string => `\\operatorname{${name.replaceAll('_', '\\_')}}`
