import { yamlEntry } from '../text/yaml-entry.ts'
import { CONSTANTS, FUNCTIONS } from './functions.ts'

const named = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([meant, names]) => names.split(' ').map((name) => [name, meant] as const)))

/** Functions of other languages and of papers: what is called here, or the formula in its place. */
const CALLED = named({
  sign: 'sgn signum copysign',
  log: 'ln',
  'log(a) / log(10)': 'log10 lg',
  'log(a) / log(2)': 'log2 lb ld',
  'log(1 + a)': 'log1p',
  'exp(a) - 1': 'expm1',
  'log(1 + exp(a))': 'softplus logaddexp',
  '1 / (1 + exp(-a))': 'sigmoid expit logistic',
  abs: 'fabs absolute magnitude modulus',
  'a ^ b': 'power',
  'a ^ 2': 'square sqr',
  'a ^ (1/3)': 'cbrt',
  '1 / a': 'reciprocal inv inverse',
  '1 / sqrt(a)': 'rsqrt',
  'sqrt(a^2 + b^2)': 'hypot',
  max: 'maximum fmax amax',
  min: 'minimum fmin amin',
  'max(a, 0)': 'relu',
  clamp: 'clip',
  'mod(a, b)': 'fmod remainder rem',
  '-floor(-a)': 'ceil ceiling',
  'floor(a + 0.5)': 'round rint nint',
  'sign(a) * floor(abs(a))': 'trunc fix int',
  'a > 0': 'heaviside step indicator',
  'test ? yes : no': 'if where ifelse iif cond select piecewise cases',
  mean: 'avg average',
  'mean(a^2) - mean(a)^2': 'var variance',
  'sqrt(mean(a^2) - mean(a)^2)': 'std stddev',
  prod: 'product',
  sum: 'total reduce_sum',
  dot: 'inner vdot matmul innerprod dotprod',
  norm: 'norm2 l2 l2norm norm_2 l2_norm',
  norm1: 'l1 l1norm norm_1 l1_norm',
  norminf: 'linf max_norm maxnorm norm_inf linfnorm',
  'sin(a) / cos(a)': 'tg',
  '1 / cos(a)': 'sec',
  '1 / sin(a)': 'csc cosec',
  '1 / tan(a)': 'cot cotan',
  '(exp(a) - exp(-a)) / 2': 'sinh',
  '(exp(a) + exp(-a)) / 2': 'cosh',
  tanh: 'th',
  grad: 'gradient nabla',
  d: 'len length size numel dim',
})

/** Functions of other languages for which there is nothing here. */
const ABSENT: ReadonlySet<string> = new Set(
  'asin acos atan arcsin arccos arctan atan2 arctan2 asinh acosh atanh erf erfc gamma lgamma argmax argmin sort median cumsum transpose diag'.split(
    ' ',
  ),
)

/** Random numbers are drawn by a rule, and not called for. */
const DRAWN: ReadonlySet<string> = new Set('rand randn random randint normal uniform gauss'.split(' '))

/** Constants of other languages. */
const CONSTANT = named({ Infinity: 'inf infty Inf INFINITY', 'exp(1)': 'e', pi: 'PI Pi', d: 'len dim' })

/** Commands of LaTeX that are no names. */
const COMMANDS = named({
  'a / b': 'frac dfrac tfrac',
  '*': 'cdot times ast',
  '<=': 'le leq',
  '>=': 'ge geq',
  '!=': 'ne neq',
  'norm(a)': 'lVert rVert Vert',
  'abs(a)': 'lvert rvert vert',
  '(a)': 'left right big Big bigl bigr',
  'sum(j = 1:n, a)': 'sum',
  Infinity: 'infty',
})

const write = (meant: string): string => `write \`${meant}\``

/** The hint for a function that is unknown here; undefined if no other language has one of that name. */
export function calledHint(name: string): string | undefined {
  if (DRAWN.has(name))
    return `random numbers are drawn: \`${yamlEntry('draw', { z: 'gaussian' })}\`, and then \`z\` in the formula`
  if (ABSENT.has(name)) return `there is no such function; there are ${[...FUNCTIONS.keys(), 'mean'].join(', ')}`
  const meant = CALLED.get(name)
  return meant === undefined ? undefined : write(/^\w+$/.test(meant) && meant !== 'd' ? `${meant}(...)` : meant)
}

/** The hint for a constant of another language. */
export function constantHint(name: string): string | undefined {
  const meant = CONSTANT.get(name)
  return meant === undefined ? undefined : write(meant)
}

/** The hint for what stands after a dot, as in `np.maximum(` or `x.sum(`. */
export function propertyHint(name: string): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1).replace('(', '')
  if (name.endsWith('('))
    return `nothing stands before the name of a function: ${calledHint(last) ?? write(`${last}(...)`)}`
  return constantHint(last) ?? (CONSTANTS.has(last) ? write(last) : undefined)
}

/** The hint for a command of LaTeX. */
export function commandHint(command: string): string {
  const name = command.slice(1)
  const meant = COMMANDS.get(name)
  if (meant !== undefined) return write(meant)
  return calledHint(name) ?? (FUNCTIONS.has(name) ? write(`${name}(...)`) : `write the name out: \`${name}\``)
}
