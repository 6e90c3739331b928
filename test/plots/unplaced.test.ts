import { expect, test } from 'vitest'
import { fakeTraces, region, seeds } from './fixture.ts'
import { draw, heterogeneity } from './kinds.ts'

const decay = (t: number) => 1 / t
const traces = fakeTraces([
  ...[0.9, 0.99].flatMap((beta2, point) =>
    seeds(2, { optimizer: 'adam', point, given: { kappa: 10 }, hyper: { lr: 0.1 * (point + 1), beta2 } }, decay),
  ),
  ...[0, 1].flatMap((point) =>
    seeds(2, { optimizer: 'sgd', point, given: { kappa: 10 }, hyper: { lr: 0.1 * (point + 1) } }, decay),
  ),
  ...seeds(2, { optimizer: 'decayed', given: { kappa: 10 }, hyper: { lr: '1 / t', beta2: 0.9 } }, decay),
  ...seeds(1, { problem: 'valley', optimizer: 'adam', given: {}, hyper: { lr: 0.1, beta2: 0.9 } }, decay),
])

test('a map says who has no such setting, and for whom it is a formula', () => {
  const { notes } = draw(region({ x: 'lr', y: 'beta2' }), traces)
  expect(notes).toContain('sgd has no beta2: its 2 grid points are not drawn.')
  expect(notes).toContain('decayed has a formula for lr: its 1 grid point is not drawn.')
  expect(notes.filter((note) => note.includes('drawn'))).toHaveLength(2)
})

test('a setting of the problem is told of the problem', () => {
  const { notes } = draw(region({ x: 'lr', y: 'kappa' }), traces)
  expect(notes).toContain('valley has no kappa: its 1 grid point is not drawn.')
})

test('so does a final measure over a setting', () => {
  const { notes } = draw(heterogeneity({ x: 'beta2' }), traces)
  expect(notes).toContain('sgd has no beta2: its 2 grid points are not drawn.')
})

test('a ratio says where the second optimizer has several grid points for one of the first', () => {
  const grid = (optimizer: string, settings: readonly Record<string, number>[]) =>
    settings.flatMap((hyper, point) => seeds(2, { optimizer, point, given: { kappa: 10 }, hyper }, decay))
  const lone = grid('sgd', [{ lr: 0.1 }, { lr: 0.2 }])
  const wide = grid('adam', [
    { lr: 0.1, beta2: 0.9 },
    { lr: 0.1, beta2: 0.99 },
    { lr: 0.2, beta2: 0.9 },
    { lr: 0.2, beta2: 0.99 },
  ])
  const notes = (ratio: [string, string]) =>
    draw(heterogeneity({ x: 'lr', ratio }), fakeTraces([...lone, ...wide])).notes
  expect(notes(['sgd', 'adam'])).toEqual(['2 of 2 ratios do not exist: adam has several grid points there.'])
  expect(notes(['adam', 'sgd'])).toEqual([])
})
