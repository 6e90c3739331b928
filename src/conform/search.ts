import { choiceName } from '../compose/grid.ts'
import type { Program } from '../kernel/program.ts'
import { Diagnostics } from '../lang/source.ts'
import { type Candidate, candidates } from './candidates.ts'
import { type Departure, type Deviation, nearer } from './deviation.ts'
import { type Follow, follower, type Hopeless } from './follow.ts'
import type { Header } from './header.ts'
import type { Rule } from './rules.ts'
import { type Origin, type SettingTrial, trials } from './settings.ts'
import type { View } from './view.ts'

/** Most combinations of hyperparameters that are tried for a rule, and most coordinate-steps of one stage of the search. */
const MOST_SETTINGS = 4096
const MOST_WORK = 2 ** 20
/** Steps of the first stage, and how much longer every further one is; the last is the whole trace. */
const PREFIX = 2
const LONGER = 4
/** So few are followed to the end at once. */
const FEW = 8
/** How many go on to the next stage where fewer conform: more while few steps have told them apart. */
const kept = (steps: number) => Math.max(FEW, 64 / steps)

/** A hyperparameter as the trace was followed with it. */
export interface FoundSetting {
  readonly name: string
  /** A number, or the text of a formula. */
  readonly value: number | string
  readonly from: Origin
  /** Other values that were tried and with which the rule conforms too: the trace does not tell them apart. */
  readonly also: readonly (number | string)[]
}

/** How close a rule comes to a trace, with the best hyperparameters. */
export interface Match {
  readonly rule: Rule
  /** Largest relative error; at least that, if it is not of the whole trace. */
  readonly error: number
  /** Where the error first exceeds the tolerance, or at the latest; null if the rule conforms. */
  readonly departure: Departure | null
  /** Whether the rule was followed over the whole trace. */
  readonly whole: boolean
  readonly settings: readonly FoundSetting[]
  /** The values that the user's own page gives to what was searched, where the rule is in error with them, and why. */
  readonly missed: Missed | null
}

interface Missed {
  /** `k=1` */
  readonly at: string
  readonly reason: string
}

interface Measured {
  readonly candidate: Candidate
  readonly deviation: Deviation
}

/** Of settings that conform alike, those with the fewest changes are best. */
const better = (steps: number) => (a: Measured, b: Measured) =>
  nearer(a.deviation, b.deviation, steps) ||
  a.candidate.changed - b.candidate.changed ||
  a.deviation.worst - b.deviation.worst ||
  0

/** A search, and what it takes to go on with on more of the trace. */
export interface Searched {
  readonly match: Match
  readonly tried: readonly SettingTrial[]
  /** The settings that conform, or the best few if none does. */
  readonly finalists: readonly Candidate[]
}

const room = (steps: number, { stick }: View) =>
  Math.max(kept(PREFIX), Math.floor(MOST_WORK / (steps * stick.dimension)))

/**
 * Follows a trace by a rule: all its settings over the first steps, those that conform so far (or the best few) over more of
 * them, and so on to the end of the view.
 *
 * @returns a sentence on why the rule cannot be run on recorded gradients, if it cannot
 */
export function search(rule: Rule, header: Header, view: View, tolerance: number): Searched | string {
  const tried = trials(rule, header, Math.min(MOST_SETTINGS, room(PREFIX, view)))
  const sink = new Diagnostics()
  const all = candidates(rule, tried, view, sink)
  if (all.length === 0) return reason(rule, sink)
  const missed = sink.failed && rule.file !== null ? missedBy(rule, tried, view) : null
  return narrow({ rule, tried, missed, view, tolerance }, all)
}

/**
 * Goes on with the finalists of a search, on a view that shows more of the trace.
 *
 * @param hopeless ends it before the end of the trace, where it is so of all finalists
 */
export function searchOn(
  { match, tried, finalists }: Searched,
  view: View,
  tolerance: number,
  hopeless?: Hopeless,
): Searched {
  const key = ({ values }: Candidate) => JSON.stringify(tried.map(({ name }) => values[name]))
  const wanted = new Map(finalists.map((one) => [key(one), one.changed]))
  const left = tried.map((trial) => ({
    ...trial,
    choices: trial.choices.filter((choice) =>
      finalists.some(({ values }) => values[trial.name] === choiceName(choice)),
    ),
  }))
  const all = candidates(match.rule, left, view, new Diagnostics()).flatMap((one) => {
    const changed = wanted.get(key(one))
    return changed === undefined ? [] : [{ ...one, changed }]
  })
  return narrow({ rule: match.rule, tried, missed: match.missed, view, tolerance, hopeless }, all)
}

interface Task {
  readonly rule: Rule
  readonly tried: readonly SettingTrial[]
  readonly missed: Missed | null
  readonly view: View
  readonly tolerance: number
  readonly hopeless?: Hopeless | undefined
}

/** Those that conform; all if none does. */
function finalists(measured: readonly Measured[]): Candidate[] {
  const conforming = measured.filter(({ deviation }) => deviation.departure === null)
  return (conforming.length > 0 ? conforming : measured).map(({ candidate }) => candidate)
}

/** @param all at least one */
function narrow({ rule, tried, missed, view, tolerance, hopeless }: Task, all: readonly Candidate[]): Searched {
  const { rows, stick } = view
  const lanes = all.length * PREFIX + Math.min(all.length, FEW) * rows
  const followers = new Map<Program, Follow>()
  const follow = (program: Program): Follow => {
    const known = followers.get(program) ?? follower(program, lanes * stick.dimension, stick, tolerance, hopeless)
    followers.set(program, known)
    return known
  }
  let alive = all
  for (let steps = PREFIX; ; steps *= LONGER) {
    const reached = alive.length <= FEW ? rows : Math.min(steps, rows)
    const { measured, complete } = measure(alive, reached, follow)
    measured.sort(better(reached))
    if (reached === rows || !complete) {
      const match = matchOf(rule, tried, measured, view)
      return { match: { ...match, missed, whole: view.whole && complete }, tried, finalists: finalists(measured) }
    }
    const conforming = measured.filter(({ deviation }) => deviation.departure === null).length
    const most = Math.min(Math.max(kept(steps), conforming), room(LONGER * steps, view))
    alive = measured.slice(0, most).map(({ candidate }) => candidate)
  }
}

/**
 * Values that are tried beside those of a user's page may hide that the page's own cannot be run. The catalog's pages run
 * at their defaults.
 */
function missedBy(rule: Rule, tried: readonly SettingTrial[], view: View): Missed | null {
  const own = tried.map((trial) => ({ ...trial, choices: rule.settings[trial.name] ?? trial.choices.slice(0, 1) }))
  const sink = new Diagnostics()
  candidates(rule, own, view, sink)
  if (!sink.failed) return null
  const searched = own.filter(({ origin }) => origin === 'searched')
  const at = searched.map(({ name, choices }) => `${name}=${choices.map(choiceName).join(' or ')}`).join(', ')
  return { at, reason: reason(rule, sink) }
}

/** Where the mistake lies is said of the user's own pages: those of the catalog only ask for what a trace has not. */
function reason({ file }: Rule, { list: [first] }: Diagnostics): string {
  if (!first) return 'no combination of its hyperparameters can be run'
  return file === null ? first.message : `${file}, line ${first.start.line}: ${first.message}`
}

function measure(
  alive: readonly Candidate[],
  steps: number,
  follow: (program: Program) => Follow,
): { measured: Measured[]; complete: boolean } {
  let complete = true
  const measured = [...new Set(alive.map(({ program }) => program))].flatMap((program) => {
    const group = alive.filter((candidate) => candidate.program === program)
    const params = group.map((candidate) => candidate.params)
    const { deviations, reached } = follow(program)(params, steps)
    complete &&= reached === steps
    return group.map((candidate, k) => ({ candidate, deviation: deviations[k] as Deviation }))
  })
  return { measured, complete }
}

function matchOf(
  rule: Rule,
  tried: readonly SettingTrial[],
  measured: readonly Measured[],
  { coordinates }: View,
): Omit<Match, 'missed' | 'whole'> {
  const { candidate, deviation } = measured[0] as Measured
  const conforming = measured.filter((one) => one.deviation.departure === null)
  const settings = tried.map(({ name, origin }): FoundSetting => {
    const value = candidate.values[name] as number | string
    const values = new Set(conforming.map((one) => one.candidate.values[name] as number | string))
    values.delete(value)
    return { name, value, from: origin, also: [...values] }
  })
  const { departure: at, worst: error } = deviation
  const departure = at && coordinates ? { ...at, coordinate: (coordinates[at.coordinate - 1] as number) + 1 } : at
  return { rule, error, departure, settings }
}
