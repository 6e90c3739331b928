import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompileOptions } from '../../src/kernel/compile.ts'
import { interpret } from '../../src/kernel/interpret.ts'
import { loadMath } from '../../src/kernel/math/load.ts'
import type { Lane, Program } from '../../src/kernel/program.ts'
import { build, lane, recipe } from './random-program.ts'
import { start, visible } from './support.ts'

const math = loadMath()

function check(program: Program, lanes: readonly Lane[], times: readonly number[], options: CompileOptions): void {
  const group = start(program, lanes, options)
  const expected = lanes.map((one) => interpret(program, one, times.at(-1) ?? 0, math))
  for (const t of times) {
    group.advance(t)
    for (const name of Object.keys(program.step.outputs)) {
      const values = expected.map(({ outputs }) => outputs[name]?.[t - 1])
      expect([...group.output(name)], `output ${name} at ${t}`).toStrictEqual(values)
    }
  }
  const { divergedAt, ...rest } = visible(program, group)
  expect(divergedAt).toStrictEqual(expected.map((one) => one.divergedAt))
  for (const { name } of program.states) {
    expect(rest[`state ${name}`], `state ${name}`).toStrictEqual(expected.flatMap(({ states }) => [...(states[name] ?? [])]))
  }
}

const times = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }).map((ts) => ts.sort((a, b) => a - b))

for (const mode of ['unrolled', 'memory'] as const) {
  test(`random programs give the interpreter's bits: ${mode}`, () => {
    fc.assert(
      fc.property(recipe(4), fc.array(lane, { minLength: 1, maxLength: 5 }), times, fc.constantFrom(1, 2, 4), (r, lanes, ts, vectors) => {
        check(build(r), lanes, ts, { mode, vectors: vectors as 1 | 2 | 4 })
      }),
      { numRuns: Number(process.env.RUNS ?? 1000) },
    )
  })
}
