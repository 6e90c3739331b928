import { expect, it } from 'vitest'
import { stagesUpTo } from '../../src/config/stages.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { prepare } from '../../src/lab/prepare.ts'

const catalog = fileCatalog()
const NOISE = ', noise: {use: gaussian}'
const CLAIM = 'claims: [{judge: bound, id: c, measure: gap, bound: 1}]'

function seedsOf(seeds: string, { noise = NOISE, claim = CLAIM, grid = '0.1' } = {}) {
  const text = `
name: page
problem: {name: parabola, d: 1, start: 1, objective: "x[1]^2"${noise}}
optimizers: {use: sgd, lr: ${grid}}
steps: 10
${seeds}
measures: {gap: "x[1]^2"}
${claim}
`
  const { plan, diagnostics } = prepare({ file: 'page.yaml', text }, {}, { catalog, readFile: () => '' })
  if (!plan) return diagnostics.map(({ message }) => message)
  return { seeds: plan.experiment.seeds.length, stages: plan.experiment.stages }
}

it('are 128 seeds, four times as many, and so on, and the maximum itself', () => {
  expect(stagesUpTo(8192)).toEqual([128, 512, 2048, 8192])
  expect(stagesUpTo(4096)).toEqual([128, 512, 2048, 4096])
  expect(stagesUpTo(128)).toEqual([128])
  expect(stagesUpTo(1)).toEqual([1])
})

it('are what seeds: auto asks for, up to 2048 unless said', () => {
  expect(seedsOf('seeds: auto')).toEqual({ seeds: 2048, stages: [128, 512, 2048] })
  expect(seedsOf('seeds: {auto: {max: 600}}')).toEqual({ seeds: 600, stages: [128, 512, 600] })
  expect(seedsOf('seeds: 32')).toEqual({ seeds: 32, stages: undefined })
})

it('are the default where chance and a claim are in play, and else one seed is', () => {
  expect(seedsOf('')).toEqual({ seeds: 2048, stages: [128, 512, 2048] })
  expect(seedsOf('', { claim: '' })).toEqual({ seeds: 1, stages: undefined })
  expect(seedsOf('', { noise: '' })).toEqual({ seeds: 1, stages: undefined })
  expect(seedsOf('seeds: auto', { noise: '' })).toEqual({ seeds: 1, stages: [1] })
})

it('are fewer by default where there is no memory for so many, which asked for are a mistake', () => {
  const grid = `{from: 0.001, to: 0.1, count: 4000}`
  expect(seedsOf('', { grid })).toMatchObject({ seeds: 128, stages: [128] })
  expect(seedsOf('seeds: auto', { grid })).toEqual([expect.stringContaining('runs')])
})

it('have a maximum that is a number of seeds', () => {
  expect(seedsOf('seeds: {auto: {max: 0}}')).not.toHaveProperty('seeds')
  expect(seedsOf('seeds: {auto: {most: 10}}')).not.toHaveProperty('seeds')
  expect(seedsOf('seeds: automatic')).toEqual(['a number of seeds, a list of seeds, or auto is expected'])
})
