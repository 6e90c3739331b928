import { withValue } from '../edits.ts'
import { emasOf } from '../ema.ts'
import { firstStep, number, operation, replacedPart, same, select, textOf, withoutFactor } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import type { Rule } from '../rule.ts'

/**
 * A state starts elsewhere: at 1 or at the first gradient for 0, at 0 for the first gradient. Reports of it: NAdam whose product
 * starts at 0, SGD that skips its dampening in the first step, RMSProp whose second moment starts at 1, Adan.
 */
export const start: Operator = {
  name: 'start',
  title: 'a state starts at 1, at 0 or at the first gradient',
  law: 'the rule and it have the same statements, or those of the first step alone differ',
  changes: (rule) => [...declared(rule), ...atInput(rule), ...initial(rule)],
}

function declared({ page }: Rule): Change[] {
  return page.state.flatMap(({ name, init }): Change[] => {
    const zero = init.expr.kind === 'number' && init.expr.value === 0
    const to = zero ? '1' : '0'
    // What the first gradient fills does not depend on what was there before.
    if (page.init?.statements.some((one) => one.kind === 'assign' && one.target === name)) return []
    return [{ name: `${name}-starts-at-${to}`, note: `${name} starts at ${to}`, starts: { [name]: to } }]
  })
}

/** The average starts as what enters it first, as many do that have no bias correction; or at 0, where it starts so. */
function atInput(rule: Rule): Change[] {
  return emasOf(rule).flatMap(({ line, sum, entered, weight }): Change[] => {
    const { name, value } = line
    if (value.kind === 'conditional' && same(value.test, firstStep()))
      return [{ name: `${name}-starts-at-0`, note: `${name} starts at 0`, edits: [withValue(line, value.no)] }]
    // What the first gradient fills has started.
    if (rule.lines.some((one) => one.block === 'init' && one.name === name)) return []
    const started = select(firstStep(), withoutFactor(entered, weight), sum)
    return [
      {
        name: `${name}-starts-at-input`,
        note: `${name} starts at what enters it first`,
        edits: [withValue(line, replacedPart(value, sum, started))],
      },
    ]
  })
}

/** What the first gradient fills: nothing, or with the weight of any other. */
function initial(rule: Rule): Change[] {
  return rule.lines
    .filter((line) => line.block === 'init' && rule.isState(line))
    .flatMap((line): Change[] => {
      const ema = emasOf(rule).find((one) => one.line.name === line.name)
      const weighted = ema && operation('mul', ema.weight, line.value)
      return [
        {
          name: `${line.name}-starts-at-0`,
          note: `the first gradient does not fill ${line.name}`,
          edits: [withValue(line, number(0))],
        },
        ...(ema && weighted
          ? [
              {
                name: `${line.name}-starts-weighted`,
                note: `the first gradient enters ${line.name} with the weight ${textOf(ema.weight)}`,
                edits: [withValue(line, weighted)],
              },
            ]
          : []),
      ]
    })
}
