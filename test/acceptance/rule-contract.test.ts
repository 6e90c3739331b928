import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { blockTex, formulaTex } from '../../src/lang/tex.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { ruleProperty } from '../../src/proof/rule-facts.ts'
import { runExperiment } from '../../src/run/run.ts'
import type { Run } from '../../src/run/traces.ts'
import { load } from './lab.ts'

const catalog = fileCatalog()
const STEPS = 40
const WEIGHTS = [1, 2, 0.5, 4, 3]
const START = [1, -2, 3, 0.5, -1]

interface Setting {
  readonly weights?: readonly number[]
  readonly start?: readonly number[]
  readonly record?: number
  readonly more?: string
}

/** The only run of a rule on a parabola whose coordinates do not know each other. */
async function run(
  use: string,
  { weights = WEIGHTS, start = START, record = 1, more = '' }: Setting = {},
): Promise<Run> {
  const page = load(`
name: contract
problem:
  name: parabola
  d: ${weights.length}
  objective: 0.5 * sum([${weights.join(', ')}] * x^2)
  start: "[${start.join(', ')}]"
optimizers: {use: "${use}"${more}}
steps: ${STEPS}
record: ${record}
measures: {f: objective}
`)
  const sink = new Diagnostics()
  const { traces, failures } = await runExperiment(page, { store: null, system: nodeSystem, jobs: 0, sink })
  expect([sink.list, failures]).toEqual([[], []])
  return traces.runs.at(0) as Run
}

const rules = catalog.names('optimizer').flatMap((name) => {
  const { dialects } = catalog.page('optimizer', name)
  return [name, ...Object.keys(dialects).map((dialect) => `${name}@${dialect}`)]
})
const pageOf = (use: string) => {
  const [name = '', dialect] = use.split('@')
  return catalog.page('optimizer', name, dialect)
}

describe.each(rules)('%s', (use) => {
  const page = pageOf(use)
  const drawsNothing = Object.keys(page.draws).length === 0
  const coordinateWise = ruleProperty(page, {}, 'coordinate-wise')?.holds === true

  test('depends on nothing but its page: the same bits again, and wherever its run is recorded', async () => {
    const once = await run(use)
    expect((await run(use)).x).toEqual(once.x)
    expect((await run(use, { record: STEPS })).x).toEqual(once.x)
  })

  test.runIf(drawsNothing)('does not know the order of the coordinates', async () => {
    const turned = await run(use, { weights: WEIGHTS.toReversed(), start: START.toReversed() })
    const [there, back] = [(await run(use)).x ?? [], [...(turned.x ?? [])].reverse()]
    if (coordinateWise) expect(back).toEqual(there)
    else for (const [k, value] of there.entries()) expect(back[k]).toBeCloseTo(value, 9)
  })

  test.runIf(drawsNothing && coordinateWise)('moves each of five coordinates as it moves one alone', async () => {
    const { x } = await run(use)
    for (const [k, weight] of WEIGHTS.entries()) {
      const alone = await run(use, { weights: [weight], start: [START[k] ?? 0] })
      expect(alone.x?.[0]).toBe(x?.[k])
    }
  })

  test.runIf(Object.hasOwn(page.hyper, 'lr'))(
    'ends as diverged, and never as anything else, where it is no longer finite',
    async () => {
      const far = await run(use, { more: ', lr: 1e150' })
      expect(far.status).toBe((far.x ?? []).every(Number.isFinite) ? 'finished' : 'diverged')
      expect(far.steps).toBeLessThanOrEqual(STEPS)
    },
  )

  test('has its TeX', () => {
    const parts = [
      ...(page.init ? blockTex(page.init.statements) : []),
      ...blockTex(page.step.statements),
      ...page.state.map(({ init }) => formulaTex(init.expr)),
    ]
    expect(parts.length).toBeGreaterThan(0)
    for (const part of parts) katex.renderToString(part, { throwOnError: true, strict: 'error' })
  })
})
