import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { experimentSchema } from '../../src/config/schema.ts'
import { rasterSvg } from '../../src/plots/raster-svg.ts'
import { adamLab, scratch } from '../cli/adam-lab.ts'
import { schemaErrors } from './schema.ts'

const configs = fileURLToPath(new URL('../../configs', import.meta.url))
const pages = readdirSync(join(configs, 'plots'))
const out = scratch()

test('every kind of plot has an example page', () => {
  const { element } = experimentSchema.shape.plots.unwrap()
  const kinds = element.options.flatMap((option) => [...option.shape.kind.values])
  const texts = readdirSync(configs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(join(configs, file), 'utf8'))
  for (const kind of kinds)
    expect(
      texts.filter((text) => text.includes(`kind: ${kind}`)),
      kind,
    ).not.toHaveLength(0)
})

beforeAll(async () => {
  const all = pages.map((page) => join(configs, 'plots', page))
  // The second time in another order: a figure does not depend on what was drawn before it.
  for (const [folder, order] of [['a', all] as const, ['b', all.toReversed()] as const])
    expect(await adamLab(['run', ...order, '--out', join(out, folder), '--quiet'])).toMatchObject({ code: 0, err: '' })
})

describe.each(pages)('configs/plots/%s', (page) => {
  const figures = (folder: string) => {
    const name = readdirSync(join(out, folder)).find((one) => one.startsWith(`plot-${page.replace('.yaml', '')}`)) ?? ''
    const plots = join(out, folder, name, 'plots')
    return new Map(readdirSync(plots).map((file) => [file, readFileSync(join(plots, file))]))
  }
  test('runs, holds, and writes its figures as Vega-Lite, SVG and PNG, with the same bytes a second time', () => {
    const first = figures('a')
    expect([...first.keys()].map((file) => file.replace(/^.*?\.(?=vl\.json|svg|png)/, '')).slice(0, 3)).toEqual([
      'png',
      'svg',
      'vl.json',
    ])
    for (const [file, bytes] of first) {
      if (file.endsWith('.json')) expect(schemaErrors(JSON.parse(bytes.toString()))).toEqual([])
      if (file.endsWith('.svg')) expect(bytes.toString()).not.toMatch(/NaN|Infinity|undefined|nothing to draw/)
      if (file.endsWith('.png')) expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    }
    const second = figures('b')
    expect([...second.keys()]).toEqual([...first.keys()])
    for (const [file, bytes] of second) expect(bytes.equals(first.get(file) ?? Buffer.alloc(0)), file).toBe(true)
  })
})

test('the letters of a figure are in its picture, from the fonts that come with the program', async () => {
  const { Resvg } = await import('@resvg/resvg-js')
  const folder = join(out, 'a', 'plot-growth', 'plots')
  const [svg, png] = [
    readFileSync(join(folder, 'growth-update.svg'), 'utf8'),
    readFileSync(join(folder, 'growth-update.png')),
  ]
  const fonts = fileURLToPath(new URL('../../dist/fonts', import.meta.url))
  const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(fonts, file))
  const render = (text: string, files: string[]) => {
    const font = {
      loadSystemFonts: false,
      fontFiles: files,
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    }
    return new Resvg(rasterSvg(text), { font, fitTo: { mode: 'zoom', value: 2 } }).render().asPng()
  }
  expect(render(svg, fontFiles).equals(png)).toBe(true)
  const blank = render(svg.replace(/<text[\s\S]*?<\/text>/g, ''), fontFiles)
  // Without a font, letters are left out without a word: that is what must not have happened.
  expect(render(svg, []).equals(blank)).toBe(true)
  expect(blank.equals(png)).toBe(false)
  for (const part of ['Growth of', 'a step', 'claimed:']) {
    const without = svg.replace(new RegExp(`<text[^>]*>[^<]*${part}[^<]*</text>`, 'g'), '')
    expect(without.length, part).toBeLessThan(svg.length)
    expect(render(without, fontFiles).equals(png), part).toBe(false)
  }
})
