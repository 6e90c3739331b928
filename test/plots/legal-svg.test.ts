import { expect, it } from 'vitest'
import { pngRenderer } from '../../src/drawing/png.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { legalXml } from '../../src/text/xml.ts'

it('a text that no XML may hold is drawn all the same, also where an expression makes it', async () => {
  const calculate = "'a\u000bb\u0000c\uffff' + datum.t"
  const svg = await renderSvg({
    data: { values: [{ t: 1 }] },
    title: 'x\u000by',
    transform: [{ calculate, as: 'label' }],
    mark: 'text',
    encoding: { text: { field: 'label' } },
  })
  expect(svg).toContain('a\ufffdb\ufffdc\ufffd1')
  expect(svg).toContain('x\ufffdy')
  const png = await pngRenderer()
  expect(png?.(svg).length ?? 1).toBeGreaterThan(0)
})

it('leaves what XML may hold as it is', () => {
  const text = 'a\t\n\u00e9\u{1f600}\u202e'
  expect(legalXml(text)).toBe(text)
  expect(legalXml('a\ud800b')).toBe('a\ufffdb')
})
