import { bytes, count, LIMITS } from '../budget/limits.ts'
import type { OptimizerEntry, ProblemEntry } from '../config/entry.ts'
import type { Program } from '../kernel/program.ts'
import { stepOperations } from '../kernel/roots.ts'
import type { WrittenOut } from '../lang/graph.ts'
import type { Diagnostics } from '../lang/source.ts'
import { manyOperations, manyPrograms, muchMemory } from '../messages/costs.ts'
import { clip, quote } from '../text/clip.ts'

/** Lanes of the smallest vector: fewer never run together. */
const PAIR = 2

/** Vectors that a step keeps beside the states, about. */
const BESIDE = 4

/** Bytes that a lane takes while it runs, about: its states, each with a number a coordinate where it is a vector. */
export function laneBytes({ dimension, states }: Pick<Program, 'dimension' | 'states'>): number {
  const vectors = states.filter(({ shape }) => shape === 'vector').length
  return 8 * (dimension * (vectors + BESIDE) + states.length - vectors)
}

const textOf = ({ source, at }: WrittenOut): string => `\`${clip(source.text.slice(at.start, at.end), 40)}\``

const largest = (parts: readonly WrittenOut[], size: (part: WrittenOut) => number): WrittenOut | null =>
  parts.reduce<WrittenOut | null>((a, b) => (size(b) > (a ? size(a) : 0) ? b : a), null)

/** Whether the settings from which programs are made have few enough values together; if not, says so at the longest list. */
export function fewPrograms(
  optimizer: OptimizerEntry,
  ruleAxes: readonly string[],
  problem: ProblemEntry,
  givenAxes: readonly string[],
  sink: Diagnostics,
): boolean {
  const axis = (entry: OptimizerEntry | ProblemEntry) => (name: string) => ({
    name,
    values: entry.settings[name]?.length ?? 1,
    at: entry.at?.settings[name]?.[0] ?? entry.at?.use,
  })
  const axes = [...ruleAxes.map(axis(optimizer)), ...givenAxes.map(axis(problem))]
  const programs = axes.reduce((product, { values }) => product * values, 1)
  if (programs <= LIMITS.programs) return true
  const { at } = axes.reduce((a, b) => (b.values > a.values ? b : a))
  const values = axes.map(({ name, values }) => `${count(values)} values of ${name}`).join(' x ')
  const message = manyPrograms(values, programs)
  if (at) sink.add({ ...message, ...at })
  else sink.report(optimizer.page.step.source, { start: 0, end: 1 }, message)
  return false
}

/** Whether a program is as small as one may be. */
export const withinBudget = (program: Program): boolean =>
  stepOperations(program) <= LIMITS.operations && PAIR * laneBytes(program) <= LIMITS.memory

/**
 * Whether a program is within the budget of operations a step and of bytes; if not, says at the part of the page that costs most
 * what it costs. Counted on the graph: nothing is compiled, and no memory is taken.
 */
export function affordable(
  program: Program,
  problem: ProblemEntry,
  optimizer: OptimizerEntry,
  sink: Diagnostics,
): boolean {
  const before = sink.list.length
  const { graph, dimension, states } = program
  const { step } = optimizer.page
  const whole = { start: 0, end: step.source.text.trimEnd().length }

  const operations = stepOperations(program)
  if (operations > LIMITS.operations) {
    const part = largest(graph.writtenOut, ({ nodes }) => nodes)
    const message = manyOperations(part && { text: textOf(part), parts: part.parts, what: part.what }, operations)
    sink.report(part?.source ?? step.source, part?.at ?? whole, message)
  }

  const needed = PAIR * laneBytes(program)
  if (needed > LIMITS.memory) {
    const limit = `: ${bytes(needed)} with room for ${PAIR} runs, which a program always has, at most ${bytes(LIMITS.memory)}`
    const past = largest(graph.writtenOut, ({ what, parts }) => (what === 'copies' ? parts : 0))
    const given = problem.at?.settings.d?.[0]
    const { d } = problem.page
    const kept = `${count(states.length)} states of ${count(dimension)} coordinates`
    if (past && past.parts > states.length / 2) {
      const said = `${textOf(past)} keeps ${count(past.parts)} copies of ${count(dimension)} coordinates${limit}`
      sink.report(past.source, past.at, muchMemory(said, 'a smaller delay, or a smaller d'))
    } else {
      const message = muchMemory(`${quote(optimizer.label)} keeps ${kept}${limit}`, 'a smaller d')
      if (given) sink.add({ ...message, ...given })
      else sink.report(d.source, d.expr.at, message)
    }
  }
  return sink.list.length === before
}
