import type { OptimizerEntry, ProblemEntry } from '../config/entry.ts'
import type { Domain, NoiseUse, PageHead } from '../config/pages.ts'
import { namesUsed } from '../lang/build.ts'
import type { Formula } from '../lang/syntax.ts'
import { clip, quote } from '../text/clip.ts'

/** A condition on settings: a formula that is not 0, at every coordinate if it is a vector. */
interface Demand {
  readonly condition: Formula
  /** The beginning of the sentence on a value that fails. */
  readonly says: string
}

/** Something with settings of its own, and what they have to fulfil: an entry's page, or a law that it draws from. */
export interface Subject {
  readonly demands: readonly Demand[]
  /** What its names stand for where the grid does not say it: what is given in the page, else the default. */
  readonly given: Readonly<Record<string, Formula>>
  /** Its hyperparameters where they are looked up before those of the entry; null for the entry itself. */
  readonly law: NoiseUse | null
  /** The name of a setting in the grid of the entry. */
  axis(name: string): string
}

const required = ({ name, require = [] }: PageHead): Demand[] =>
  require.map((condition) => ({ condition, says: `${quote(name)} needs ${clip(condition.source.text)}` }))

const lawSubject = (law: NoiseUse, axis: Subject['axis']): Subject => ({
  demands: required(law.page),
  given: { ...law.page.hyper, ...law.settings },
  law,
  axis,
})

const pageSubject = (page: PageHead, more: readonly Demand[] = []): Subject => ({
  demands: [...required(page), ...more],
  given: page.hyper,
  law: null,
  axis: (name) => name,
})

/** The condition that a domain holds a point. */
function demandsOfDomain(domain: Domain): Demand[] {
  const compare = (op: 'le' | 'lt', left: Formula, right: Formula['expr'], from: Formula): Formula => ({
    source: from.source,
    expr: { kind: 'operator', op, args: [left.expr, right], at: from.expr.at },
  })
  if (domain.kind === 'box') {
    const { low, high } = domain
    const ends = `[${clip(low.source.text, 30)}, ${clip(high.source.text, 30)}]`
    return [{ condition: compare('le', low, high.expr, low), says: `the box ${ends} holds no point` }]
  }
  if (domain.kind === 'none') return []
  const { radius } = domain
  const zero: Formula = { ...radius, expr: { kind: 'number', value: 0, text: '0', at: radius.expr.at } }
  const says = `a ball of radius ${clip(radius.source.text, 30)} holds no point but its centre`
  return [{ condition: compare('lt', zero, radius.expr, radius), says }]
}

export function subjectsOfProblem({ page }: ProblemEntry): Subject[] {
  const inner = [...page.draws, ...page.data].flatMap(({ law }) => (law === 'uniform' ? [] : [law]))
  return [
    pageSubject(page, demandsOfDomain(page.domain)),
    ...(page.noise ? [lawSubject(page.noise, (name) => `noise.${name}`)] : []),
    ...inner.map((law) => lawSubject(law, () => '')),
  ]
}

export function subjectsOfRule({ page }: OptimizerEntry): Subject[] {
  const laws = page.draws.flatMap(({ law }) => (law === 'uniform' ? [] : [law]))
  return [pageSubject(page), ...laws.map((law) => lawSubject(law, () => ''))]
}

/** An average or a measure: its settings are formulas, never a grid. */
export const subjectOfUse = (use: NoiseUse | { page: PageHead; settings: NoiseUse['settings'] }): Subject => ({
  ...pageSubject(use.page),
  given: { ...use.page.hyper, ...use.settings },
})

/** The settings of an entry on which a condition may depend. */
export function axesOf(
  subject: Subject,
  { condition }: Demand,
  entry: { readonly page: PageHead; readonly settings: Readonly<Record<string, readonly (number | Formula)[]>> },
): string[] {
  const own = namesUsed(condition)
  const names = new Set([...own, ...[...own].map((name) => subject.axis(name))])
  const formulas = (name: string) =>
    [subject.given[name], entry.page.hyper[name], ...(entry.settings[name] ?? [])].filter(
      (one) => typeof one === 'object',
    )
  for (const name of names) for (const formula of formulas(name)) for (const used of namesUsed(formula)) names.add(used)
  return [...names].filter((name) => Object.hasOwn(entry.settings, name))
}
