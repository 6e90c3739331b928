import { correctionsOf } from '../corrections.ts'
import { withValue } from '../edits.ts'
import { emasOf } from '../ema.ts'
import { named, oneMinus, operation, replacedText, same } from '../expressions.ts'
import type { Change, Operator } from '../operator.ts'

/**
 * An average is corrected that the rule leaves as it is. Reports of it: AMSGrad and RMSProp written into an existing Adam, which
 * brings its correction with it; the two versions of AMSGrad that libraries ship differ in this.
 */
export const correctionAdded: Operator = {
  name: 'correction-added',
  title: 'an average is corrected that the rule leaves as it is',
  law: 'where all bias corrections are 1, it is the rule',
  changes(rule) {
    const known = new Set(correctionsOf(rule).map(({ of }) => of))
    return emasOf(rule).flatMap(({ line, decay }): Change[] => {
      const starts = rule.page.state.find(({ name }) => name === line.name)?.init.expr
      if (known.has(line.name) || rule.page.init !== null || starts?.kind !== 'number' || starts.value !== 0) return []
      const readers = rule.after(line).filter(({ target, value }) => !same(target, line.target) && rule.isData(value))
      const by = operation('div', line.target, oneMinus(operation('pow', decay, named('t'))))
      const edits = readers.flatMap((reader) => {
        const value = replacedText(reader.value, line.target, by)
        return same(value, reader.value) ? [] : [withValue(reader, value)]
      })
      return edits.length === 0
        ? []
        : [{ name: `${line.name}-corrected`, note: `${line.name} is corrected for its bias`, edits }]
    })
  },
}
