import type { Choice, Experiment, OptimizerEntry, ProblemEntry } from '../config/experiment.ts'
import type { PageHead } from '../config/pages.ts'
import { programMeaning } from '../kernel/meaning.ts'
import type { Program } from '../kernel/program.ts'
import { namesUsed, structuralNames } from '../lang/build.ts'
import { Diagnostics } from '../lang/source.ts'
import type { Block, Formula } from '../lang/syntax.ts'
import { type Baked, compose, OPTIMIZER, PROBLEM } from './compose.ts'
import { dataFormulas } from './data.ts'
import { dimensionOf } from './dimension.ts'
import { type Chosen, choiceName, gridPoints } from './grid.ts'

/** A point of the grid of one (problem, optimizer). */
export interface Point {
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
  /** Names of the measures, in the order of the page. */
  readonly outputs: readonly string[]
  readonly points: readonly Point[]
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
  const fixedRule = structural(rule, [
    rule.step,
    ...(rule.init ? [rule.init] : []),
    ...rule.state.flatMap((state) => (state.stages ? [state.stages] : [])),
  ])
  const page = problem.page
  const fixedProblem = structural(
    page,
    [page.objective, page.loss, page.start, page.d].filter((f) => f !== null),
    ['d', ...[page.d, ...page.data.flatMap(dataFormulas)].flatMap((formula) => [...namesUsed(formula)])],
  )

  const groups = new Map<string, { rule: Record<string, Baked>; given: Record<string, Baked>; points: Point[] }>()
  let index = 0
  for (const hyper of gridPoints(optimizer.settings)) {
    for (const given of gridPoints(problem.settings)) {
      const ruleSettings = bake(hyper, optimizer.settings, fixedRule)
      const givenSettings = bake(given, problem.settings, fixedProblem)
      const key = JSON.stringify([named(ruleSettings), named(givenSettings)])
      const group = groups.get(key) ?? { rule: ruleSettings, given: givenSettings, points: [] }
      groups.set(key, group)
      group.points.push(pointOf(index++, hyper, given, problem, optimizer))
    }
  }

  const variants: Variant[] = []
  for (const group of groups.values()) {
    const dimension = dimensionOf(problem, group.given, sink)
    if (dimension === null) continue
    const own = new Diagnostics()
    const program = compose(
      { experiment, problem, optimizer, dimension, problemSettings: group.given, optimizerSettings: group.rule },
      own,
    )
    for (const diagnostic of own.list) sink.add(diagnostic)
    if (own.failed) continue
    const points = group.points.map((point) => ({ ...point, params: lanes(program, point) }))
    const outputs = experiment.measures.map((measure) => measure.name)
    variants.push({ problem, optimizer, program, meaning: programMeaning(program), outputs, points })
  }
  return variants
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

/** Numbers of an axis become parameters of the lane; everything else is part of the program. */
function bake(
  chosen: Chosen,
  settings: Readonly<Record<string, readonly Choice[]>>,
  fixed: Set<string>,
): Record<string, Baked> {
  return Object.fromEntries(
    Object.entries(chosen).map(([name, choice]) => {
      const free = typeof choice === 'number' && (settings[name]?.length ?? 0) > 1 && !fixed.has(name)
      return [name, free ? 'param' : choice]
    }),
  )
}

const named = (settings: Record<string, Baked>) =>
  Object.entries(settings).map(([name, value]) => [name, value === 'param' ? null : choiceName(value)])

function pointOf(index: number, hyper: Chosen, given: Chosen, problem: ProblemEntry, optimizer: OptimizerEntry): Point {
  const all = (page: PageHead, chosen: Chosen): Record<string, number | string> => {
    const values: Record<string, number | string> = {}
    for (const [name, formula] of Object.entries(page.hyper)) values[name] = settingName(formula)
    for (const [name, choice] of Object.entries(chosen))
      values[name] = typeof choice === 'number' ? choice : settingName(choice)
    return values
  }
  return { index, hyper: all(optimizer.page, hyper), given: all(problem.page, given), params: () => [] }
}

/** A formula that is one number is that number; any other is its text. */
function settingName(formula: Formula): number | string {
  return formula.expr.kind === 'number' ? formula.expr.value : choiceName(formula)
}

function lanes(program: Program, point: Point): (horizon: number) => number[] {
  return (horizon) =>
    program.params.map((name) => {
      if (name === 'T') return horizon
      const value = name.startsWith(OPTIMIZER)
        ? point.hyper[name.slice(OPTIMIZER.length)]
        : point.given[name.slice(PROBLEM.length)]
      if (typeof value !== 'number') throw new Error(`internal: parameter ${name} has no number`)
      return value
    })
}
