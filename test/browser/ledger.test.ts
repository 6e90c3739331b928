import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { comparisonHtml } from '../../src/report/compare/html.ts'
import { comparisonModel } from '../../src/report/compare/model.ts'
import { ledgerHtml } from '../../src/report/ledger/html.ts'
import { ledgerModel } from '../../src/report/ledger/model.ts'
import type { Summary } from '../../src/report/summary.ts'
import { verdict } from '../report/fixture.ts'
import { closeBrowser, executable, folder, MISSING, removeFolders, scrollTo, visit } from './browser.ts'

/** Pictures for a person to look at are left in the folder of this name, if it is given. */
const PICTURES = process.env.ADAM_LAB_SCREENSHOTS
const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> {{7*7}} "q"'
/** A picture that would run its script if it were not an image. */
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" onload="alert(3)"><script>alert(4)</script><rect width="40" height="20" fill="#07b"/></svg>'

const summary = (experiment: string, changes: Partial<Summary>): Summary => ({
  experiment,
  title: `Page ${experiment}`,
  digest: experiment,
  plots: null,
  claims: [],
  verdicts: [],
  runs: [],
  ...changes,
})

const results = [
  summary('reddi', {
    verdicts: [verdict({ claim: 'reddi/thm1', optimizer: 'adam' }), verdict({ claim: 'reddi/thm2' })],
  }),
  summary('adopt', { verdicts: [verdict({ claim: 'adopt/rate', status: 'violated' })] }),
  summary('open', { verdicts: [verdict({ claim: 'open/claim', status: 'inconclusive', optimizer: HOSTILE })] }),
  summary('drawn', { title: HOSTILE }),
]

let ledger = ''
let comparison = ''
beforeAll(() => {
  const place = folder()
  ledger = join(place, 'report.html')
  comparison = join(place, 'comparison.html')
  const entries = results.map((one) => ({ path: one.experiment, report: true, summary: one }))
  writeFileSync(ledger, ledgerHtml(ledgerModel(HOSTILE, entries)))
  const figures = [{ name: 'gap', title: HOSTILE, svg: SVG }]
  const directories = [
    { path: HOSTILE, summary: { ...(results[0] as Summary), title: HOSTILE }, figures },
    { path: 'b', summary: results[1] as Summary, figures: [] },
  ]
  writeFileSync(comparison, comparisonHtml(comparisonModel(directories)))
})
beforeEach(({ skip }) => skip(executable === null, MISSING))
afterAll(async () => {
  await closeBrowser()
  removeFolders()
})

const shown = async (page: Page): Promise<string[]> =>
  page.locator('#claims tbody tr:visible code:first-child').allTextContents()
const claims = async (page: Page): Promise<string[]> => (await shown(page)).filter((text) => text.includes('/'))
const ALL = ['adopt/rate', 'open/claim', 'reddi/thm1', 'reddi/thm2']

describe('the page on many results in a browser', () => {
  test('is searched by words, in any order, and filtered by verdict', () =>
    visit(ledger, async ({ page, complaints, requests }) => {
      expect(await claims(page)).toEqual(ALL)
      await page.getByRole('searchbox').fill('THM1  reddi')
      expect(await claims(page)).toEqual(['reddi/thm1'])
      expect(await page.locator('output').textContent()).toBe('1 of 4 claims')
      await page.getByRole('searchbox').fill('')
      await page.getByRole('combobox').selectOption('bad')
      expect(await claims(page)).toEqual(['adopt/rate'])
      await page.getByRole('combobox').selectOption('good')
      await page.getByRole('searchbox').fill('nothing has this')
      expect(await claims(page)).toEqual([])
      expect([complaints, requests]).toEqual([[], []])
    }))

  test('what was asked is in its address', () =>
    visit(ledger, async ({ page, complaints }) => {
      await page.getByRole('searchbox').fill('reddi <b>')
      await page.getByRole('combobox').selectOption('good')
      const address = page.url()
      await page.goto('about:blank')
      await page.goto(address)
      expect(await page.getByRole('searchbox').inputValue()).toBe('reddi <b>')
      await page.getByRole('searchbox').fill('reddi')
      expect(await claims(page)).toEqual(['reddi/thm1', 'reddi/thm2'])
      await page.goto(`${pathToFileURL(ledger).href}#verdict=unheard-of`)
      expect(await claims(page)).toEqual(ALL)
      expect(complaints).toEqual([])
    }))

  test('is a table without a script, and has no controls that do nothing', () =>
    visit(
      ledger,
      async ({ page }) => {
        expect(await claims(page)).toEqual(ALL)
        expect(await page.locator('#controls').isVisible()).toBe(false)
      },
      { javaScriptEnabled: false },
    ))

  test('is worked with the keyboard', () =>
    visit(ledger, async ({ page }) => {
      await page.keyboard.press('Tab')
      await page.keyboard.type('thm2')
      expect(await claims(page)).toEqual(['reddi/thm2'])
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(
        'reddi/report.html#claim/reddi/thm2',
      )
    }))

  test('hostile text is text', () =>
    visit(ledger, async ({ page, complaints }) => {
      expect(await page.title()).toBe(HOSTILE)
      expect(await page.locator('h1').textContent()).toBe(HOSTILE)
      expect(await page.locator('#silent a').textContent()).toBe(HOSTILE)
      expect(await page.locator('img').count()).toBe(0)
      expect(complaints).toEqual([])
    }))
})

describe('a comparison in a browser', () => {
  test('is quiet, and a picture does not run', () =>
    visit(comparison, async ({ page, complaints, requests }) => {
      const image = page.locator('img')
      await scrollTo(image)
      expect(await image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(
        0,
      )
      expect(await image.getAttribute('alt')).toBe(`${HOSTILE}, A`)
      expect(await page.locator('figcaption').first().textContent()).toBe(`A${HOSTILE}`)
      expect([complaints, requests]).toEqual([[], []])
    }))
})

test.each([320, 1000, 2000])('nothing is wider than a window of %d px', (width) =>
  Promise.all(
    [
      ['ledger', ledger],
      ['comparison', comparison],
    ].map(([name, file = '']) =>
      visit(
        file,
        async ({ page }) => {
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
          if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true })
        },
        { viewport: { width, height: 900 } },
      ),
    ),
  ).then(() => undefined),
)
