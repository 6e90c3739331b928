import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plotSpec } from '../../src/plots/plot.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { reportHtml } from '../../src/report/html.ts'
import { reportModel } from '../../src/report/model.ts'
import { fakeTraces, trajectory } from '../plots/fixture.ts'
import { adopt, limitClaim, quadratic, reportInput, verdict } from '../report/fixture.ts'
import {
  closeBrowser,
  executable,
  figuresRun,
  folder,
  MISSING,
  press,
  removeFolders,
  runtime,
  visit,
} from './browser.ts'

/** Ends of elements, scripts and pictures that would tell of themselves, templates, and expressions of Vega. */
const HOSTILE =
  '</script></style><script>alert(1)</script><img src=x onerror=alert(2)>" onfocus="alert(3)" {{7*7}} \u0024{6*9} \' + alert(4) + \' {"signal":"6*7"} datum.t'
/** Names that every object has; charts set them apart by a character of no width. */
const PROTOTYPE = ['__proto__', 'constructor', 'toString']
const shown = [HOSTILE, ...PROTOTYPE.map((name) => `${name}\u034f`)]

let file = ''
beforeAll(async () => {
  if (executable === null) return
  const names = [HOSTILE, ...PROTOTYPE]
  const traces = fakeTraces(
    names.flatMap((optimizer) =>
      [1, 2, 3].map((seed) => ({ optimizer, seed, values: { [HOSTILE]: (t: number) => seed / t } })),
    ),
  )
  const experiment = {
    name: HOSTILE,
    title: HOSTILE,
    description: HOSTILE,
    claims: [limitClaim({ id: HOSTILE, title: HOSTILE, statement: HOSTILE, source: HOSTILE })],
    optimizers: [{ ...adopt({ title: HOSTILE, notes: [HOSTILE] }), label: HOSTILE }],
    problems: [{ ...quadratic({ title: HOSTILE }), label: HOSTILE }],
  }
  const base = reportInput(experiment)
  const plot = trajectory({ name: HOSTILE, title: HOSTILE, measure: HOSTILE, y: 'log' })
  const { spec, notes } = plotSpec(plot, base.experiment, traces)
  const model = reportModel({
    ...base,
    traces,
    verdicts: [
      verdict({
        claim: HOSTILE,
        optimizer: HOSTILE,
        reason: HOSTILE,
        mutants: { [HOSTILE]: 'missed' },
        at: { [HOSTILE]: HOSTILE },
      }),
    ],
    figures: [{ name: HOSTILE, title: HOSTILE, svg: await renderSvg(spec), notes: [...notes, HOSTILE], spec }],
    replay: HOSTILE,
    digest: HOSTILE,
    versions: { [HOSTILE]: HOSTILE },
    runtime: runtime(),
    katexCss: 'a{}</style><script>alert(5)</script>',
  })
  file = join(folder(), 'report.html')
  writeFileSync(file, reportHtml(model))
})
beforeEach(({ skip }) => skip(executable === null, MISSING))
afterAll(async () => {
  await closeBrowser()
  removeFolders()
})

test('what a page smuggles in stays text, in the page and in what its figures say', () =>
  visit(file, async ({ page, complaints, requests }) => {
    await figuresRun(page)
    expect(await page.locator('h1').textContent()).toBe(HOSTILE)
    expect(await page.locator('body img').count()).toBe(0)
    expect(await page.locator('script').count()).toBe(3)
    expect(await page.locator('[onfocus], [onerror]').count()).toBe(0)

    const button = page.locator('.tools button[data-do=series]')
    expect(await button.allTextContents()).toEqual(shown)
    const hidden = () =>
      page
        .locator('.picture g.mark-line.role-mark path')
        .evaluateAll((all) => all.map((path) => path.getAttribute('opacity') === '0'))
    for (const [k, name] of shown.entries()) {
      await press(button.nth(k))
      await expect.poll(() => button.nth(k).getAttribute('aria-pressed'), { message: name }).toBe('false')
      expect((await hidden()).filter(Boolean), name).toHaveLength(k + 1)
    }
    for (const one of await button.all()) await press(one)
    await expect.poll(hidden).toEqual(shown.map(() => false))

    await page.locator('.chart').focus()
    await page.keyboard.press('Home')
    expect(await page.locator('.readout').textContent()).toContain(HOSTILE)
    await press(page.locator('details.data summary'))
    expect(await page.locator('.tables td').first().textContent()).toBe(HOSTILE)
    expect(await page.locator('.picture').getAttribute('aria-label')).toBe(HOSTILE)
    const words = await page.locator('.picture .role-title-text text').allTextContents()
    expect(words.join(' ')).toContain('<script>alert(1)</script>')
    await press(page.locator('#glance a').first())
    expect(await page.locator(':target').count()).toBe(1)
    expect(complaints).toEqual([])
    expect(requests).toEqual([])
  }))
