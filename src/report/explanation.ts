import type { Claim } from '../config/claim.ts'
import type { Experiment } from '../config/experiment.ts'
import { namesUsed } from '../lang/build.ts'
import type { Formula } from '../lang/syntax.ts'
import type { Run, Traces } from '../run/traces.ts'
import type { Verdict } from '../run/verdict.ts'
import { plural } from '../text/plural.ts'
import { slackText } from '../text/slack.ts'
import { DECISIONS } from '../theory/decisions.ts'
import { short } from '../theory/digits.ts'
import { duringInWords } from '../theory/during.ts'
import type { Evaluator, Names } from '../theory/evaluator.ts'
import type { ClaimResult } from '../theory/ledger.ts'
import type { MutantVerdict } from '../theory/mutant-verdicts.ts'
import { verdictWords } from '../theory/standing.ts'
import { optimizerSection } from './optimizers.ts'
import { settingsOf } from './settings.ts'

/** A heading with what is to be said below it. */
export interface ExplanationPart {
  readonly heading: string
  readonly lines: readonly string[]
}

export interface ExplanationInput {
  readonly experiment: Experiment
  readonly traces: Traces
  readonly row: ClaimResult
  readonly mutants: readonly MutantVerdict[]
  readonly evaluator: Evaluator
  readonly digest: string
  readonly replay: string
}

/** Verdicts that are written out; of more, those furthest from what the page expects. */
const MOST_POINTS = 12

/** Everything behind the verdict on a claim, in the order in which it was reached. Parts with nothing to say are left out. */
export function explanation(input: ExplanationInput): ExplanationPart[] {
  const { experiment, traces, row, evaluator, digest, replay } = input
  const { claim, worst } = row
  const run = runOf(worst, experiment, traces)
  const names = evaluator.constants(run)
  const parts: ExplanationPart[] = [
    { heading: 'Statement', lines: [claim.title, claim.statement, strength(claim)].filter((one) => one !== null) },
    { heading: 'Source', lines: [claim.source ?? 'the page does not say', `${row.file}:${row.line}`] },
    { heading: 'Hypotheses', lines: hypotheses(claim, names, evaluator) },
    { heading: `Problem: ${run.problem}`, lines: problemLines(run, experiment, names) },
    ...claim.optimizers.map((label) => ruleOf(label, experiment)),
    { heading: 'Runs', lines: runLines(experiment, claim, traces) },
    { heading: 'Measure', lines: measureLines(claim, experiment) },
    { heading: `Judge: ${claim.judge}`, lines: [DECISIONS[claim.judge], ...judgeLines(claim, names, evaluator)] },
    { heading: 'Numbers', lines: numberLines(row) },
    { heading: 'Mutants', lines: input.mutants.map(mutantLine) },
    { heading: 'Replay', lines: [replay, `digest ${digest}`] },
  ]
  return parts.filter(({ lines }) => lines.length > 0)
}

const strength = ({ strength: word }: Claim): string | null => (word === null ? null : `Strength: ${word}.`)

/** The run whose constants the explanation shows: one at the point of the verdict that counts. */
function runOf(worst: Verdict, experiment: Experiment, traces: Traces): Parameters<Evaluator['constants']>[0] {
  const at = Object.entries(worst.at)
  const fits = (run: Run) =>
    run.optimizer === worst.optimizer &&
    run.problem === worst.problem &&
    at.every(([axis, value]) =>
      axis.startsWith('problem.')
        ? run.given[axis.slice('problem.'.length)] === value
        : (run.hyper[axis] ?? run.given[axis]) === value,
    )
  const horizon = Math.max(...experiment.horizons)
  const found = traces.runs.find((run) => run.horizon === horizon && fits(run))
  const problem = worst.problem === '' ? (experiment.problems[0]?.label ?? '') : worst.problem
  return found ?? { problem, optimizer: worst.optimizer, hyper: worst.at, given: {}, horizon }
}

const textOf = (formula: Formula): string => formula.source.text.trim().replaceAll(/\s+/g, ' ')

/** A formula and its value, if it has one that the formula does not already say. */
function worked(formula: Formula, value: number | null): string {
  const text = textOf(formula)
  return value === null || text === short(value) ? text : `${text} = ${short(value)}`
}

function valuesIn(formula: Formula, names: Names): string {
  const known = [...namesUsed(formula)].flatMap((name) => {
    const value = names[name]
    return value === undefined ? [] : [`${name} = ${short(value)}`]
  })
  return known.length > 0 ? ` (${known.join(', ')})` : ''
}

function hypotheses(claim: Claim, names: Names, evaluator: Evaluator): string[] {
  const fixed = claim.hypotheses.map((formula) => {
    const value = evaluator.evaluate(formula, names)
    const met = value !== null && !Number.isNaN(value) && value !== 0
    return `${met ? 'met' : 'NOT met'}: ${textOf(formula)}${valuesIn(formula, names)}`
  })
  return [...fixed, ...claim.during.map((one) => `asked of each run: ${duringInWords(one)}`)]
}

function problemLines(run: ReturnType<typeof runOf>, experiment: Experiment, names: Names): string[] {
  const entry = experiment.problems.find(({ label }) => label === run.problem)
  if (!entry) return []
  const { page, settings } = entry
  const set = settingsOf(page, settings).map(({ name, text }) => `${name} = ${text}`)
  const law = page.objective ?? page.loss
  const facts = Object.entries(page.facts).map(([name, formula]) => {
    const value = names[name]
    return `fact ${name} = ${worked(formula, value ?? null)}`
  })
  return [
    page.title,
    ...(law ? [`${page.objective ? 'objective' : 'loss'} = ${textOf(law)}`] : []),
    ...(page.noise ? [`noise ${page.noise.page.name}`] : []),
    ...(set.length > 0 ? [set.join(', ')] : []),
    ...facts,
  ]
}

function ruleOf(label: string, experiment: Experiment): ExplanationPart {
  const entry = experiment.optimizers.find((one) => one.label === label)
  if (!entry) return { heading: `Optimizer: ${label}`, lines: [] }
  const { title, source, settings, text } = optimizerSection(entry)
  return {
    heading: `Optimizer: ${label}`,
    lines: [
      `${title}${source === null ? '' : ` (${source})`}`,
      ...text.split('\n').map((line) => `  ${line}`),
      settings.map(({ name, text: value }) => `${name} = ${value}`).join(', '),
    ],
  }
}

function runLines({ horizons, seeds }: Experiment, claim: Claim, traces: Traces): string[] {
  if (claim.judge === 'static') return ['none: the rule itself is judged']
  const most = Math.max(...horizons)
  let recorded = 0
  for (let index = 0; index < traces.runs.length; index++) recorded = Math.max(recorded, traces.times(index).length)
  const steps = horizons.length > 1 ? `horizons ${horizons.join(', ')}` : `${most} steps`
  return [`${steps}; ${plural(seeds.length, 'seed')}; ${recorded} recorded steps`]
}

function measureLines(claim: Claim, { measures }: Experiment): string[] {
  if (claim.judge === 'static') return [`property ${claim.property}`]
  const entry = measures.find(({ name }) => name === claim.measure)
  if (!entry) return [claim.measure]
  const { page, settings, name } = entry
  const set = Object.entries(settings).map(([key, formula]) => `${key} = ${textOf(formula)}`)
  const step = page.step.source.text.trim()
  return [
    `${name} = ${textOf(page.value)}`,
    ...(step === '' ? [] : step.split('\n').map((line) => `  ${line}`)),
    ...(set.length > 0 ? [`with ${set.join(', ')}`] : []),
  ]
}

/** Keys of a claim that are told elsewhere. */
const TOLD: readonly string[] = ['id', 'title', 'source', 'statement', 'strength', 'judge', 'measure', 'property', 'at']

/** What the page says to the judge: its formulas with their values where they have one at all steps, and its options. */
function judgeLines(claim: Claim, names: Names, evaluator: Evaluator): string[] {
  return Object.entries(claim).flatMap(([key, value]: [string, unknown]): string[] => {
    if (TOLD.includes(key)) return []
    const name = key === 'burnIn' ? 'burn-in' : key
    if (isFormula(value)) {
      return [`${name} = ${worked(value, evaluator.evaluate(value, names))}`]
    }
    if (typeof value === 'number') return [`${name} = ${short(value)}`]
    return typeof value === 'string' ? [`${name} = ${value}`] : []
  })
}

const isFormula = (value: unknown): value is Formula =>
  typeof value === 'object' && value !== null && 'expr' in value && 'source' in value

function numberLines({ verdicts, worst }: ClaimResult): string[] {
  const others = verdicts.filter((one) => one !== worst)
  const wrong = others.filter(({ status, expect }) => status !== expect)
  const shown = [worst, ...wrong, ...others.filter((one) => !wrong.includes(one))].slice(0, MOST_POINTS)
  const more = verdicts.length - shown.length
  return [...shown.flatMap(numbers), ...(more > 0 ? [`... and ${more} more`] : [])]
}

function numbers(verdict: Verdict): string[] {
  const { optimizer, problem, at, predicted, measured, interval, slack, n, reason } = verdict
  const place = Object.entries(at).map(([name, value]) => `${name}=${typeof value === 'number' ? short(value) : value}`)
  const on = problem === '' ? '' : ` on ${problem}`
  const told = [
    ...(predicted === null ? [] : [`predicted ${short(predicted)}`]),
    ...(measured === null ? [] : [`measured ${short(measured)}`]),
    ...(interval === null || interval[0] === interval[1]
      ? []
      : [`interval [${short(interval[0])}, ${short(interval[1])}]`]),
    ...(slack === null ? [] : [slackText(slack, (value) => `slack ${short(value)}`)]),
    ...(n > 0 ? [plural(n, 'seed')] : []),
  ]
  return [
    `${verdictWords(verdict)}: ${optimizer}${on}${place.length > 0 ? ` (${place.join(', ')})` : ''}`,
    ...(told.length > 0 ? [`  ${told.join(', ')}`] : []),
    `  ${reason}`,
  ]
}

function mutantLine({ rule, caught, note, verdict }: MutantVerdict): string {
  const how = verdict === null ? 'it was not judged' : `${verdict.status}: ${verdict.reason}`
  return `${caught ? 'caught' : 'MISSED'}: ${rule}${note === null ? '' : ` (${note})`}; ${how}`
}
