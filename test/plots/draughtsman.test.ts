import { fileURLToPath } from 'node:url'
import type { TopLevelSpec } from 'vega-lite'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { BUDGET } from '../../src/drawing/budget.ts'
import { Draughtsman } from '../../src/drawing/draughtsman.ts'
import { renderSvg } from '../../src/plots/render.ts'

const worker = fileURLToPath(new URL('../../dist/draw.js', import.meta.url))
const small = new Draughtsman(worker, { ...BUDGET, seconds: 2 })
afterAll(() => small.stop())

const chart = (changes: object = {}) =>
  ({
    data: { values: [{ a: 1 }, { a: 2 }] },
    mark: 'point',
    encoding: { x: { field: 'a', type: 'quantitative' } },
    ...changes,
  }) as TopLevelSpec
const made = (calculate: string) => chart({ transform: [{ calculate, as: 'b' }] })
const ask = (spec: TopLevelSpec, signal?: AbortSignal) => small.ask({ kind: 'picture', spec }, signal)

test('draws the same bytes as this process', async () => {
  const answer = await ask(chart())
  expect(answer).toMatchObject({ svg: await renderSvg(chart()) })
})

test('draws what is random the same each time', async () => {
  const spec = chart({
    transform: [{ calculate: 'random()', as: 'b' }, { sample: 1 }],
    encoding: { y: { field: 'b', type: 'quantitative' } },
  })
  const [first, second] = [await ask(spec), await ask(spec)]
  expect(first).toEqual(second)
  expect(first).toMatchObject({ svg: await renderSvg(spec) })
})

test('draws local times as those of UTC, wherever it is', async () => {
  vi.stubEnv('TZ', 'Asia/Tokyo')
  const there = new Draughtsman(worker)
  there.start()
  vi.unstubAllEnvs()
  const spec = chart({
    mark: 'text',
    transform: [{ calculate: "timeFormat(datetime(2020, 0, 1), '%Z') + time(datetime(2020, 0, 1))", as: 'b' }],
    encoding: { text: { field: 'b' } },
  })
  const answer = await there.ask({ kind: 'picture', spec })
  there.stop()
  expect(answer).toMatchObject({ svg: expect.stringContaining('+00001577836800000') })
})

test.each([
  ['nonsense', chart({ mark: 'geoshape', projection: { type: 'nonsense' } }), 'Unrecognized projection type: nonsense'],
  ['a type error', made('datum.x.y.z'), 'Vega does not say which'],
  ['a very wide one', chart({ mark: 'text', encoding: { x: { value: 20_000 } }, width: 20_000 }), 'units large'],
])('says in a sentence what cannot be drawn: %s', async (_, spec, fault) => {
  expect(await ask(spec)).toEqual({ fault: expect.stringContaining(fault) })
})

describe('ends what costs more than its budget', () => {
  test.each([
    ['an expression without an end', made("test(/^(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')"), 'time'],
    [
      'a billion ticks',
      chart({ encoding: { x: { field: 'a', type: 'quantitative', axis: { tickCount: 1e9 } } } }),
      'time|memory',
    ],
    ['a billion rows', chart({ data: { sequence: { start: 0, stop: 1e9 } } }), 'memory|time'],
    ['a long list', made('length(sequence(0, 1e8))'), 'memory|time'],
  ])('%s', async (_, spec, spent) => {
    const answer = await ask(spec)
    expect((answer as { spent?: string }).spent).toMatch(new RegExp(`^(${spent})$`))
    // The next chart does not suffer for it.
    expect(await ask(chart())).toHaveProperty('svg')
  })
})

test('ends when it is told to, whatever is left of its budget', async () => {
  const lasting = new Draughtsman(worker, { ...BUDGET, seconds: 1000, waiting: 1000 })
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 500)
  const endless = made("test(/^(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")
  const child = lasting.start()
  await expect(lasting.ask({ kind: 'picture', spec: endless }, stop.signal)).rejects.toThrow('aborted')
  expect(child?.signalCode).toBe('SIGKILL')
  await expect(lasting.ask({ kind: 'picture', spec: chart() }, stop.signal)).rejects.toThrow('aborted')
})

test('takes another process where the one it had is gone', async () => {
  expect(await ask(chart())).toHaveProperty('svg')
  const child = small.start()
  await new Promise((gone) => child?.once('exit', gone).kill('SIGKILL'))
  expect(await ask(chart())).toHaveProperty('svg')
  expect(small.start()).not.toBe(child)
})
