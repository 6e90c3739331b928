import type { OptimizerPage } from '../config/pages.ts'
import type { Definitions } from '../lang/definition.ts'
import { PROBLEM_FUNCTIONS } from '../lang/functions.ts'
import { parseBlock, parseFormula } from '../lang/parse.ts'
import { type Diagnostics, plainSource } from '../lang/source.ts'
import type { Block } from '../lang/syntax.ts'
import { type Edit, edited } from './edits.ts'
import type { Change } from './operator.ts'
import type { BlockName } from './rule.ts'

/** The name of a mutant beside that of its rule: `adam@v-old`, `adopt@original/v-new`. */
export const mutantTitle = (rule: string, mutant: string): string => `${rule}${rule.includes('@') ? '/' : '@'}${mutant}`

/** The page with a change made, read anew from its text as any other page is; null after a report. */
export function changedPage(
  page: OptimizerPage,
  change: Change,
  definitions: Definitions,
  sink: Diagnostics,
): OptimizerPage | null {
  const dialect = page.dialect === null ? change.name : `${page.dialect}/${change.name}`
  const file = mutantTitle(page.dialect === null ? page.name : `${page.name}@${page.dialect}`, change.name)
  const block = (name: BlockName, before: Block): Block | null => {
    const edits = (change.edits ?? []).filter((edit: Edit) => edit.block === name)
    if (edits.length === 0) return before
    const source = plainSource(edited(before.source.text, edits), file)
    return parseBlock(source, sink, PROBLEM_FUNCTIONS, definitions)
  }
  const [init, step] = [page.init && block('init', page.init), block('step', page.step)]
  const state = page.state.map((declaration) => {
    const to = change.starts?.[declaration.name]
    const formula = to === undefined ? null : parseFormula(plainSource(to, file), sink)
    return formula ? { ...declaration, init: formula } : declaration
  })
  if (!step || sink.failed) return null
  return {
    ...page,
    dialect,
    dialects: { ...page.dialects, [dialect]: { note: change.note, conforms: [], breaks: [] } },
    conforms: [],
    state,
    init,
    step,
  }
}
