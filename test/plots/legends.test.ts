import { expect, test } from 'vitest'
import { renderSvg } from '../../src/plots/render.ts'
import { fakeTraces, rate, region, seeds, trajectory } from './fixture.ts'
import { charts, draw } from './kinds.ts'

const few = fakeTraces(['adam', 'sgd'].flatMap((optimizer) => seeds(3, { optimizer }, (t, seed) => (seed + 1) / t)))

/** What stands in a legend, and how many of its entries have a symbol. */
function legends(svg: string) {
  const groups = (role: string) =>
    [...svg.matchAll(new RegExp(`role-legend-${role}"[^>]*>(.*?)</g>`, 'gs'))].map(([, inner = '']) => inner)
  const names = groups('label').flatMap((inner) => [...inner.matchAll(/<text[^>]*>([^<]*)/g)].map(([, name]) => name))
  const symbols = groups('symbol').flatMap((inner) => [...inner.matchAll(/<path [^>]*>/g)].map(([path]) => path))
  return { names, symbols }
}

test.each([
  ...Object.entries(charts),
  ['trajectory', () => draw(trajectory(), few)] as const,
  ['rate', () => draw(rate(), few)] as const,
  ['region', () => draw(region({ x: 'T', y: 'T' }), few)] as const,
])('%s: each name is in the legends once, with a symbol that is seen', async (_, make) => {
  const { names, symbols } = legends(await renderSvg(make().spec))
  // Each map has a scale of colours of its own, which may have the same numbers.
  const series = names.filter((name) => Number.isNaN(Number(name)))
  expect(series).toEqual([...new Set(series)])
  for (const path of symbols) expect(path).toMatch(/ (?:stroke|fill)="(?!none|transparent)/)
})

test('there are legends to look at', async () => {
  expect(legends(await renderSvg(draw(trajectory(), few).spec)).names).toEqual(['adam', 'sgd'])
})
