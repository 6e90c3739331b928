import * as fc from 'fast-check'
import type { TopLevelSpec } from 'vega-lite'
import { describe, expect, it } from 'vitest'
import { renderSvg } from '../../src/plots/render.ts'
import { reachesOut } from '../../src/plots/svg-wall.ts'

const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`

describe('the last wall', () => {
  it.each([
    '<path fill="url(http://host/x#a)"/>',
    '<path fill="URL( \'http://host/x#a\' )"/>',
    '<path fill="u\\72l(http://host/x#a)"/>',
    '<path fill="&#x75;rl(http://host/x#a)"/>',
    '<path style="mix-blend-mode: x; background: image-set(&quot;http://host&quot; 1x)"/>',
    '<path style="@import x"/>',
    '<path fill="url(data:image/svg+xml,x#a)"/>',
    '<path fill="url(a)"/>',
    '<path onload="alert(1)"/>',
    '<image href="http://host/x.png"/>',
    '<image xlink:href="file:///etc/passwd"/>',
    '<image href="data:image/svg+xml;base64,AAAA"/>',
    '<a href="http://host"><path/></a>',
    '<script>alert(1)</script>',
    '<foreignObject/>',
    '<style>a{}</style>',
    '<use href="#a"/>',
    '<path fill=red/>',
    "<path fill='url(http://host)'/>",
    '<!DOCTYPE x>',
    '<?xml-stylesheet href="http://host"?>',
    '<![CDATA[x]]>',
    '<path fill="a>b" <script',
  ])('refuses %s', (inner) => expect(reachesOut(svg(inner))).toMatch(/^(it|a colour)/))

  it.each([
    '<g clip-path="url(#clip0)" transform="translate(1,2) rotate(3)"><path fill="url(#id0)" stroke="rgb(1, 2, 3)"/></g>',
    '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    '<text font-family="DejaVu Sans, Verdana" aria-label="url(http://host)">url(http://host) &lt;script&gt;</text>',
  ])('lets pass %s', (inner) => expect(reachesOut(svg(inner))).toBeNull())
})

/** Where labels and values of runs, and what expressions make of them, become colours. */
const asColour = (data: string): TopLevelSpec[] => [
  { data: { values: [{ c: data }] }, mark: 'point', encoding: { color: { field: 'c', scale: null } } as never },
  {
    data: { values: [{ c: data }] },
    transform: [{ calculate: "'' + datum.c", as: 'd' }],
    mark: 'bar',
    encoding: { fill: { field: 'd', scale: null } } as never,
  },
  {
    data: { values: [{ c: data }] },
    mark: { type: 'point', stroke: { expr: `'${'u'}' + 'rl(http://host/x#a)'` } },
  },
  { data: { values: [{ c: data }] }, mark: 'point', encoding: { href: { field: 'c' } } as never },
  { data: { values: [{ c: data }] }, mark: { type: 'image' }, encoding: { url: { field: 'c' } } as never },
  {
    data: { values: [{ [data]: 1 }] },
    transform: [{ fold: [data] }],
    mark: 'point',
    encoding: { color: { field: 'key', scale: null } } as never,
  },
]

it('whatever the data say, there is no picture, or one that asks for nothing', async () => {
  const hostile = fc.oneof(
    fc.constantFrom('url(http://host/x#a)', 'u\\72 l(//host)', 'http://host/a.png', 'image-set("//host" 1x)'),
    fc.tuple(fc.constantFrom('url(', 'URL(', 'src('), fc.string()).map((parts) => parts.join('')),
    fc.string(),
  )
  const drawn = fc.asyncProperty(hostile, fc.nat(5), async (data, which) => {
    const spec = asColour(data)[which] as TopLevelSpec
    const picture = await renderSvg(spec).catch((error: Error) => error.message)
    if (!picture.startsWith('<svg')) return
    for (const [, name = '', value = ''] of picture.matchAll(/\s(?!aria-)([\w:-]+)="([^"]*)"/g)) {
      expect(value).not.toMatch(/url\((?!#)|src\(/i)
      if (name.endsWith('href')) expect(value).toMatch(/^(#|data:image\/png;base64,)/)
    }
  })
  await fc.assert(drawn, { numRuns: 150 })
})

it('says so in a sentence', async () => {
  const [spec] = asColour('url(http://host/x#a)') as [TopLevelSpec]
  await expect(renderSvg(spec)).rejects.toThrow('a chart only draws, and a colour or a style in it names an address')
})
