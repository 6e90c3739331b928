/** An expression of WebAssembly text, in brackets or up to its `end`: its first word, and what follows. */
type Expression = readonly (string | Expression)[]

/** Instructions that one step of a tile executes while all its lanes go on. */
export interface Counts {
  /** Vectors of two lanes in memory: states and lane constants that are not in registers. */
  readonly loads: number
  readonly stores: number
  /** Numbers that all lanes share, spread over a vector: what is computed once a step for all tiles, and literals. */
  readonly shared: number
  readonly divides: number
  readonly roots: number
  /** Largest and smallest of two numbers where a NaN or a zero may be one of them: nine instructions of the processor. */
  readonly slowExtremes: number
  /** Branches on whether a state has stopped being finite. */
  readonly tests: number
  /** Calls of the kernel's own functions, by name. */
  readonly calls: Readonly<Record<string, number>>
}

export function parseWat(text: string): Expression[] {
  const stack: (string | Expression)[][] = [[]]
  for (const [token] of text.replace(/;;.*$/gm, '').matchAll(/"[^"]*"|[()]|[^\s()]+/g)) {
    const opened = stack.at(-1)?.length === 0 && stack.length > 1
    if (token === '(') stack.push([])
    else if (!opened && ['loop', 'block', 'if'].includes(token)) stack.push([token])
    else if (token === ')' || token === 'end') {
      const done = stack.pop() as Expression
      stack.at(-1)?.push(done)
    } else stack.at(-1)?.push(token)
  }
  return stack[0] as Expression[]
}

const isExpression = (part: string | Expression): part is Expression => typeof part !== 'string'

/** The first expression within others that begins with these words. */
function find(within: readonly Expression[], ...words: string[]): Expression | null {
  for (const one of within) {
    if (words.every((word, k) => one[k] === word)) return one
    const found = find(one.filter(isExpression), ...words)
    if (found) return found
  }
  return null
}

/**
 * Counts what `$steps` does in one pass of its loop over time. What stands in loops over the coordinates counts `dimension`
 * times; the branch that is taken only when a state has just stopped being finite is left out.
 */
export function countStep(wat: string, dimension: number): Counts {
  const loop = find(parseWat(wat), 'func', '$steps')
  const time = loop && find([loop], 'loop', '$time')
  if (!time) throw new Error('the kernel has no loop over time')
  const counts = { loads: 0, stores: 0, shared: 0, divides: 0, roots: 0, slowExtremes: 0, tests: 0 }
  const calls: Record<string, number> = {}
  const known: Readonly<Record<string, keyof typeof counts>> = {
    'v128.load': 'loads',
    'v128.store': 'stores',
    'v128.load64_splat': 'shared',
    'f64x2.div': 'divides',
    'f64x2.sqrt': 'roots',
    'f64x2.max': 'slowExtremes',
    'f64x2.min': 'slowExtremes',
  }
  const visit = (expression: Expression, times: number): void => {
    const [word, name] = expression
    if (word === 'if') {
      counts.tests += times
      return
    }
    const kind = typeof word === 'string' ? known[word] : undefined
    if (kind) counts[kind] += times
    if (word === 'call' && typeof name === 'string') calls[name.slice(1)] = (calls[name.slice(1)] ?? 0) + times
    const inner = word === 'loop' && name === '$coordinates' ? times * dimension : times
    for (const part of expression) if (isExpression(part)) visit(part, inner)
  }
  visit(time, 1)
  return { ...counts, calls }
}
