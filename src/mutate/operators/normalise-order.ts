import { namesIn } from '../../lang/names.ts'
import type { Expr } from '../../lang/syntax.ts'
import { before, type Edit, withoutLine, withValue } from '../edits.ts'
import type { emasOf } from '../ema.ts'
import {
  argumentsOf,
  binary,
  factorsOf,
  isNumber,
  operation,
  partsOf,
  replacedPart,
  replacedText,
  same,
  withoutFactor,
} from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import { type Line, lineText, type Rule } from '../rule.ts'
import { firstMoments } from '../squares.ts'

/**
 * The gradient is normalised and then averaged for averaged and then normalised, or the other way round. Reports of it: Adafactor with
 * beta1, LaProp and ADOPT, which differ from Adam in this, and ports of them that do not.
 */
export const normaliseOrder: Operator = {
  name: 'normalise-order',
  title: 'normalise and then average for average and then normalise, or the other way round',
  law: 'without memory of gradients it is the rule',
  changes: (rule) => firstMoments(rule).flatMap((ema) => [...earlier(rule, ema), ...later(rule, ema)]),
}

type Average = ReturnType<typeof emasOf>[number]

const hasRoot = (expr: Expr): boolean => partsOf(expr).some(({ part }) => argumentsOf(part, 'sqrt') !== null)

/** Whether a divisor is made of a second moment. */
const isScale = (rule: Rule, expr: Expr): boolean => hasRoot(expr) && rule.isData(expr)

/** m averages g / D, and m is read for m / D. */
function earlier(rule: Rule, { line, entered, weight }: Average): Change[] {
  const input = withoutFactor(entered, weight)
  if (rule.page.init !== null && hasRoot(input)) return []
  for (const reader of rule.after(line)) {
    const { statement, siblings } = reader
    const found = partsOf(reader.value).find(({ part }) => {
      const quotient = binary(part, 'div')
      return quotient !== null && isScale(rule, quotient[1]) && !rule.isData(withoutMoment(rule, line, quotient[0]))
    })
    const quotient = binary(found?.part, 'div')
    if (!found || !quotient || siblings !== line.siblings) continue
    const between = rule.lines.filter(
      (one) => one.statement.at.start > line.statement.at.start && one.statement.at.start < statement.at.start,
    )
    // Lines that only pass the average on move with it; another reader would see it change.
    const moving = between.filter((one) => !rule.states.has(one.name) && [...namesIn(one.value)].includes(line.name))
    if (between.some((one) => !moving.includes(one) && [...namesIn(one.value)].includes(line.name))) return []
    const normalised = replacedPart(line.value, entered, operation('div', entered, quotient[1]))
    const lines = [lineText(line.target, normalised), ...moving.map((one) => lineText(one.target, one.value))]
    return [
      {
        name: 'normalise-first',
        note: 'normalises the gradients and then averages them',
        edits: [
          withoutLine(line),
          ...moving.map(withoutLine),
          before(reader, ...lines),
          withValue(reader, replacedPart(reader.value, found.part, quotient[0])),
        ] satisfies Edit[],
      },
    ]
  }
  return []
}

/** An expression with 0 for the average and for names that only pass it on. */
function withoutMoment(rule: Rule, line: Line, expr: Expr): Expr {
  const zero: Expr = { kind: 'number', value: 0, text: '0', at: line.statement.at }
  const passed = rule
    .after(line)
    .filter((one) => !rule.states.has(one.name) && !rule.isData(replacedText(one.value, line.target, zero)))
  const gone = passed.reduce(
    (value, one) => replacedText(value, one.target, zero),
    replacedText(expr, line.target, zero),
  )
  return same(gone, expr) ? line.target : gone
}

/** m averages g, and m / D is read for m. */
function later(rule: Rule, { line, entered, weight }: Average): Change[] {
  const input = withoutFactor(entered, weight)
  const whole = inlined(rule, line, input)
  const found = partsOf(whole).find(({ part }) => {
    const quotient = binary(part, 'div')
    return quotient !== null && isScale(rule, quotient[1])
  })
  const quotient = binary(found?.part, 'div')
  if (!found || !quotient) return []
  const by = replacedPart(whole, found.part, operation('div', line.target, quotient[1]))
  const readers = rule.after(line).filter((one) => partsOf(one.value).some(({ part }) => same(part, line.target)))
  const own = factorsOf(entered).filter(({ node }) => node !== weight)
  const averaged = own.length === 1 || isNumber(input, 1) ? input : input
  const plain = replacedText(line.value, averaged, quotient[0])
  const value = same(plain, line.value)
    ? replacedPart(line.value, entered, operation('mul', weight, quotient[0]))
    : plain
  return readers.length === 0
    ? []
    : [
        {
          name: 'average-first',
          note: 'averages the gradients and then normalises them',
          edits: [
            withValue(line, value),
            ...readers.map((one) => withValue(one, replacedText(one.value, line.target, by))),
          ],
        },
      ]
}

/** The input with what a line of its own gives a name to. */
function inlined(rule: Rule, line: Line, input: Expr): Expr {
  const local = input.kind === 'name' ? rule.before(line).findLast(({ name }) => name === input.name) : undefined
  return local && !rule.states.has(local.name) ? local.value : input
}
