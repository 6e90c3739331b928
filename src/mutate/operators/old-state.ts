import { namesIn } from '../../lang/names.ts'
import { after, before, type Edit, movedBefore, withValue } from '../edits.ts'
import { firstStep, named, partsOf, replacedText, same, select, textOf } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'
import { type Line, lineText, type Rule } from '../rule.ts'

/**
 * A state of the step before for that of this step, or the other way round. Reports of it: second moments that are updated after
 * the division, or before it, in ports of AMSGrad, ADOPT and ACProp; optimizers that hand out the update of the step before.
 * The first step has nothing before it, so it keeps its own state: otherwise the mistake would show as a division by 0.
 */
export const oldState: Operator = {
  name: 'old-state',
  title: 'a state of the step before for that of this step, or the other way round',
  law: 'on gradients that never change and states that start where they stay, it is the rule',
  changes: (rule) => lastUpdates(rule).flatMap((update) => [...older(rule, update), ...newer(rule, update)]),
}

const reads = ({ value, target }: Line, line: Line): boolean =>
  partsOf(value).some(({ part }) => same(part, line.target)) && !same(target, line.target)

/** The last statement that moves each state. */
function lastUpdates(rule: Rule): Line[] {
  const updates = rule.step.filter(
    (line) => rule.isState(line) && [...namesIn(line.value)].some((name) => name !== line.name),
  )
  return updates.filter(
    (line) => !rule.after(line).some((later) => updates.includes(later) && same(later.target, line.target)),
  )
}

/** Later statements read what the state was before. */
function older(rule: Rule, update: Line): Change[] {
  const readers = rule.after(update).filter((line) => reads(line, update))
  const name = `${update.name}_old`
  const firsts = rule.step.filter((line) => same(line.target, update.target))
  const first = firsts[0]
  if (readers.length === 0 || first === undefined || rule.knows(name)) return []
  const old = named(name)
  const keep: Edit[] = rule.page.init ? [] : [after(update, lineText(old, select(firstStep(), update.target, old)))]
  return [
    {
      name: `${update.name}-old`,
      note: `uses ${textOf(update.target)} of the step before`,
      edits: [
        before(first, lineText(old, update.target)),
        ...keep,
        ...readers.map((line) => withValue(line, replacedText(line.value, update.target, old))),
      ],
    },
  ]
}

/** The state is updated before it is read, and not after. */
function newer(rule: Rule, update: Line): Change[] {
  const [reader] = rule.before(update).filter((line) => line.siblings === update.siblings && reads(line, update))
  if (!reader) return []
  return [
    {
      name: `${update.name}-new`,
      note: `updates ${textOf(update.target)} before it is used, and not after`,
      edits: movedBefore(update, reader),
    },
  ]
}
