import { choiceName } from '../compose/grid.ts'
import { OPTIMIZER } from '../compose/shared.ts'
import { composeVariants, type Variant } from '../compose/variants.ts'
import type { ProblemEntry } from '../config/entry.ts'
import type { Experiment } from '../config/experiment.ts'
import type { Program } from '../kernel/program.ts'
import type { Diagnostics } from '../lang/source.ts'
import type { Rule } from './rules.ts'
import type { SettingTrial } from './settings.ts'
import type { View } from './view.ts'

/** One combination of hyperparameters of a rule. */
export interface Candidate {
  /** Shared with the candidates that differ in the lane's parameters only. */
  readonly program: Program
  /** Values of the lane's parameters, in the order of `program.params`. */
  readonly params: readonly number[]
  /** Every hyperparameter: a number, or the text of a formula. */
  readonly values: Readonly<Record<string, number | string>>
  /** How many hyperparameters do not have the first value of their list. */
  readonly changed: number
}

/**
 * Every combination of what is tried for a rule, on as few programs as can be. What keeps a program from being composed goes
 * to `sink`; there may be candidates nevertheless.
 */
export function candidates(
  rule: Rule,
  tried: readonly SettingTrial[],
  { problem, horizon }: View,
  sink: Diagnostics,
): Candidate[] {
  const compose = (trials: readonly SettingTrial[]) =>
    composeVariants(experimentOf(rule, trials, problem, horizon), sink)
  const short = tried.map(shortened)
  let variants = compose(short)
  const free = new Set(variants.flatMap(({ program }) => program.params))
  // What is part of the program needs a program for each of its values.
  const whole = tried.map((trial, k) => (free.has(OPTIMIZER + trial.name) ? (short[k] as SettingTrial) : trial))
  if (whole.some((trial, k) => trial !== short[k])) variants = compose(whole)
  return variants.flatMap((variant) => combinations(variant, tried, horizon))
}

/** Two numbers are enough to make a hyperparameter a parameter of the lane, which then takes any. */
function shortened(trial: SettingTrial): SettingTrial {
  const spare = trial.choices.filter((choice) => typeof choice === 'number').slice(2)
  return spare.length === 0
    ? trial
    : { ...trial, choices: trial.choices.filter((choice) => !spare.includes(choice as number)) }
}

/** All values of the parameters of a program, beside the values that are part of it. */
function combinations({ program, points }: Variant, tried: readonly SettingTrial[], horizon: number): Candidate[] {
  const baked = points[0]?.hyper ?? {}
  const isFree = ({ name }: SettingTrial) => program.params.includes(OPTIMIZER + name)
  const free = tried.filter(isFree)
  const first = ({ choices }: SettingTrial) => (choices[0] === undefined ? undefined : choiceName(choices[0]))
  const fixed = tried.filter((trial) => !isFree(trial) && baked[trial.name] !== first(trial)).length
  let found: { numbers: number[]; changed: number }[] = [{ numbers: [], changed: fixed }]
  for (const trial of free) {
    const numbers = trial.choices.filter((choice) => typeof choice === 'number')
    const usual = first(trial)
    found = found.flatMap((one) =>
      numbers.map((number) => ({ numbers: [...one.numbers, number], changed: one.changed + Number(number !== usual) })),
    )
  }
  const places = program.params.map((name) => free.findIndex((trial) => name === OPTIMIZER + trial.name))
  return found.map(({ numbers, changed }) => ({
    program,
    params: places.map((place) => numbers[place] ?? horizon),
    get values() {
      return { ...baked, ...Object.fromEntries(free.map(({ name }, k) => [name, numbers[k] as number])) }
    },
    changed,
  }))
}

/** An experiment that measures nothing: only the programs of the rule on the trace's gradients are wanted of it. */
function experimentOf(rule: Rule, tried: readonly SettingTrial[], problem: ProblemEntry, horizon: number): Experiment {
  const settings = Object.fromEntries(tried.map(({ name, choices }) => [name, choices]))
  return {
    name: 'conform',
    title: rule.name,
    description: null,
    tier: 'full',
    problems: [problem],
    optimizers: [{ page: rule.page, label: rule.name, settings, mutantOf: null }],
    average: null,
    horizons: [horizon],
    seeds: [0],
    record: { points: 1, scale: 'linear' },
    measures: [],
    claims: [],
    plots: [],
  }
}
