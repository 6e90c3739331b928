import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Batch } from '../../src/kernel/batch.ts'
import { interpret } from '../../src/kernel/interpret.ts'
import { loadMath } from '../../src/kernel/wasm/host-math.ts'
import { build, lane, recipe } from './random-program.ts'

const math = loadMath()

test("random programs give the interpreter's bits after every step", () => {
  fc.assert(
    fc.property(
      recipe(4),
      fc.array(lane, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      (made, lanes, steps) => {
        const program = build(made)
        const batch = new Batch(program, lanes)
        for (let t = 1; t <= steps; t++) {
          batch.advance(t)
          const expected = lanes.map((one) => interpret(program, one, t, math).states)
          for (const { name } of program.states) {
            expect([...batch.state(name)], `state ${name} at ${t}`).toStrictEqual(
              expected.flatMap((states) => [...(states[name] ?? [])]),
            )
          }
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a state that no program has is an error', () => {
  const program = build({ dimension: 1, states: [], operations: [], next: [], outputs: [], first: false, literal: [] })
  expect(() => new Batch(program, [{ params: [1, 1, 1], seed: 0 }]).state('nothing')).toThrow("no state 'nothing'")
})
