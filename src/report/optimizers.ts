import type { OptimizerEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { PageHead, Recurrence } from '../config/pages.ts'
import { blockTex, formulaTex, nameTex } from '../lang/tex.ts'
import { constant, type Setting, settingsOf } from './settings.ts'

/** A rule that ran: an optimizer, or the average taken of its iterates. */
export interface OptimizerSection {
  readonly label: string
  readonly title: string
  /** `paper, where`. */
  readonly source: string | null
  /** Deviations and remarks of the page. */
  readonly notes: readonly string[]
  readonly settings: readonly Setting[]
  /** TeX of the states before the first step. */
  readonly start: readonly string[]
  /** TeX of what the first gradient does; empty where it does what every other does. */
  readonly first: readonly string[]
  /** TeX of a step, one line a statement. */
  readonly step: readonly string[]
  /** The rule as the page has it, letter by letter. */
  readonly text: string
}

export const sourceText = (page: PageHead): string | null =>
  page.source ? [page.source.paper, page.source.where].filter((part) => part !== '').join(', ') : null

export const notesOf = (page: PageHead): string[] =>
  [...(page.source?.note ? [page.source.note] : []), ...page.notes].map((note) => note.trim())

export const startTex = (page: Recurrence): string[] =>
  page.state.map(({ name, stages, init }) => {
    const index = stages ? `_{1 \\dots ${formulaTex(stages.expr)}}` : ''
    return `${stages ? `{${nameTex(name)}}` : nameTex(name)}${index} = ${formulaTex(init.expr)}`
  })

export function optimizerSection({ page, label, settings }: OptimizerEntry): OptimizerSection {
  const dialect = page.dialect === null ? null : page.dialects[page.dialect]?.note
  return {
    label,
    title: page.title,
    source: sourceText(page),
    notes: [...(dialect ? [`Dialect ${page.dialect}: ${dialect}`] : []), ...notesOf(page)],
    settings: settingsOf(page, settings),
    start: startTex(page),
    first: page.init ? blockTex(page.init.statements) : [],
    step: blockTex(page.step.statements),
    text: [...(page.init ? [`init: ${page.init.source.text.trim()}`] : []), page.step.source.text.trim()].join('\n'),
  }
}

/** The rules that the experiment asks for, without its mutants; last the average, if one is taken. */
export function optimizerSections({ optimizers, average }: Experiment): OptimizerSection[] {
  const sections = optimizers.filter((entry) => entry.mutantOf === null).map(optimizerSection)
  if (!average) return sections
  const { page, settings } = average
  const set = Object.entries(settings).map(([name, formula]) => constant(name, formula))
  const rest = settingsOf(page, {}).filter((s) => settings[s.name] === undefined)
  return [
    ...sections,
    {
      label: page.name,
      title: `${page.title} (average of the iterates)`,
      source: sourceText(page),
      notes: notesOf(page),
      settings: [...set, ...rest],
      start: startTex(page),
      first: [],
      step: [...blockTex(page.step.statements), `\\bar x = ${formulaTex(page.value.expr)}`],
      text: page.step.source.text.trim(),
    },
  ]
}
