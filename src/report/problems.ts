import type { ProblemEntry, Settings } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Data, Domain, Draw, NoiseUse, ProblemPage } from '../config/pages.ts'
import { formulaTex, nameTex } from '../lang/tex.ts'
import { notesOf, sourceText } from './optimizers.ts'
import { constant, type Setting, settingsOf } from './settings.ts'

export interface ProblemSection {
  readonly label: string
  readonly title: string
  readonly source: string | null
  readonly notes: readonly string[]
  readonly settings: readonly Setting[]
  /** TeX of the dimension, the objective, the loss, the noise, the domain and the start: those that the problem has. */
  readonly lines: readonly string[]
  /** Constants that hypotheses and bounds refer to. */
  readonly facts: readonly Setting[]
}

/** A word of a page in TeX's text mode. */
const word = (text: string): string => `\\text{${text.replace(/[^A-Za-z0-9 .@-]/g, ' ')}}`

function domainTex(domain: Domain): string[] {
  if (domain.kind === 'none') return []
  if (domain.kind === 'ball') return [`\\lVert x \\rVert_2 \\le ${formulaTex(domain.radius.expr)}`]
  return [`${formulaTex(domain.low.expr)} \\le x_i \\le ${formulaTex(domain.high.expr)}`]
}

function noiseTex({ page, settings }: NoiseUse): string {
  const set = Object.entries(settings).map(([name, { expr }]) => `${nameTex(name)} = ${formulaTex(expr)}`)
  return `${word(page.name)}${set.length > 0 ? `(${set.join(',\\ ')})` : ''}`
}

const drawTex = ({ name, law, per }: Draw): string =>
  `${nameTex(name)} \\sim ${law === 'uniform' ? 'U(0, 1)' : noiseTex(law)} ${word(`  per ${per}`)}`

/** Numbers that are drawn once, before the run. */
const dataTex = ({ name, law, rows, per }: Data): string => {
  const tex = nameTex(name)
  const one = `${tex.includes('_') ? `{${tex}}` : tex}_{j}${per === 'row' ? '' : '{}_i'}`
  const from = law === 'uniform' ? 'U(0, 1)' : noiseTex(law)
  return `${one} \\sim ${from},\\quad j = 1, \\dots, ${formulaTex(rows.expr)} ${word(' once')}`
}

/** The dimension, unless it is among the settings, which tell it. */
function dimensionTex({ d, replay }: ProblemPage, settings: Settings): string[] {
  if (replay) return [`d = ${replay.start.length}`]
  return Object.hasOwn(settings, 'd') || (d.expr.kind === 'name' && d.expr.name === 'd')
    ? []
    : [`d = ${formulaTex(d.expr)}`]
}

export function problemSection({ page, label, settings }: ProblemEntry): ProblemSection {
  const lines = [
    ...dimensionTex(page, settings),
    ...(page.objective ? [`f(x) = ${formulaTex(page.objective.expr)}`] : []),
    ...(page.loss ? [`\\ell_t(x) = ${formulaTex(page.loss.expr)}`] : []),
    ...page.data.map(dataTex),
    ...page.draws.map(drawTex),
    ...(page.noise ? [`g = \\nabla + \\xi,\\quad \\xi \\sim ${noiseTex(page.noise)}`] : []),
    ...(page.replay ? [`${word(`${page.replay.rows} recorded gradients`)}`] : []),
    ...domainTex(page.domain),
    ...(page.replay ? [] : [`x_0 = ${formulaTex(page.start.expr)}`]),
  ]
  return {
    label,
    title: page.title,
    source: sourceText(page),
    notes: notesOf(page),
    settings: settingsOf(page, settings),
    lines,
    facts: Object.entries(page.facts).map(([name, formula]) => constant(name, formula)),
  }
}

export const problemSections = ({ problems }: Experiment): ProblemSection[] =>
  problems.filter((entry) => entry.mutantOf === null).map(problemSection)
