import { fileCatalog } from '../host/file-catalog.ts'
import { type Mutant, type Mutants, mutantsOf } from '../mutate/mutants.ts'
import { mutantTitle } from '../mutate/page.ts'
import { type Relation, relation } from '../mutate/relation.ts'
import { jsonText } from '../text/json.ts'
import { plural } from '../text/plural.ts'
import { findOptimizer } from './find.ts'
import { lineDiff } from './line-diff.ts'
import { ruleLines } from './rule-lines.ts'
import { terminal } from './terminal.ts'

/** A mutant as it is listed. */
interface Listed extends Pick<Mutant, 'name' | 'note'> {
  readonly title: string
  readonly operator: string
  /** The lines of the rule that are gone (-), and those that are new (+). */
  readonly lines: readonly string[]
  readonly relation: Relation | null
}

/** `adam-lab mutants rule`: every way in which the rule can be broken, with the lines that change. */
export async function mutants(asked: string, { json }: { readonly json?: boolean | undefined }): Promise<number> {
  const { page } = await findOptimizer(asked)
  const found = mutantsOf(page, fileCatalog().definitions)
  const before = ruleLines(page)
  const list = found.mutants.map(
    ({ name, note, operator, page: mutant }): Listed => ({
      name,
      title: mutantTitle(asked, name),
      note,
      operator: operator.name,
      lines: lineDiff(before, ruleLines(mutant)),
      relation: relation(mutant, page),
    }),
  )
  if (json) {
    const { same, unfit } = found
    terminal.print(...jsonText({ rule: asked, mutants: list, same, unfit }, undefined, 2).split('\n'))
  } else terminal.print(...list.flatMap(described), ...rest(found), total(asked, found))
  return 0
}

function described({ title, note, lines, relation: stands }: Listed): string[] {
  const words = stands === null ? [] : [`  ${terminal.paint('dim', stands.words)}`]
  return [`${terminal.paint('bold', title)}: ${note}`, ...lines.map((line) => `  ${line}`), ...words, '']
}

function rest({ same, unfit }: Mutants): string[] {
  const lines = [
    ...same.map(({ name, note, as }) => `${name}, ${note}: proved the same as ${as ?? 'the rule'}`),
    ...unfit.map(({ name, note, why }) => `${name}, ${note}: no rule, because ${why}`),
  ]
  return lines.length === 0 ? [] : [terminal.paint('bold', 'Left out'), ...lines.map((line) => `  ${line}`), '']
}

const total = (asked: string, { mutants: all, same, unfit }: Mutants): string =>
  `${plural(all.length, 'mutant')} of ${asked}${same.length > 0 ? `; ${same.length} proved the same` : ''}${unfit.length > 0 ? `; ${unfit.length} no rules` : ''}`
