import { choiceName } from '../compose/grid.ts'
import type { ProblemEntry } from '../config/experiment.ts'
import type { Trace } from '../config/trace.ts'
import type { Program } from '../kernel/program.ts'
import { Diagnostics } from '../lang/source.ts'
import { type Candidate, candidates } from './candidates.ts'
import { type Departure, type Deviation, nearer, type Yardstick } from './deviation.ts'
import { type Follow, follower } from './follow.ts'
import type { Header } from './header.ts'
import type { Rule } from './rules.ts'
import { type Origin, type Trial, trials } from './settings.ts'

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
export interface Found {
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
  /** Largest relative error over the whole trace. */
  readonly error: number
  /** Where the error first exceeds the tolerance; null if the rule conforms. */
  readonly departure: Departure | null
  readonly settings: readonly Found[]
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

/**
 * Follows a trace by a rule: all its settings over the first steps, those that conform so far (or the best few) over more of
 * them, and so on to the end.
 *
 * @returns the match, or a sentence on why the rule cannot be run on recorded gradients
 */
export function search(
  rule: Rule,
  header: Header,
  trace: Trace,
  problem: ProblemEntry,
  stick: Yardstick,
  tolerance: number,
): Match | string {
  const room = (steps: number) => Math.max(kept(PREFIX), Math.floor(MOST_WORK / (steps * stick.dimension)))
  const tried = trials(rule, header, Math.min(MOST_SETTINGS, room(PREFIX)))
  const sink = new Diagnostics()
  let alive = candidates(rule, tried, problem, sink)
  if (alive.length === 0) return reason(rule, sink)
  const missed = sink.failed && rule.file !== null ? missedBy(rule, tried, problem) : null

  const lanes = alive.length * PREFIX + Math.min(alive.length, FEW) * trace.rows
  const followers = new Map<Program, Follow>()
  const follow = (program: Program): Follow => {
    const known = followers.get(program) ?? follower(program, lanes * stick.dimension, stick, tolerance)
    followers.set(program, known)
    return known
  }
  for (let steps = PREFIX; ; steps *= LONGER) {
    const reached = alive.length <= FEW ? trace.rows : Math.min(steps, trace.rows)
    const measured = measure(alive, reached, follow).sort(better(reached))
    if (reached === trace.rows) return { ...matchOf(rule, tried, measured), missed }
    const conforming = measured.filter(({ deviation }) => deviation.departure === null).length
    const most = Math.min(Math.max(kept(steps), conforming), room(LONGER * steps))
    alive = measured.slice(0, most).map(({ candidate }) => candidate)
  }
}

/**
 * Values that are tried beside those of a user's page may hide that the page's own cannot be run. The catalog's pages run
 * at their defaults.
 */
function missedBy(rule: Rule, tried: readonly Trial[], problem: ProblemEntry): Missed | null {
  const own = tried.map((trial) => ({ ...trial, choices: rule.settings[trial.name] ?? trial.choices.slice(0, 1) }))
  const sink = new Diagnostics()
  candidates(rule, own, problem, sink)
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

function measure(alive: readonly Candidate[], steps: number, follow: (program: Program) => Follow): Measured[] {
  return [...new Set(alive.map(({ program }) => program))].flatMap((program) => {
    const group = alive.filter((candidate) => candidate.program === program)
    const params = group.map((candidate) => candidate.params)
    const deviations = follow(program)(params, steps)
    return group.map((candidate, k) => ({ candidate, deviation: deviations[k] as Deviation }))
  })
}

function matchOf(rule: Rule, tried: readonly Trial[], measured: readonly Measured[]): Omit<Match, 'missed'> {
  const { candidate, deviation } = measured[0] as Measured
  const conforming = measured.filter((one) => one.deviation.departure === null)
  const settings = tried.map(({ name, origin }): Found => {
    const value = candidate.values[name] as number | string
    const values = new Set(conforming.map((one) => one.candidate.values[name] as number | string))
    values.delete(value)
    return { name, value, from: origin, also: [...values] }
  })
  return { rule, error: deviation.worst, departure: deviation.departure, settings }
}
