import { divergent } from './critical.ts'
import { problem1, problem2 } from './gradients.ts'
import { drift, type Method } from './method.ts'
import { METHODS } from './methods/index.ts'
import { type Argument, BIG, PERIOD, PERIOD_2 } from './parameters.ts'
import type { Wide } from './wide.ts'

/** A prediction that each of a family of rules has: its page but for what is computed, and the code for that. */
export interface FamilyPage {
  readonly page: {
    readonly name: string
    readonly title: string
    readonly claims: readonly string[]
    readonly notes: readonly string[]
    readonly parameters: Readonly<Record<string, Omit<Argument, 'name'>>>
    readonly code: string
  }
  readonly evaluate: (...args: number[]) => number
}

/** A problem of periodic gradients. */
interface Periodic {
  readonly prefix: string
  readonly title: string
  readonly parameters: readonly Argument[]
  gradients(...args: number[]): Wide[]
}

const PROBLEMS: readonly Periodic[] = [
  { prefix: '', title: 'problem (1)', parameters: [PERIOD, BIG], gradients: problem1 },
  { prefix: 'problem2_', title: 'problem (2)', parameters: [PERIOD_2], gradients: problem2 },
]

const DRIFT =
  'Displacement over one period of the stationary orbit, towards falling x, divided by the step size. For a small constant ' +
  'step size, or alpha / sqrt(t), x ends at the lower wall if it is positive and at the upper one if it is negative. Infinite, with the right sign, ' +
  'where it is beyond the largest double.'
const CRITICAL =
  'By root finding on the exact drift: 0 if the drift is positive for every beta2, and 1 if there is no end up to 1.'

function family(method: Method, problem: Periodic): FamilyPage[] {
  const split = problem.parameters.length
  const page = (
    name: string,
    title: string,
    claims: readonly string[],
    note: string,
    parameters: readonly Argument[],
    evaluate: (gradients: Wide[], args: number[]) => number,
  ): FamilyPage => {
    const full = `${problem.prefix}${name}_${method.key}`
    const all = [...problem.parameters, ...parameters]
    return {
      page: {
        name: full,
        title: `${title} ${problem.title}: ${method.title}`,
        claims,
        notes: [note],
        parameters: Object.fromEntries(all.map(({ name: own, ...rest }) => [own, rest])),
        code: full,
      },
      evaluate: (...args) => evaluate(problem.gradients(...args.slice(0, split)), args.slice(split)),
    }
  }
  const [sync, { parameters }] = [['acprop/sync-threshold'], method]
  const rest = parameters.slice(0, -1)
  return [
    page('drift', 'Drift per period on', method.claims, DRIFT, parameters, (g, args) =>
      drift(method.terms(g, ...args)),
    ),
    page(
      'critical_beta2',
      'The beta2 above which the drift is positive on',
      sync,
      CRITICAL,
      rest,
      (g, args) => divergent(method, g, args).high,
    ),
    page(
      'critical_beta2_low',
      'The beta2 below which the drift is positive on',
      sync,
      CRITICAL,
      rest,
      (g, args) => divergent(method, g, args).low,
    ),
  ]
}

/** Drifts and critical beta2 of the rules whose orbit is known, on the two problems of periodic gradients. */
export const FAMILY: readonly FamilyPage[] = PROBLEMS.flatMap((problem) =>
  METHODS.flatMap((method) => family(method, problem)),
)
