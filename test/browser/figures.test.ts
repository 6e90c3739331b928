import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isMatrix, type Matrix } from '../../src/plots/matrix.ts'
import {
  closeBrowser,
  executable,
  figuresRun,
  MISSING,
  press,
  removeFolders,
  reportOf,
  scrollTo,
  visit,
} from './browser.ts'
import { PAGE, PICTURES } from './page.ts'

const PANELS = PAGE.replace('name: browser', 'name: panels')
  .replaceAll('beta2: [0.1, 0.5, 0.999]', 'beta2: {from: 0.1, to: 0.9, count: 7}')
  .replace('where: {beta2: 0.5}', 'where: {beta2: 0.1}')
  .replace('steps: 20000', 'steps: 500')
  .replace(/plots:[\s\S]*/, 'plots:\n  - {kind: trajectory, measure: x1}\n  - {kind: distribution, measure: x1}\n')

/** Without poppler's pdftotext (Debian: apt-get install poppler-utils) nothing reads what was printed. */
const NO_READER = spawnSync('pdftotext', ['-v']).error !== undefined

let [pictures, panels] = ['', '']
beforeAll(() => {
  if (executable === null) return
  pictures = reportOf('pictures', PICTURES)
  panels = reportOf('panels', PANELS)
})
beforeEach(({ skip }) => skip(executable === null, MISSING))
afterAll(async () => {
  await closeBrowser()
  removeFolders()
})

const at = (width: number) => ({ viewport: { width, height: 800 } })

/** How figures stand in the window: pixels, and the size of their smallest letters. */
const figures = (page: Page) =>
  page.locator('figure').evaluateAll((all) =>
    all.map((figure) => {
      const svg = figure.querySelector<SVGSVGElement>('.picture svg')
      const chart = figure.querySelector('.chart')
      if (!svg || !chart) throw new Error('a figure has a picture')
      const { left, right, width } = svg.getBoundingClientRect()
      const scale = width / svg.viewBox.baseVal.width
      const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent !== '')
      const boxes = texts.map((text) => text.getBoundingClientRect())
      return {
        width,
        room: chart.clientWidth,
        letters: Math.min(...texts.map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale)),
        inside: boxes.every((box) => box.left >= left - 1 && box.right <= right + 1),
        words: texts.map((text) => text.textContent),
      }
    }),
  )

describe.each([320, 768, 1280])('figures at %i pixels', (width) => {
  test('fill their place, with letters that can be read, all of them within', async () => {
    for (const report of [pictures, panels])
      await visit(
        report,
        async ({ page, complaints }) => {
          await figuresRun(page)
          for (const figure of await figures(page)) {
            expect(figure.width).toBeGreaterThan(0.95 * Math.min(figure.room, 1024))
            expect(figure.width).toBeLessThanOrEqual(figure.room + 1)
            expect(figure.letters).toBeGreaterThanOrEqual(9)
            expect(figure.inside).toBe(true)
          }
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
          expect(complaints).toEqual([])
        },
        at(width),
      )
  })
})

test('a figure is drawn anew when the window changes, and has the same words again', () =>
  visit(panels, async ({ page }) => {
    await figuresRun(page)
    const before = await figures(page)
    await page.setViewportSize({ width: 320, height: 800 })
    const frame = () => page.locator('.picture svg.marks').first().getAttribute('width')
    await expect.poll(async () => Number(await frame())).toBeLessThan(320)
    const narrow = await figures(page)
    for (const word of ['adam', 'adopt@original', 'predicted -1 ± 0.2']) expect(narrow[0]?.words).toContain(word)
    await page.setViewportSize({ width: 1280, height: 900 })
    await expect
      .poll(async () => (await figures(page)).map(({ words }) => words))
      .toEqual(before.map(({ words }) => words))
  }))

test('without its script a picture has letters that can be read too, and is moved sideways', () =>
  visit(
    panels,
    async ({ page }) => {
      for (const figure of await figures(page)) expect(figure.letters).toBeGreaterThanOrEqual(8.5)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    },
    { ...at(320), javaScriptEnabled: false },
  ))

describe('on paper', () => {
  /** What each page of the printed report says, line by line. */
  async function pages(report: string): Promise<string[][]> {
    let printed: Buffer = Buffer.alloc(0)
    await visit(report, async ({ page }) => {
      await figuresRun(page)
      printed = await page.pdf({ format: 'A4' })
    })
    const made = spawnSync('pdftotext', ['-layout', '-', '-'], { input: printed, encoding: 'utf8', maxBuffer: 1e8 })
    return made.stdout
      .split('\f')
      .map((text) => text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])))
  }
  /** Reports that differ in length, so that headings fall everywhere on a page. */
  test.skipIf(NO_READER).each([0, 15, 31])(
    'no heading stands alone at the end of a page (%i lines more)',
    async (lines) => {
      const text = readFileSync(panels, 'utf8')
      const file = join(dirname(panels), `longer-${lines}.html`)
      writeFileSync(file, text.replace('<nav ', `${'<p>more</p>'.repeat(lines)}<nav `))
      const found = await pages(file)
      expect(found.length).toBeGreaterThan(3)
      const headings = [...text.matchAll(/<h[234][^>]*>(.*?)<\/h[234]>/gs)].map(([, inner = '']) =>
        inner
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      expect(headings.length).toBeGreaterThan(8)
      for (const page of found) {
        const last = (page.at(-1) ?? '').replace(/\s+/g, ' ')
        expect(headings).not.toContain(last)
        expect(last).not.toMatch(/^slack: /)
      }
    },
  )
  test('headings keep to what follows, and figures are whole', () =>
    visit(panels, async ({ page }) => {
      await page.emulateMedia({ media: 'print' })
      const style = (selector: string, property: 'breakAfter' | 'breakInside') =>
        page.locator(selector).evaluateAll((all, key) => all.map((one) => getComputedStyle(one)[key]), property)
      for (const heading of ['h2', 'h3', 'h4'])
        expect(new Set(await style(heading, 'breakAfter'))).toEqual(new Set(['avoid']))
      expect(new Set(await style('figure', 'breakInside'))).toEqual(new Set(['avoid']))
    }))
})

describe('a map that is drawn as a picture', () => {
  const matrix = (): Matrix => {
    const chart = JSON.parse(readFileSync(join(dirname(pictures), 'plots', 'region-m1.vl.json'), 'utf8')) as {
      layer: { data: { values: Record<string, unknown>[] } }[]
    }
    const found = chart.layer.flatMap(({ data }) => data.values).find(isMatrix)
    if (!found) throw new Error('the chart has no matrix')
    return found
  }
  /** What the tip says where the pointer is so far into the frame, from its left and its bottom. */
  async function tip(page: Page, x: number, y: number): Promise<string[]> {
    const frame = page.locator('.picture .root path.background').first()
    await scrollTo(frame)
    const box = await frame.boundingBox()
    if (!box) throw new Error('the figure has no frame')
    await page.mouse.move(box.x + x * box.width, box.y + (1 - y) * box.height)
    await page.locator('.tip:not([hidden])').waitFor()
    return page.locator('.tip b').allTextContents()
  }
  const cell = ({ columns, rows, cells }: Matrix, i: number, j: number) =>
    [columns.split(' ')[i], rows.split(' ')[j], cells.split(' ')[j * 40 + i]].map((text) => Number(text))
  const numbers = (texts: readonly string[]) => texts.map(Number)
  const near = (values: readonly number[]) => values.map((v) => expect.closeTo(v, 4))

  test.each([320, 1280])('tells the settings and the value of the cell under the pointer (%i pixels)', (width) =>
    visit(
      pictures,
      async ({ page }) => {
        await figuresRun(page)
        expect(await page.locator('.picture image').count()).toBe(1)
        const map = matrix()
        // m after three steps is (1 - beta1) beta1^2, whatever beta2 is.
        const [beta1 = 0, , m1 = 0] = cell(map, 12, 30)
        expect(m1).toBeCloseTo((1 - beta1) * beta1 ** 2, 6)
        for (const [i, j] of [
          [12, 30],
          [0, 0],
          [39, 21],
        ] as const) {
          const told = await tip(page, (i + 0.5) / 40, (j + 0.5) / 40)
          expect(numbers(told)).toEqual(near(cell(map, i, j)))
        }
      },
      at(width),
    ),
  )
  test('and so it does where the map is magnified, and for the keyboard', () =>
    visit(pictures, async ({ page }) => {
      await figuresRun(page)
      const map = matrix()
      await press(page.locator('button[data-do="in"]'))
      // Half of each axis is seen, around the middle.
      expect(numbers(await tip(page, 0.26, 0.76))).toEqual(near(cell(map, 15, 25)))
      await press(page.locator('button[data-do="reset"]'))
      await page.locator('.chart').focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowRight')
      const [beta1 = 0] = cell(map, 1, 0)
      expect(await page.locator('.readout').textContent()).toContain(`beta1 ${Number(beta1.toPrecision(6))}, beta2`)
    }))
  test('has a row for each cell in the table of its data', () =>
    visit(pictures, async ({ page }) => {
      await figuresRun(page)
      await press(page.locator('details.data summary'))
      await expect.poll(() => page.locator('.tables button').allTextContents()).toContain('Save 1600 rows as CSV')
      expect(await page.locator('.tables th').allTextContents()).toContain('beta1')
    }))
})
