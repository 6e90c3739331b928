import type { Choice, EntryPlaces, ProblemEntry, Settings } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { PageHead } from '../config/pages.ts'
import { buildValue, type Environment, namesUsed } from '../lang/build.ts'
import type { Node } from '../lang/node.ts'
import { Diagnostics, type Place } from '../lang/source.ts'
import type { Formula } from '../lang/syntax.ts'
import { requirement } from '../messages/parts.ts'
import { axesOf, type Subject, subjectOfUse, subjectsOfProblem, subjectsOfRule } from './demands.ts'
import { dimensionOf } from './dimension.ts'
import { emptyEnvironment } from './environment.ts'
import { fixedValue } from './fixed.ts'
import { defineHyper } from './oracle.ts'
import { Scope } from './scope.ts'

/** Points of a grid at which a condition is tried. */
const MOST_POINTS = 20_000

type Chosen = Readonly<Record<string, Choice>>

/** What has settings: an entry, or the use of an average or a measure. */
interface Holder {
  readonly page: PageHead
  readonly settings: Settings
  readonly at?: EntryPlaces
}

/**
 * Reports settings that a page excludes: what it states under `require`, and domains that hold no point. Each condition is tried
 * for every choice of the settings that it depends on and reported at the choice that fails; where it has no value before the
 * run, it is taken to be met.
 */
export function checkRequirements(experiment: Experiment, sink: Diagnostics): void {
  const [problem = null] = experiment.problems
  const horizon = Math.max(...experiment.horizons)
  const here = { problem, horizon }
  for (const entry of experiment.problems) check(entry, subjectsOfProblem(entry), { problem: entry, horizon }, sink)
  for (const entry of experiment.optimizers) check(entry, subjectsOfRule(entry), here, sink)
  for (const use of [experiment.average, ...experiment.measures]) {
    if (use) check({ page: use.page, settings: {} }, [subjectOfUse(use)], here, sink)
  }
}

/** What T and d stand for. */
interface Setting {
  readonly problem: ProblemEntry | null
  readonly horizon: number
}

function check(holder: Holder, subjects: readonly Subject[], setting: Setting, sink: Diagnostics): void {
  for (const subject of subjects) {
    for (const demand of subject.demands) {
      const axes = axesOf(subject, demand, holder)
      for (const chosen of choicesOf(axes, holder.settings)) {
        const world = worldAt(holder, subject, chosen, setting)
        if (!world || world.truth(demand.condition)) continue
        const values = [...namesUsed(demand.condition)].flatMap((name) => world.shown(name))
        const message = requirement(demand.says, values)
        const place = blamed(holder, subject, demand.condition, chosen)
        if (place) sink.add({ ...message, ...place })
        else sink.report(demand.condition.source, demand.condition.expr.at, message)
      }
    }
  }
}

/** What formulas of a subject are worth at a choice of the settings; null where that is not known. */
function worldAt(holder: Holder, subject: Subject, chosen: Chosen, { problem, horizon }: Setting) {
  const silent = new Diagnostics()
  const own = problem && holder.page === problem.page ? chosen : {}
  const dimension = problem ? dimensionOf(problem, { ...firstOf(problem.settings), ...own }, silent) : 1
  if (dimension === null) return null
  const base = emptyEnvironment(dimension, silent)
  const scope = scopeAt(holder, subject, chosen, horizon, base)
  const value = (node: Node | null) => {
    return node && !silent.failed ? fixedValue(node, dimension) : null
  }
  return {
    truth(condition: Formula): boolean {
      const found = value(buildValue(condition, scope.environment(base)))
      return typeof found === 'number' ? found !== 0 : (found?.every((one) => one !== 0) ?? true)
    },
    shown(name: string): string[] {
      const found = value(scope.value(name, base))
      return typeof found === 'number' ? [`${name} = ${Number(found.toPrecision(6))}`] : []
    },
  }
}

function scopeAt(
  holder: Holder,
  { law, given, axis }: Subject,
  chosen: Chosen,
  horizon: number,
  base: Environment,
): Scope {
  const { graph, dimension } = base
  const node = (value: Choice) => (typeof value === 'number' ? graph.const(value) : value)
  const lane = new Scope().node('d', graph.const(dimension)).node('i', graph.index()).node('t', graph.step())
  const outer = new Scope(lane.node('T', graph.const(horizon)))
  const nodes = Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, node(value)]))
  defineHyper(outer, law ? holder.page.hyper : given, nodes)
  if (!law) return outer
  const scope = new Scope(outer)
  for (const [name, formula] of Object.entries(law.page.hyper)) {
    const value = nodes[axis(name)] ?? law.settings[name]
    if (value && !('expr' in value)) scope.node(name, value)
    else scope.formula(name, value ?? formula, value ? outer : scope)
  }
  return scope
}

const firstOf = (settings: Settings): Record<string, Choice> =>
  Object.fromEntries(Object.entries(settings).flatMap(([name, [one]]) => (one === undefined ? [] : [[name, one]])))

function* choicesOf(axes: readonly string[], settings: Settings): Generator<Chosen> {
  const lists = axes.map((name) => settings[name] ?? [])
  const size = lists.reduce((product, list) => product * list.length, 1)
  for (let index = 0; index < Math.min(size, MOST_POINTS); index++) {
    let rest = index
    const chosen: Record<string, Choice> = {}
    for (const [k, list] of lists.entries()) {
      chosen[axes[k] as string] = list[rest % list.length] as Choice
      rest = Math.floor(rest / list.length)
    }
    yield chosen
  }
}

/** The place in the user's page that is to be changed: a setting of the condition, what is given for it, or what it comes from. */
function blamed(holder: Holder, subject: Subject, condition: Formula, chosen: Chosen): Place | null {
  const names = [...namesUsed(condition)]
  const setting = (name: string): Place | null => {
    const choice = chosen[name]
    const places = holder.at?.settings[name]
    return (choice !== undefined && places?.[holder.settings[name]?.indexOf(choice) ?? 0]) || places?.[0] || null
  }
  const direct = names.map((name) => setting(subject.axis(name))).find((place) => place !== null)
  if (direct) return direct
  const own = names.flatMap((name) => subject.given[name] ?? []).find(({ source }) => source.usedAt === undefined)
  if (own) return { file: own.source.file, start: own.source.locate(0), end: own.source.locate(own.source.text.length) }
  return (
    Object.keys(chosen)
      .map(setting)
      .find((place) => place !== null) ?? null
  )
}
