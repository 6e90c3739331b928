import { choiceName } from '../compose/grid.ts'
import type { Choice, Entry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Draw, NoiseUse, PageHead, Recurrence } from '../config/pages.ts'
import { namesUsed } from '../lang/build.ts'
import type { Block, Formula } from '../lang/syntax.ts'
import type { Sample } from './sample.ts'

type Text = Block | Formula | null

/**
 * The first thing at a point of the grid that depends on the horizon T, as the subject of a sentence; null if nothing does. Only
 * then is the beginning of a long run what a short run would have been.
 */
export function dependsOnHorizon(experiment: Experiment, sample: Sample, measure: string): string | null {
  const optimizer = experiment.optimizers.find(({ label }) => label === sample.optimizer)
  const problem = experiment.problems.find(({ label }) => label === sample.problem)
  const { average } = experiment
  const measured = experiment.measures.find(({ name }) => name === measure)
  const hyper = [
    ...(optimizer ? chosen(optimizer, sample.hyper) : []),
    ...(problem ? chosen(problem, sample.given) : []),
  ]
  const named = hyper.find(([, value]) => mentionsHorizon([value]))
  if (named) return named[0]
  if (optimizer && mentionsHorizon([...recurrence(optimizer.page), optimizer.page.init])) return 'the rule'
  if (problem) {
    const { objective, loss, start, domain, noise, draws } = problem.page
    const walls = domain.kind === 'box' ? [domain.low, domain.high] : domain.kind === 'ball' ? [domain.radius] : []
    const items = [objective, loss, start, ...walls, ...(noise ? law(noise) : []), ...draws.flatMap(drawn)]
    if (mentionsHorizon(items)) return 'the problem'
  }
  if (average && mentionsHorizon([...formulas(average), ...recurrence(average.page)])) return 'the average'
  if (measured && mentionsHorizon([...formulas(measured), ...recurrence(measured.page)])) return 'the measure'
  return null
}

const mentionsHorizon = (items: readonly Text[]) => items.some((item) => item !== null && namesUsed(item).has('T'))

/** The formulas that hyperparameters have at a point: those given, and the defaults of the rest. */
function chosen(entry: Entry<PageHead>, at: Sample['hyper']): [string, Formula][] {
  const isFormula = (choice: Choice | undefined): choice is Formula => typeof choice === 'object'
  const names = new Set([...Object.keys(entry.page.hyper), ...Object.keys(entry.settings)])
  return [...names].flatMap((name): [string, Formula][] => {
    const choices = entry.settings[name]
    const value = choices ? choices.find((choice) => choiceName(choice) === at[name]) : entry.page.hyper[name]
    return isFormula(value) ? [[name, value]] : []
  })
}

const drawn = ({ law: of }: Draw): Formula[] => (of === 'uniform' ? [] : law(of))

const law = ({ page, settings }: NoiseUse): Formula[] => [...formulas({ page, settings }), page.value]

/** Settings as given, and the defaults of what is not given. */
const formulas = ({ page, settings }: { page: PageHead; settings: Readonly<Record<string, Formula>> }): Formula[] =>
  Object.values({ ...page.hyper, ...settings })

const recurrence = (page: Recurrence & { readonly value?: Formula }): Text[] => [
  page.step,
  page.value ?? null,
  ...page.state.map(({ init }) => init),
  ...page.draws.flatMap(drawn),
]
