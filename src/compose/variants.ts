import type { Choice, OptimizerEntry, ProblemEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { PageHead } from '../config/pages.ts'
import { programMeaning } from '../kernel/meaning.ts'
import { type Program, withoutTallies } from '../kernel/program.ts'
import { namesUsed, structuralNames } from '../lang/build.ts'
import { Diagnostics } from '../lang/source.ts'
import type { Block, Formula } from '../lang/syntax.ts'
import { affordable, fewPrograms, withinBudget } from './affordable.ts'
import { compose } from './compose.ts'
import { runConstants } from './constants.ts'
import { dataFormulas } from './data.ts'
import { dimensionOf } from './dimension.ts'
import { type Chosen, choiceName, gridPoints } from './grid.ts'
import { type Baked, OPTIMIZER, PROBLEM } from './shared.ts'
import type { TallyParameter } from './tallies/tally.ts'

/** A point of the grid of one (problem, optimizer). */
export interface GridPoint {
  readonly index: number
  readonly hyper: Readonly<Record<string, number | string>>
  readonly given: Readonly<Record<string, number | string>>
  /** Values of the lane's parameters, in the order of `Program.params`. */
  params(horizon: number): number[]
}

/** One program and the points of the grid that it serves: they differ in numbers only. */
export interface Variant {
  readonly problem: ProblemEntry
  readonly optimizer: OptimizerEntry
  readonly program: Program
  readonly meaning: string
  /** The meaning of the program without its tallies. */
  readonly askedMeaning: string
  /** Names of the measures, in the order of the page, and then those of tallies. */
  readonly outputs: readonly string[]
  readonly points: readonly GridPoint[]
}

/** Every program that an experiment needs, without those that have a formula in error; each mistake is reported once. */
export function composeVariants(experiment: Experiment, sink: Diagnostics): Variant[] {
  const variants: Variant[] = []
  for (const problem of experiment.problems) {
    for (const optimizer of experiment.optimizers) variants.push(...composePair(experiment, problem, optimizer, sink))
  }
  return variants
}

function composePair(
  experiment: Experiment,
  problem: ProblemEntry,
  optimizer: OptimizerEntry,
  sink: Diagnostics,
): Variant[] {
  const rule = optimizer.page
  const shared = observed(experiment)
  const fixedRule = structural(
    rule,
    [
      rule.step,
      ...(rule.init ? [rule.init] : []),
      ...rule.state.flatMap(({ stages, init }) => (stages ? [stages, init] : [init])),
      ...formulasOf(optimizer),
    ],
    shared,
  )
  const page = problem.page
  const fixedProblem = structural(
    page,
    [page.objective, page.loss, page.start, page.d, ...Object.values(page.facts), ...formulasOf(problem)].filter(
      (f) => f !== null,
    ),
    ['d', ...[page.d, ...page.data.flatMap(dataFormulas)].flatMap((formula) => [...namesUsed(formula)]), ...shared],
  )

  const groups = new Map<string, { rule: Record<string, Baked>; given: Record<string, Baked>; points: GridPoint[] }>()
  const [ruleAxes, givenAxes] = [
    programAxes(optimizer.settings, fixedRule),
    programAxes(problem.settings, fixedProblem),
  ]
  if (!fewPrograms(optimizer, ruleAxes, problem, givenAxes, sink)) return []
  const [hyperOf, givenOf] = [namedSettings(rule), namedSettings(page)]
  const problems = gridPoints(problem.settings).map((given) => ({ given, named: givenOf(given) }))
  let index = 0
  for (const hyper of gridPoints(optimizer.settings)) {
    const hyperNamed = hyperOf(hyper)
    for (const { given, named } of problems) {
      const key = JSON.stringify([chosenOn(ruleAxes, hyper, fixedRule), chosenOn(givenAxes, given, fixedProblem)])
      let group = groups.get(key)
      if (!group) {
        const ruleSettings = bake(hyper, optimizer.settings, fixedRule)
        group = { rule: ruleSettings, given: bake(given, problem.settings, fixedProblem), points: [] }
        groups.set(key, group)
      }
      group.points.push({ index: index++, hyper: hyperNamed, given: named, params: () => [] })
    }
  }

  const variants: Variant[] = []
  for (const group of groups.values()) {
    const dimension = dimensionOf(problem, group.given, sink)
    if (dimension === null) continue
    const own = new Diagnostics()
    const { program: whole, parameters } = compose(
      { experiment, problem, optimizer, dimension, problemSettings: group.given, optimizerSettings: group.rule },
      own,
    )
    for (const diagnostic of own.list) sink.add(diagnostic)
    const asked = withoutTallies(whole)
    if (own.failed || !affordable(asked, problem, optimizer, sink)) continue
    // What is kept for judges is no reason to refuse a page.
    const program = withinBudget(whole) ? whole : asked
    const labels = { problem: problem.label, optimizer: optimizer.label }
    const points = group.points.map((point) => {
      const known = (horizon: number) => runConstants(experiment, { ...labels, ...point, horizon })
      return { ...point, params: lanes(program, point, parameters, known) }
    })
    const outputs = [...experiment.measures.map((measure) => measure.name), ...(program.tallies?.outputs ?? [])]
    let meaning: string | null = null
    let askedMeaning: string | null = null
    variants.push({
      problem,
      optimizer,
      program,
      // Recorded gradients of megabytes are part of it: it takes seconds, and who only runs the program does not ask.
      get meaning(): string {
        meaning ??= program.tallies ? programMeaning(program) : this.askedMeaning
        return meaning
      },
      get askedMeaning(): string {
        askedMeaning ??= programMeaning(asked)
        return askedMeaning
      },
      outputs,
      points,
    })
  }
  return variants
}

/** The formulas of an entry's settings, given or not. */
const formulasOf = ({ page, settings }: ProblemEntry | OptimizerEntry): Formula[] =>
  [...Object.values(page.hyper), ...Object.values(settings).flat()].filter((choice) => typeof choice !== 'number')

/** Settings on which the form of what is measured depends. */
function observed({ measures, average }: Experiment): string[] {
  return [...measures, ...(average ? [average] : [])].flatMap(({ page, settings }) => {
    const given: Readonly<Record<string, Formula>> = { ...page.hyper, ...settings }
    const inside = [page.step, page.value, ...page.state.map(({ init }) => init)]
    const own = inside.flatMap((item) => [...structuralNames(item)])
    const names = own.flatMap((name) => (given[name] ? [...namesUsed(given[name])] : [name]))
    return [...names, ...Object.values(given).flatMap((formula) => [...structuralNames(formula)])]
  })
}

/** Settings that must be known when the program is built, with those that their defaults are computed from. */
function structural(page: PageHead, items: readonly (Block | Formula)[], also: readonly string[] = []): Set<string> {
  const names = new Set([...also, ...items.flatMap((item) => [...structuralNames(item)])])
  for (const name of names) {
    const formula = page.hyper[name]
    if (formula) for (const used of namesUsed(formula)) names.add(used)
  }
  return names
}

/** Whether a choice becomes a parameter of the lane: a number of an axis. Everything else is part of the program. */
const isFree = (choice: Choice, several: boolean, isFixed: boolean): boolean =>
  typeof choice === 'number' && several && !isFixed

function bake(
  chosen: Chosen,
  settings: Readonly<Record<string, readonly Choice[]>>,
  fixed: Set<string>,
): Record<string, Baked> {
  return Object.fromEntries(
    Object.entries(chosen).map(([name, choice]) => {
      const several = (settings[name]?.length ?? 0) > 1
      return [name, isFree(choice, several, fixed.has(name)) ? 'param' : choice]
    }),
  )
}

/** The axes along which the program changes. */
const programAxes = (settings: Readonly<Record<string, readonly Choice[]>>, fixed: Set<string>): string[] =>
  Object.entries(settings).flatMap(([name, choices]) =>
    choices.length > 1 && !choices.every((choice) => isFree(choice, true, fixed.has(name))) ? [name] : [],
  )

/** What is chosen on some axes, as far as the program sees it. */
const chosenOn = (names: readonly string[], chosen: Chosen, fixed: Set<string>) =>
  names.map((name) => {
    const choice = chosen[name]
    return choice === undefined || isFree(choice, true, fixed.has(name)) ? null : choiceName(choice)
  })

/** All settings of a page at a point by name, those that are left at their defaults too. */
function namedSettings({ hyper }: PageHead): (chosen: Chosen) => Record<string, number | string> {
  const defaults = Object.fromEntries(Object.entries(hyper).map(([name, formula]) => [name, settingName(formula)]))
  return (chosen) => {
    const values: Record<string, number | string> = { ...defaults }
    for (const [name, choice] of Object.entries(chosen)) {
      values[name] = typeof choice === 'number' ? choice : settingName(choice)
    }
    return values
  }
}

/** The settings of the first point of a grid, whether or not anything can be composed there. */
export function firstPlace(problem: ProblemEntry, optimizer: OptimizerEntry): Pick<GridPoint, 'hyper' | 'given'> {
  const first = ({ settings }: ProblemEntry | OptimizerEntry): Chosen =>
    Object.fromEntries(Object.entries(settings).flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one]])))
  return { hyper: namedSettings(optimizer.page)(first(optimizer)), given: namedSettings(problem.page)(first(problem)) }
}

/** A formula that is one number is that number; any other is its text. */
function settingName(formula: Formula): number | string {
  return formula.expr.kind === 'number' ? formula.expr.value : choiceName(formula)
}

/** The parameters of a lane, those of tallies last: these are formulas, and worked out once for each horizon. */
function lanes(
  program: Program,
  point: GridPoint,
  parameters: readonly TallyParameter[],
  known: (horizon: number) => Readonly<Record<string, number>>,
): (horizon: number) => number[] {
  const tallied = program.tallies ? parameters : []
  const own = program.params.slice(0, program.params.length - tallied.length)
  const worked = new Map<number, readonly number[]>()
  const talliesAt = (horizon: number): readonly number[] => {
    const before = worked.get(horizon)
    if (before) return before
    const names = tallied.length === 0 ? {} : known(horizon)
    const values = tallied.map(({ value }) => value(names))
    worked.set(horizon, values)
    return values
  }
  return (horizon) => {
    const numbers = own.map((name) => {
      if (name === 'T') return horizon
      const value = name.startsWith(OPTIMIZER)
        ? point.hyper[name.slice(OPTIMIZER.length)]
        : point.given[name.slice(PROBLEM.length)]
      if (typeof value !== 'number') throw new Error(`internal: parameter ${name} has no number`)
      return value
    })
    return [...numbers, ...talliesAt(horizon)]
  }
}
