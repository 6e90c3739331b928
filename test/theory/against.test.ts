import { expect, test } from 'vitest'
import { judgeTraces } from '../../src/lab/judge.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { runExperiment } from '../../src/run/run.ts'
import { load } from '../acceptance/lab.ts'
import { found } from '../errors/support.ts'

const page = (optimizers: string, claim: string) => `
name: against
problem: {use: ill-scaled-quadratic, d: 3, kappa: 10}
optimizers: ${optimizers}
steps: 100
measures: {gap: {use: objective-gap}}
claims: [{id: c, measure: gap, ${claim}}]
`

/** Status and reason of each verdict, by optimizer and point. */
async function judged(optimizers: string, claim: string) {
  const experiment = load(page(optimizers, claim))
  const sink = new Diagnostics()
  const { traces } = await runExperiment(experiment, { store: null, system: nodeSystem, jobs: 0, sink })
  const verdicts = judgeTraces(experiment, traces, sink)
  expect(sink.list).toEqual([])
  return verdicts.map(({ optimizer, at, status, reason }) => ({
    place: [optimizer, ...Object.values(at)].join(' '),
    status,
    reason,
  }))
}

const better = 'optimizer: sgd, judge: order, against: adam, better: lower'

test.each(['[0.0001, 0.1]', '[0.1, 0.0001]'])(
  'better than a grid %s is better than each of its points',
  async (grid) => {
    const [verdict] = await judged(`[{use: sgd, lr: 0.01}, {use: adam, lr: ${grid}}]`, better)
    expect(verdict).toMatchObject({ status: 'violated', reason: expect.stringContaining('adam at lr = 0.1 by') })
  },
)

test('the same as a grid is the same as each of its points, and the worst of them is named', async () => {
  const claim = 'optimizer: sgd, judge: identity, against: adam, within: 0.1'
  const [verdict] = await judged('[{use: sgd, lr: 0.01}, {use: adam, lr: [0.1, 0.0001]}]', claim)
  expect(verdict).toMatchObject({ status: 'violated', reason: expect.stringContaining('against adam at lr = 0.0001') })
})

test('where both grids have an axis, its values belong together; those of other names by their places', async () => {
  const shared = await judged('[{use: sgd, lr: [0.01, 0.02]}, {use: adam, lr: [0.02, 0.01]}]', better)
  expect(shared.map(({ place, reason }) => [place, reason.includes(' at lr')])).toEqual([
    ['sgd 0.01', false],
    ['sgd 0.02', false],
  ])
  const own = '{name: own, hyper: {rate: [0.01, 0.02]}, step: "x = x - rate * g"}'
  const twin = 'optimizer: sgd, judge: identity, against: own, within: 0'
  const placed = await judged(`[{use: sgd, lr: [0.01, 0.02]}, ${own}]`, twin)
  expect(placed.map(({ status }) => status)).toEqual(['holds', 'holds'])
  const turned = await judged(`[{use: sgd, lr: [0.02, 0.01]}, ${own}]`, twin)
  expect(turned.map(({ status }) => status)).toEqual(['violated', 'violated'])
})

const three = '[{use: sgd, lr: 0.01}, {use: sgd, lr: 0.02}, {use: sgd, lr: 0.03, label: fast}]'

test('a claim about what is used twice is about both, and not about what has a label of its own', async () => {
  const bounded = (name: string) => judged(three, `optimizer: ${name}, judge: bound, bound: 1e9`)
  expect((await bounded('sgd')).map(({ place }) => place)).toEqual(['sgd', 'sgd #2'])
  expect((await bounded('fast')).map(({ place }) => place)).toEqual(['fast'])
})

test('an identity with what is used twice is ambiguous', () => {
  const [told, ...more] = found(page(three, 'optimizer: fast, judge: identity, against: sgd, within: 0'))
  expect(told).toMatch(/'sgd' is 2 optimizers.*'sgd', 'sgd #2'/)
  expect(more).toEqual([])
})
