import { Diagnostics } from '../lang/source.ts'
import { compareRules, type RuleComparison } from '../proof/compare/pair.ts'
import type { Condition, Factor } from '../proof/compare/rule-pair.ts'
import type { Parting } from '../proof/compare/updates.ts'
import { ruleDimension } from '../proof/dimension.ts'
import { DIMENSION } from '../proof/rule-graph.ts'
import { jsonText } from '../text/json.ts'
import { plural } from '../text/plural.ts'

import { findOptimizer } from './find.ts'
import { hyperValues, wrongSetting } from './hyper-values.ts'
import { lineDiff } from './line-diff.ts'
import { ruleLines } from './rule-lines.ts'
import type { ShowOptions } from './show-options.ts'
import { terminal } from './terminal.ts'

/** `adam-lab show a b`: whether two rules are the same, the same up to a factor, or different, and where they part. */
export async function showPair(a: string, b: string, { set, json }: ShowOptions): Promise<number> {
  const [one, other] = [await findOptimizer(a), await findOptimizer(b)]
  const [first, second] = [one.page, other.page]
  const given = hyperValues([first, second], set)
  const asked = one.dimension ?? other.dimension
  const dimension = ruleDimension([first, second], given, asked)
  const sink = new Diagnostics()
  const comparison = compareRules(first, second, given, sink, dimension)
  const [wrong] = sink.list
  if (!comparison) throw wrong ? wrongSetting(wrong, set) : new Error('the rules cannot be compared')
  const diff = lineDiff(ruleLines(first), ruleLines(second))
  const sentences = tell(comparison, a, b, dimension === asked ? 'the page has' : 'the rules need')
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

const CHANGED: Readonly<Record<Condition, string>> = {
  eps: 'eps = 0',
  'bias-correction': 'all bias corrections are 1',
  start: 'they start alike',
}

/** What rules differ in that are the same under a condition. */
const DIFFERENCE: Readonly<Record<Condition, string>> = {
  eps: 'eps',
  'bias-correction': 'bias correction',
  start: 'initial states',
}

function tell(comparison: RuleComparison, a: string, b: string, need: string): string[] {
  const { verdict, conditions, parting, defaults, only, dimension } = comparison
  const names = defaults.map(({ name, a: ours, b: theirs }) => `${name} (${ours} and ${theirs})`).join(', ')
  const whole = verdict === 'same' && conditions.length === 0 && parting === null
  return [
    headline(comparison, a, b),
    ...(whole ? [] : [apartAt('On random gradients', parting, a, b)]),
    ...only.flatMap(({ name, other, changed, parting: there }) =>
      changed || there === null ? [] : [apartAt(`At ${name} = ${other}`, there, a, b)],
    ),
    ...(defaults.length > 0 ? [`Their defaults differ in ${names}; both have those of ${a} here.`] : []),
    ...(dimension === DIMENSION ? [] : [`The gradients have ${plural(dimension, 'coordinate')}, as ${need}.`]),
  ]
}

function apartAt(where: string, parting: Parting | null, a: string, b: string): string {
  if (parting === null) return `${where} they do not part.`
  const [ours, theirs] = apart(parting.a, parting.b)
  return `${where} they part at step ${parting.t}, coordinate ${parting.coordinate}: ${a} moves by ${ours}, ${b} by ${theirs}.`
}

/** What a hyperparameter is called in a sentence. */
const CALLED: Readonly<Record<string, string>> = { wd: 'weight decay' }

function headline({ verdict, conditions, proved, factor, only }: RuleComparison, a: string, b: string): string {
  const how = proved ? 'their graphs are equal' : 'equal to 1e-12 on random gradients'
  const values = only.map(({ name, value }) => `${name} = ${value}`)
  const when = [...conditions.map((condition) => CHANGED[condition]), ...values].join(' and ')
  const given = when === '' ? '' : ` when ${when}`
  const otherwise = only.some(({ changed }) => !changed) ? ' They differ at other values.' : ''
  switch (verdict) {
    case 'same': {
      const changed = only.filter((one) => one.changed).map(({ name }) => CALLED[name] ?? name)
      const what = [...conditions.map((one) => DIFFERENCE[one]), ...changed].join(' and ')
      if (what !== '') return `Different in ${what} only: the same${given} (${how}).${otherwise}`
      return only.length === 0 ? `The same: ${how}.` : `The same${given}: ${how}.${otherwise}`
    }
    case 'rescaled':
      return `${factor ? factorSentence(factor, given, a, b) : ''}${otherwise}`
    case 'rescaled-by-t':
      return `The same up to a factor that depends on the step only${given}.${otherwise}`
    case 'different':
      return 'Different.'
  }
}

function factorSentence({ value, text, inverse, from }: Factor, given: string, a: string, b: string): string {
  const since = from > 1 ? ` from step ${from} on` : ''
  if (from > 1 && Math.abs(value - 1) < 1e-12) return `The same from step ${from} on${given}.`
  // An expression that is a number says nothing beside its value.
  const written = (expression: string | null, number: number) =>
    expression === null || Number.isFinite(Number(expression)) ? short(number) : `${expression} = ${short(number)}`
  const factor =
    inverse === null
      ? `the updates of ${a} are ${written(text, value)} times those of ${b}${since}`
      : `the updates of ${b} are ${written(inverse, 1 / value)} times those of ${a}${since}`
  return `The same up to a rescaling${given}: ${factor}.`
}

/** Two numbers with as many digits as it takes to tell them apart, and at least six. */
function apart(a: number, b: number): [string, string] {
  const digits = [6, 9, 12, 17].find((count) => a.toPrecision(count) !== b.toPrecision(count)) ?? 17
  return [short(a, digits), short(b, digits)]
}

const short = (value: number, digits = 6): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : 'not a number'
