import { all, type BigNumber, create, type MathNode } from 'mathjs'

/** mathjs with 64 digits: an implementation of the language that shares nothing with ours but the syntax. */
if (!all) throw new Error('mathjs exports no functions')
const big = create(all, { number: 'BigNumber', precision: 64 })

export type Value = BigNumber | BigNumber[]
export type OracleScope = Readonly<Record<string, Value>>

export const bigOf = (value: number | string): BigNumber => big.bignumber(value)

type Scalar = (...args: BigNumber[]) => unknown

const truth = (value: boolean): BigNumber => bigOf(value ? 1 : 0)

const SCALAR: Readonly<Record<string, Scalar>> = {
  add: (a, b) => big.add(a as BigNumber, b as BigNumber),
  subtract: (a, b) => big.subtract(a as BigNumber, b as BigNumber),
  multiply: (a, b) => big.multiply(a as BigNumber, b as BigNumber),
  divide: (a, b) => big.divide(a as BigNumber, b as BigNumber),
  pow: (a, b) => big.pow(a as BigNumber, b as BigNumber),
  unaryMinus: (a) => big.unaryMinus(a as BigNumber),
  smaller: (a, b) => truth((a as BigNumber).lt(b as BigNumber)),
  smallerEq: (a, b) => truth((a as BigNumber).lte(b as BigNumber)),
  larger: (a, b) => truth((a as BigNumber).gt(b as BigNumber)),
  largerEq: (a, b) => truth((a as BigNumber).gte(b as BigNumber)),
  and: (a, b) => truth(!(a as BigNumber).isZero() && !(b as BigNumber).isZero()),
  or: (a, b) => truth(!(a as BigNumber).isZero() || !(b as BigNumber).isZero()),
  not: (a) => truth((a as BigNumber).isZero()),
  sqrt: (a) => big.sqrt(a as BigNumber),
  abs: (a) => big.abs(a as BigNumber),
  sign: (a) => big.sign(a as BigNumber),
  floor: (a) => big.floor(a as BigNumber),
  exp: (a) => big.exp(a as BigNumber),
  log: (a) => big.log(a as BigNumber),
  sin: (a) => big.sin(a as BigNumber),
  cos: (a) => big.cos(a as BigNumber),
  tan: (a) => big.tan(a as BigNumber),
  tanh: (a) => big.tanh(a as BigNumber),
  mod: (a, b) => big.mod(a as BigNumber, b as BigNumber),
  min: (...args) => big.min(...args),
  max: (...args) => big.max(...args),
  clamp: (a, lo, hi) => big.min(big.max(a as BigNumber, lo as BigNumber), hi as BigNumber),
  select: (a, b, c) => ((a as BigNumber).isZero() ? c : b),
}

const squares = (a: BigNumber[]) => a.map((each) => big.multiply(each, each) as BigNumber)
const total = (a: BigNumber[]) => a.reduce((sum, each) => big.add(sum, each) as BigNumber, bigOf(0))

const REDUCE: Readonly<Record<string, (a: BigNumber[], b?: BigNumber[]) => unknown>> = {
  sum: total,
  prod: (a) => a.reduce((product, each) => big.multiply(product, each) as BigNumber, bigOf(1)),
  mean: (a) => big.divide(total(a), bigOf(a.length)),
  dot: (a, b) => total(a.map((each, k) => big.multiply(each, b?.[k] as BigNumber) as BigNumber)),
  norm: (a) => big.sqrt(total(squares(a))),
  norm1: (a) => total(a.map((each) => big.abs(each))),
  norminf: (a) => big.max(...a.map((each) => big.abs(each))),
  min: (a) => big.min(...a),
  max: (a) => big.max(...a),
}

/** Evaluates a text, coordinate by coordinate; `seen` is told every number on the way. */
export function oracle(text: string, scope: OracleScope, seen: (value: BigNumber) => void = () => {}): Value {
  const each = (name: string, args: Value[]): Value => {
    const f = SCALAR[name]
    if (!f) throw new Error(`the oracle has no ${name}`)
    const vector = args.find((arg): arg is BigNumber[] => Array.isArray(arg))
    const at = (k: number) => {
      const result = f(...args.map((arg) => (Array.isArray(arg) ? (arg[k] as BigNumber) : arg))) as BigNumber
      if (!big.isBigNumber(result)) throw new Error(`${name} left the real numbers in ${text}`)
      seen(result)
      return result
    }
    return vector ? vector.map((_, k) => at(k)) : at(0)
  }
  const walk = (node: MathNode): Value => {
    if (big.isConstantNode(node)) return bigOf(String(node.value))
    if (big.isParenthesisNode(node)) return walk(node.content)
    if (big.isArrayNode(node)) return (node.items as MathNode[]).map((item) => walk(item) as BigNumber)
    if (big.isOperatorNode(node)) return each(node.fn, (node.args as MathNode[]).map(walk))
    if (big.isConditionalNode(node)) return each('select', [node.condition, node.trueExpr, node.falseExpr].map(walk))
    if (big.isAccessorNode(node)) {
      const index = node.index.dimensions[0]
      const [vector, k] = [walk(node.object), index && walk(index)]
      if (!Array.isArray(vector) || k === undefined || Array.isArray(k)) throw new Error('not an element')
      return vector[k.toNumber() - 1] as BigNumber
    }
    if (big.isFunctionNode(node)) {
      const args = node.args.map(walk)
      const name = (node.fn as unknown as { name: string }).name
      const reduce = REDUCE[name]
      const [first, second] = args
      if (reduce && Array.isArray(first) && (args.length === 1 || name === 'dot')) {
        const result = reduce(first, second as BigNumber[] | undefined) as BigNumber
        seen(result)
        return result
      }
      return each(name, args)
    }
    if (big.isSymbolNode(node)) {
      const value = scope[node.name]
      if (value === undefined) throw new Error(`the oracle has no ${node.name}`)
      return value
    }
    throw new Error(`the oracle cannot read ${node.type}`)
  }
  return walk(big.parse(text))
}
