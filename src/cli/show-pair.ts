import { type Comparison, type Condition, compareRules, type Factor } from '../compose/compare/pair.ts'
import type { OptimizerPage } from '../config/pages.ts'
import { Diagnostics } from '../lang/source.ts'
import { jsonText } from '../text/json.ts'
import { Failure } from './failure.ts'
import { findOptimizer } from './find.ts'
import { hyperValues } from './hyper-values.ts'
import { lineDiff } from './line-diff.ts'
import type { ShowOptions } from './show.ts'
import { terminal } from './terminal.ts'

/** `adam-lab show a b`: whether two rules are the same, the same up to a factor, or different, and where they part. */
export function showPair(a: string, b: string, { set, json }: ShowOptions): number {
  const [first, second] = [findOptimizer(a), findOptimizer(b)]
  const sink = new Diagnostics()
  const comparison = compareRules(first, second, hyperValues([first, second], set), sink)
  if (!comparison) throw new Failure(`the rules cannot be compared: ${sink.list[0]?.message ?? 'one is in error'}`)
  const diff = lineDiff(linesOf(first), linesOf(second))
  const sentences = tell(comparison, a, b)
  if (json) {
    terminal.print(...jsonText({ a, b, ...comparison, sentences, diff }, undefined, 2).split('\n'))
    return 0
  }
  const heading = (words: string) => terminal.paint('bold', words)
  terminal.print(heading(`${a} and ${b}`), '', ...sentences)
  if (diff.length > 0)
    terminal.print('', heading(`Lines of ${a} (-) and of ${b} (+)`), ...diff.map((line) => `  ${line}`))
  return 0
}

/** The statements of a rule, those for the first gradient marked. */
function linesOf({ init, step }: OptimizerPage): string[] {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.replace(/#.*$/, '').trimEnd())
      .filter((line) => line !== '')
  return [...(init ? lines(init.source.text).map((line) => `init: ${line}`) : []), ...lines(step.source.text)]
}

const CHANGED: Readonly<Record<Condition, string>> = {
  eps: 'eps = 0',
  'bias-correction': 'all bias corrections are 1',
}

function tell(comparison: Comparison, a: string, b: string): string[] {
  const { verdict, conditions, parting, defaults } = comparison
  const [ours, theirs] = parting ? apart(parting.a, parting.b) : []
  const at = parting
    ? `On random gradients they part at step ${parting.t}, coordinate ${parting.coordinate}: ${a} moves by ${ours}, ${b} by ${theirs}.`
    : 'On random gradients they do not part.'
  const names = defaults.map(({ name, a: ours, b: theirs }) => `${name} (${ours} and ${theirs})`).join(', ')
  return [
    headline(comparison, a, b),
    ...(verdict === 'same' && conditions.length === 0 ? [] : [at]),
    ...(defaults.length > 0 ? [`Their defaults differ in ${names}; both have those of ${a} here.`] : []),
  ]
}

function headline({ verdict, conditions, proved, factor }: Comparison, a: string, b: string): string {
  const how = proved ? 'their graphs are equal' : 'equal to 1e-12 on random gradients'
  const when = conditions.map((condition) => CHANGED[condition]).join(' and ')
  const given = when === '' ? '' : ` when ${when}`
  switch (verdict) {
    case 'same': {
      if (conditions.length === 0) return `The same: ${how}.`
      const what = conditions.map((condition) => (condition === 'eps' ? 'eps' : 'bias correction')).join(' and ')
      return `Different in ${what} only: the same${given} (${how}).`
    }
    case 'rescaled':
      if (factor && short(factor.value) === '1') return `The same from step ${factor.from} on${given}.`
      return `The same up to a rescaling${given}: ${factor ? factorSentence(factor, a, b) : ''}.`
    case 'rescaled-by-t':
      return `The same up to a factor that depends on the step only${given}.`
    case 'different':
      return 'Different.'
  }
}

function factorSentence({ value, text, inverse, from }: Factor, a: string, b: string): string {
  const since = from > 1 ? ` from step ${from} on` : ''
  // An expression that is a number says nothing beside its value.
  const written = (expression: string | null, number: number) =>
    expression === null || Number.isFinite(Number(expression)) ? short(number) : `${expression} = ${short(number)}`
  return inverse === null
    ? `the updates of ${a} are ${written(text, value)} times those of ${b}${since}`
    : `the updates of ${b} are ${written(inverse, 1 / value)} times those of ${a}${since}`
}

/** Two numbers with as many digits as it takes to tell them apart, and at least six. */
function apart(a: number, b: number): [string, string] {
  const digits = [6, 9, 12, 17].find((count) => a.toPrecision(count) !== b.toPrecision(count)) ?? 17
  return [short(a, digits), short(b, digits)]
}

const short = (value: number, digits = 6): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : 'not a number'
