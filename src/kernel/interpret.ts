import type { MathFunctions } from '../lang/algebra/doubles.ts'
import { evaluation } from '../lang/evaluate.ts'
import { reducePowers } from './powers.ts'
import type { Lane, Program, State, Step } from './program.ts'
import { uniform } from './random/philox.ts'

/** What one lane of a program does, step by step. */
export interface Interpretation {
  /** Final value of each state, 1 or d numbers; NaN if the lane diverged. */
  readonly states: Readonly<Record<string, Float64Array>>
  /** Values of each output after steps 1 ... `steps`; NaN from the step at which the lane diverged. */
  readonly outputs: Readonly<Record<string, Float64Array>>
  /** The first step after which a watched state was not finite, or 0. */
  readonly divergedAt: number
}

const filled = (state: State, value: number | Float64Array, dimension: number): Float64Array =>
  typeof value === 'number' ? new Float64Array(state.shape === 'vector' ? dimension : 1).fill(value) : value

/**
 * Runs one lane by evaluating the graph node by node: the meaning of a program, against which the kernel is tested. With the
 * kernel's own math functions (`loadMath`) the two agree bit for bit.
 *
 * @throws RangeError if a table has fewer rows than `steps`
 */
export function interpret(source: Program, lane: Lane, steps: number, math: MathFunctions): Interpretation {
  const program = reducePowers(source)
  const { dimension } = program
  const params = new Map(program.params.map((name, index) => [name, lane.params[index] ?? Number.NaN]))
  const values = new Map<string, Float64Array>()
  const bindings = {
    dimension,
    step: 0,
    math,
    param: (name: string) => params.get(name) ?? Number.NaN,
    state(name: string) {
      const value = values.get(name) ?? new Float64Array()
      return program.states.find((state) => state.name === name)?.shape === 'vector' ? value : (value[0] ?? Number.NaN)
    },
    draw: (stream: number, number: number, coordinate: number) =>
      uniform(lane.seed, stream, bindings.step, coordinate, number),
    table(name: string, coordinate: number) {
      const value = program.tables[name]?.data[(bindings.step - 1) * dimension + coordinate - 1]
      if (value === undefined) throw new RangeError(`table '${name}' has no row ${bindings.step}`)
      return value
    },
  }

  const { states } = program
  const starts = evaluation(
    states.map((state) => state.init),
    bindings,
  )()
  states.forEach((state, index) => {
    values.set(state.name, filled(state, starts[index] ?? Number.NaN, dimension))
  })
  const names = Object.keys(program.step.outputs)
  const outputs = Object.fromEntries(names.map((name) => [name, new Float64Array(steps).fill(Number.NaN)]))
  let divergedAt = 0
  const prepared = ({ next, outputs: measured }: Step) => {
    const present = names.filter((name) => measured[name])
    return { present, values: evaluation([...next, ...present.flatMap((name) => measured[name] ?? [])], bindings) }
  }
  const [first, step] = [program.first && prepared(program.first), prepared(program.step)]
  for (let t = 1; t <= steps && divergedAt === 0; t++) {
    const { present, values: evaluated } = t === 1 && first ? first : step
    bindings.step = t
    const results = evaluated()
    states.forEach((state, index) => {
      const value = filled(state, results[index] ?? Number.NaN, dimension)
      values.set(state.name, value)
      if (state.watched && !value.every(Number.isFinite)) divergedAt = t
    })
    if (divergedAt > 0) break
    present.forEach((name, index) => {
      const series = outputs[name]
      if (series) series[t - 1] = results[states.length + index] as number
    })
  }
  const final = source.states.map(({ name }) => {
    const value = values.get(name) ?? new Float64Array()
    return [name, divergedAt > 0 ? value.map(() => Number.NaN) : value]
  })
  return { states: Object.fromEntries(final), outputs, divergedAt }
}
