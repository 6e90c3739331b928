import { describe, expect, it } from 'vitest'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { judgeTraces } from '../../src/lab/judge.ts'
import { prepare } from '../../src/lab/prepare.ts'
import { tryClaims } from '../../src/lab/trials.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { runExperiment } from '../../src/run/run.ts'
import { verdictWords } from '../../src/theory/standing.ts'
import { type ClaimTrials, type Fate, withEvidence } from '../../src/theory/trials.ts'

const catalog = fileCatalog()

/** A page of one optimizer on gradients that are the same in every run, with some claims. */
const page = (optimizer: string, claims: string) => `name: page
problem: {name: p, d: 2, loss: "sum([2, 0.1] * cos([1, 3] * t) * x)", start: 1}
optimizers: ${optimizer}
steps: 6
measures: {x1: "x[1]", sum: sum(x), far: norm(x)}
claims:
${claims}`

async function tried(text: string, mutants: 'all' | 'sample' | 'none' = 'all', rivals = false) {
  const { plan, diagnostics } = prepare({ file: 'p.yaml', text }, {}, { catalog, readFile: () => '' })
  expect(diagnostics).toEqual([])
  const { experiment } = plan as NonNullable<typeof plan>
  const options = { system: nodeSystem, jobs: 0, store: null }
  const { traces } = await runExperiment(experiment, { ...options, sink: new Diagnostics() })
  const verdicts = judgeTraces(experiment, traces, new Diagnostics())
  const trials = await tryClaims(experiment, verdicts, { mutants, rivals, catalog }, options)
  return { experiment, trials, verdicts: withEvidence(experiment.claims, verdicts, trials) }
}

const names = ({ trials }: ClaimTrials, ...fates: Fate[]) =>
  trials.filter(({ fate }) => fates.includes(fate)).map(({ name }) => name)

describe('trials of a claim on other rules', () => {
  it('kill what it notices, and leave alive what it does not', async () => {
    const { trials } = await tried(
      page(
        '{use: rmsprop, lr: 0.1, beta2: 0.5, eps: 0}',
        `  - {id: exact, judge: limit, measure: x1, predict: 0.7842, within: 1}
  - {id: sign, judge: bound, measure: far, bound: 0.5, expect: violated}`,
      ),
    )
    const [exact, sign] = trials as [ClaimTrials, ClaimTrials]
    // eps is 0, so what is done with it changes nothing: that is no trial.
    expect(names(exact, 'same')).toEqual([
      ...['eps-inside-root', 'eps-squared-inside-root', 'eps-bounds-root', 'eps-accumulated', 'eps-dropped'],
    ])
    expect(names(exact, 'survived')).toContain('v-of-norm')
    // A claim that is expected to be violated is one too: of what stays near 0 it holds, and that is noticed.
    expect(names(sign, 'killed').length).toBeLessThan(names(exact, 'survived', 'killed', 'broken').length)
    expect(trials.map(({ sampled }) => sampled)).toEqual([false, false])
  })

  it('see a rule that is no longer finite, and do not take a claim that cannot be judged for one that is noticed', async () => {
    const { trials } = await tried(
      page('{use: rmsprop, lr: 0.1, beta2: 0.5, eps: 0}', '  - {id: near, judge: bound, measure: far, bound: 1e9}'),
    )
    expect(names(trials[0] as ClaimTrials, 'broken')).toEqual(['v-sign', 'v-of-last-g'])
    expect(names(trials[0] as ClaimTrials, 'killed')).toEqual([])
    const rival = await tried(
      page('{use: adam, lr: 0.1}', '  - {id: state, judge: limit, measure: x1, predict: beta1, within: beta2 * 100}'),
      'none',
      true,
    )
    // The hyperparameters that the claim names are those of the judged rule.
    expect(names(rival.trials[0] as ClaimTrials, 'survived')).toEqual([
      ...['sgd', 'signsgd', 'momentum', 'adagrad', 'rmsprop', 'amsgrad', 'lion'],
    ])
  })

  it('make a claim weak of which nothing is told apart, and say of what else it is true', async () => {
    const claims = `  - {id: idle, judge: bound, measure: far, bound: 1e9}
  - {id: exact, judge: limit, optimizer: one, measure: x1, predict: 1.0187, within: 1e-3, at: T}
  - {id: same, judge: identity, optimizer: one, measure: far, against: two, within: 1}
  - {id: graph, judge: static, property: bounded-step, optimizer: one}`
    const optimizers = '[{use: sgd, label: one, lr: 0.1}, {use: sgd, label: two, lr: 0.1}]'
    const { verdicts } = await tried(page(optimizers, claims.replace('1.0187', String(1 - 0.2 * total()))), 'all', true)
    const words = (id: string) => verdicts.filter(({ claim }) => claim === id).map((one) => verdictWords(one))
    expect(words('idle')).toEqual(Array(2).fill('holds, weak: also of signsgd, momentum, adagrad, ...'))
    expect(words('exact')).toEqual(['holds'])
    expect(verdicts.find(({ claim }) => claim === 'exact')?.evidence).toEqual({
      mutants: { killed: 2, tried: 2 },
      rivals: { passed: [], tried: 7 },
      weak: false,
    })
    // An identity is no test of which rule it is about.
    expect(words('same').every((one) => !one.includes('weak'))).toBe(true)
  })

  it('take the same sample each time', async () => {
    const text = page('{use: adam, lr: 0.1}', '  - {id: c, judge: bound, measure: far, bound: 1e9}')
    const [one, two] = [await tried(text, 'sample'), await tried(text, 'sample')]
    expect(one.trials[0]?.trials.length).toBe(8)
    expect(two.trials).toEqual(one.trials)
  })

  it('are one for each of a sample where runs are long', async () => {
    const text = page('{use: adam, lr: 0.1}', '  - {id: c, judge: bound, measure: far, bound: 1e9}')
    const { trials } = await tried(text.replace('steps: 6', 'steps: 2000000\nseeds: 1\nrecord: 2'))
    expect([trials[0]?.sampled, trials[0]?.trials.length]).toEqual([true, 8])
  })
})

const total = () => [1, 2, 3, 4, 5, 6].reduce((sum, t) => sum + Math.cos(t), 0)
