import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TopLevelSpec } from 'vega-lite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { renderSvg } from '../../src/plots/render.ts'
import { reportHtml } from '../../src/report/html.ts'
import { reportModel } from '../../src/report/model.ts'
import { reportInput } from '../report/fixture.ts'
import {
  closeBrowser,
  executable,
  folder,
  MISSING,
  removeFolders,
  reportOf,
  runtime,
  scrollTo,
  visit,
} from './browser.ts'

/** A listener that every address in these tests leads to. */
let server: Server
let host = ''
const asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(({ skip }) => {
  skip(executable === null, MISSING)
  asked.length = 0
})
afterAll(async () => {
  server.close()
  await closeBrowser()
  removeFolders()
})

/** Opens a file on a line that works, and says what was asked for. */
async function opened(file: string): Promise<string[]> {
  const see = async ({ page }: { page: import('playwright-core').Page }) => {
    for (const figure of await page.locator('[data-figure]').all()) await scrollTo(figure)
    await page.waitForTimeout(500)
    await page.waitForLoadState('networkidle')
  }
  await visit(file, see, { offline: false })
  return [...asked]
}

function saved(name: string, text: string): string {
  const file = join(folder(), name)
  writeFileSync(file, text)
  return file
}

const chart = (changes: object) =>
  ({
    data: { values: [{ a: 1, c: `url(${host}/data#a)`, u: `${host}/picture.png` }] },
    mark: 'point',
    encoding: { x: { field: 'a', type: 'quantitative' } },
    ...changes,
  }) as TopLevelSpec

/** Charts that would ask for something if nobody looked at them. */
const hostile = () => ({
  fill: chart({ mark: { type: 'point', fill: `url(${host}/fill#a)` } }),
  background: chart({ background: `url(${host}/background#a)` }),
  config: chart({ config: { point: { stroke: `u\\72l(${host}/config#a)` } } }),
  label: chart({ encoding: { x: { field: 'a' }, fill: { field: 'c', scale: null } } }),
  expression: chart({ mark: { type: 'bar', fill: { expr: `'ur' + 'l(${host}/made#a)'` } } }),
  blend: chart({ mark: { type: 'point', blend: `normal; filter: url(${host}/blend#a)` } }),
  image: chart({ mark: { type: 'image', width: 9, height: 9 }, encoding: { url: { field: 'u' } } }),
  href: chart({ encoding: { x: { field: 'a' }, href: { field: 'u' } } }),
})

test('a picture that names an address asks for it: the tests below could fail', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="url(${host}/fill#a)"/></svg>`
  expect(await opened(saved('picture.svg', svg))).toEqual(['/fill'])
})

test('no chart becomes a picture that asks for anything', async () => {
  for (const [name, spec] of Object.entries(hostile())) {
    const svg = await renderSvg(spec).catch(() => null)
    expect(svg === null ? [] : await opened(saved(`${name}.svg`, svg)), name).toEqual([])
  }
})

test('nor does the running figure of a report, whatever its chart says', async () => {
  const svg = await renderSvg(chart({}))
  const figures = Object.entries(hostile()).map(([name, spec]) => ({ name, title: name, svg, notes: [], spec }))
  const bound = chart({ params: [{ name: 'p', bind: { input: 'image', src: `${host}/input.png` } }] })
  const model = reportModel({
    ...reportInput(),
    figures: [...figures, { name: 'bound', title: 'bound', svg, notes: [], spec: bound }],
    runtime: runtime(),
  })
  expect(await opened(saved('report.html', reportHtml(model)))).toEqual([])
})

test('nor does a page whose labels are addresses', async () => {
  const report = reportOf(
    'labelled',
    `name: labelled
problem: {use: ill-scaled-quadratic, d: 2}
optimizers: [{use: sgd, label: "url(${host}/label#a)", lr: 0.001}]
steps: 100
measures: {gap: {use: objective-gap}}
plots:
  - {kind: trajectory, measure: gap}
  - kind: vega-lite
    spec: {mark: point, encoding: {x: {field: t}, fill: {field: optimizer, scale: null}}}
`,
  )
  expect(await opened(report)).toEqual([])
  expect(await opened(report.replace('report.html', 'plots/trajectory-gap.svg'))).toEqual([])
})
