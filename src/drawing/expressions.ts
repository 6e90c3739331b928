import { forbiddenExpression } from '../messages/charts.ts'
import type { Message } from '../messages/message.ts'
import { quote as quotedName } from '../text/clip.ts'
/** What of Vega's syntax trees is looked at. */
export interface Tree {
  readonly type: string
  readonly value?: unknown
  readonly name?: string
  readonly operator?: string
  readonly regex?: { readonly pattern: string }
  readonly callee?: Tree
  readonly arguments?: readonly Tree[]
  readonly argument?: Tree
  readonly left?: Tree
  readonly right?: Tree
}

/** A part of an expression that no chart may have. */
export interface Offence {
  readonly told: Message
  /** How the part begins in the text. */
  readonly quote: string
}

/** Functions of Vega that compute. Those that ask the clock or the screen, or write to a console, are left out. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'isNaN isFinite abs acos asin atan atan2 ceil cos exp floor hypot log max min pow random round sin sqrt tan clamp if',
    'utc datetime date day year month hours minutes seconds milliseconds time timezoneoffset quarter week isoweek dayofyear',
    'utcdate utcday utcyear utcmonth utchours utcminutes utcseconds utcmilliseconds utcquarter utcweek utcisoweek utcdayofyear',
    'length join indexof lastindexof slice reverse sort parseFloat parseInt upper lower substring split replace trim',
    'btoa atob encodeURIComponent regexp test pad truncate format utcFormat utcParse timeFormat timeParse timeUnitSpecifier',
    'utcOffset utcSequence timeOffset timeSequence monthFormat monthAbbrevFormat dayFormat dayAbbrevFormat',
    'cumulativeNormal cumulativeLogNormal cumulativeUniform densityNormal densityLogNormal densityUniform',
    'quantileNormal quantileLogNormal quantileUniform sampleNormal sampleLogNormal sampleUniform',
    'isArray isBoolean isDate isDefined isNumber isObject isRegExp isString isTuple isValid toBoolean toDate toNumber toString',
    'flush lerp interpolateLinear merge peek pluck span inrange sequence extent clampRange bandspace',
    'rgb lab hcl hsl luminance contrast bandwidth copy domain range invert scale gradient',
    'geoArea geoBounds geoCentroid geoShape geoScale geoTranslate pathShape indata data setdata modify encode inScope intersect',
    'treePath treeAncestors panLinear panLog panPow panSymlog zoomLinear zoomLog zoomPow zoomSymlog pinchDistance pinchAngle',
    'lassoAppend lassoPath intersectLasso vlSelectionTest vlSelectionIdTest vlSelectionResolve vlSelectionTuples',
    'view item group xy x y containerSize',
    ...['Linear', 'Quad', 'Cubic', 'Poly', 'Sin', 'Exp', 'Circle', 'Bounce', 'Back', 'Elastic'].flatMap((way) =>
      ['', 'In', 'Out', 'InOut'].map((end) => `ease${way}${end}`),
    ),
  ].flatMap((names) => names.split(' ')),
)

const MOST = { letters: 1_000, numbers: 100_000 } as const

/** Everything in an expression that no chart may have: functions that do more than compute, and what would cost the earth. */
export function offences(tree: unknown): Offence[] {
  if (Array.isArray(tree)) return tree.flatMap(offences)
  if (typeof tree !== 'object' || tree === null) return []
  const node = tree as Tree
  const own =
    node.type === 'CallExpression'
      ? ofCall(node)
      : node.regex
        ? ofPattern(node.regex.pattern, `/${node.regex.pattern}`)
        : []
  return [...own, ...Object.values(node).flatMap(offences)]
}

function ofCall({ callee, arguments: given = [] }: Tree): Offence[] {
  // Vega puts a dash before those that it calls by itself.
  const name = callee?.name?.replace(/^_/, '')
  if (name === undefined) return []
  const quote = `${name}(`
  if (!FUNCTIONS.has(name))
    return [{ told: forbiddenExpression(`a chart may not call ${quotedName(name)}`, 'it may only compute'), quote }]
  const [first, second, third] = given
  switch (name) {
    case 'pad':
      return atMost(numberOf(second), MOST.letters, 'letters', quote)
    case 'sequence': {
      const [start, stop] = given.length === 1 ? [0, numberOf(first)] : [numberOf(first), numberOf(second)]
      const step = third ? numberOf(third) : 1
      const count = start === null || stop === null || step === null ? null : Math.ceil((stop - start) / step)
      return atMost(count, MOST.numbers, 'numbers', quote)
    }
    case 'format':
    case 'regexp':
    case 'test': {
      const text = name === 'format' ? second?.value : first?.value
      if (typeof text !== 'string') return []
      if (name !== 'format') return ofPattern(text, quote)
      return atMost(Math.max(0, ...(text.match(/\d+/g) ?? []).map(Number)), MOST.letters, 'letters', quote)
    }
    default:
      return []
  }
}

function atMost(count: number | null, most: number, what: string, quote: string): Offence[] {
  if (count === null || count <= most) return []
  const name = quote.slice(0, -1)
  const message = `'${name}' would make ${count.toLocaleString('en')} ${what}, more than ${most.toLocaleString('en')}`
  return [{ told: forbiddenExpression(message), quote }]
}

/** The number that an expression without a name is; null if it has one, or is no number. */
function numberOf(tree: Tree | undefined): number | null {
  if (tree?.type === 'Literal') return typeof tree.value === 'number' ? tree.value : null
  if (tree?.type === 'UnaryExpression') {
    const value = numberOf(tree.argument)
    return value === null ? null : tree.operator === '-' ? -value : tree.operator === '+' ? value : null
  }
  if (tree?.type !== 'BinaryExpression') return null
  const [left, right] = [numberOf(tree.left), numberOf(tree.right)]
  if (left === null || right === null) return null
  const results: Readonly<Record<string, number>> = {
    '+': left + right,
    '-': left - right,
    '*': left * right,
    '/': left / right,
  }
  return results[tree.operator ?? ''] ?? null
}

function ofPattern(pattern: string, quote: string): Offence[] {
  if (!repeatsRepetition(pattern)) return []
  const message = 'a repetition inside a repetition may take for ever to find that a text does not match'
  return [{ told: forbiddenExpression(message, 'repeat what has a fixed length, as in (ab)+'), quote }]
}

/**
 * Whether a group that can match texts of several lengths is itself repeated, as in (a+)+: how many ways there are to divide a text
 * between the two then grows exponentially with its length.
 */
export function repeatsRepetition(pattern: string): boolean {
  const open: boolean[] = [false]
  let closed = false
  for (const [token] of pattern.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{(\d+)(,(\d*))?\}|[\s\S]/g)) {
    const times = repetition(token)
    if (times === 'many' && closed) return true
    if (times !== null) open[open.length - 1] = true
    closed = false
    if (token === '(') open.push(false)
    else if (token === ')' && open.length > 1) {
      closed = open.pop() ?? false
      if (closed) open[open.length - 1] = true
    }
  }
  return false
}

/** How a token repeats what stands before it: any number of times, in several ways, or not. */
function repetition(token: string): 'many' | 'some' | null {
  if (token === '*' || token === '+') return 'many'
  const counts = /^\{(\d+)(,(\d*))?\}$/.exec(token)
  if (!counts?.[2]) return null
  return counts[3] === '' || Number(counts[3]) >= 10 ? 'many' : 'some'
}
