import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  closeBrowser,
  executable,
  figuresRun,
  folder,
  MISSING,
  press,
  removeFolders,
  reportOf,
  scrollTo,
  visit,
} from './browser.ts'
import { MAP, PAGE } from './page.ts'

/** Pictures of the report for a person to look at are left in the folder of this name, if it is given. */
const PICTURES = process.env.ADAM_LAB_SCREENSHOTS

let report = ''
let map = ''
beforeAll(() => {
  if (executable === null) return
  report = reportOf('browser', PAGE)
  map = reportOf('map', MAP)
})
beforeEach(({ skip }) => skip(executable === null, MISSING))
afterAll(async () => {
  await closeBrowser()
  removeFolders()
})

const FIGURE = '[data-figure="trajectory-x1"]'
const LOG = '[data-figure="trajectory-gap"]'

/** What is written along the axes of a figure, in no order. */
const labels = async (page: Page, figure: string) =>
  (await page.locator(`${figure} .picture .role-axis-label text`).allTextContents()).sort()

/** Centre of a figure's frame, in the window. */
async function centre(page: Page, figure: string): Promise<{ x: number; y: number }> {
  const frame = page.locator(`${figure} .picture .root path.background`).first()
  await scrollTo(frame)
  const box = await frame.boundingBox()
  if (!box) throw new Error('the figure has no frame')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

describe('a report in a browser', () => {
  test('is quiet, asks for nothing, and makes no code from text', () =>
    visit(report, async ({ page, complaints, requests }) => {
      await figuresRun(page)
      expect(complaints).toEqual([])
      expect(requests).toEqual([])
      // Later, by itself: what the test runs is exempt from the page's policy, what that leaves behind is not.
      const evaluated = await page.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            setTimeout(() => {
              try {
                resolve(new Function('return 1')() === 1)
              } catch {
                resolve(false)
              }
            })
          }),
      )
      expect(evaluated).toBe(false)
    }))

  test('is smaller than 3 MB, and before it is scrolled nothing runs that is not seen', async () => {
    expect(statSync(report).size).toBeLessThan(3e6)
    await visit(report, async ({ page }) => {
      expect(await page.locator('*').count()).toBeLessThan(5000)
      await page.locator('[data-figure]').last().and(page.locator(':not([data-running])')).waitFor()
    })
  })

  test('figures that run are the pictures that they replace, and nothing moves', async () => {
    const drawn = (page: Page) =>
      page.locator('.picture svg.marks').evaluateAll((all) =>
        all.map((svg) => {
          const { width, height } = svg.getBoundingClientRect()
          const paths = [...svg.querySelectorAll('path:not(.background)')].map((path) => path.getAttribute('d'))
          // To a thousandth of a pixel, as Vega writes paths.
          const places = [...svg.querySelectorAll('[transform]')].map((item) =>
            item.getAttribute('transform')?.replace(/-?\d+\.\d+/g, (n) => String(Math.round(Number(n) * 1000) / 1000)),
          )
          return { width, height, paths, places, words: svg.textContent }
        }),
      )
    let still: Awaited<ReturnType<typeof drawn>> = []
    await visit(
      report,
      async ({ page }) => {
        still = await drawn(page)
      },
      { javaScriptEnabled: false },
    )
    await visit(report, async ({ page }) => {
      await figuresRun(page)
      const shifts = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
            }).observe({ type: 'layout-shift', buffered: true })
            setTimeout(() => resolve(sum), 300)
          }),
      )
      expect(shifts).toBe(0)
      const running = await drawn(page)
      expect(running).toHaveLength(2)
      for (const [k, one] of running.entries()) {
        expect(one.words).toBe(still[k]?.words)
        expect(one.paths).toEqual(still[k]?.paths)
        expect(one.places).toEqual(still[k]?.places)
        expect(one.height).toBeCloseTo(still[k]?.height ?? 0, 3)
        expect(one.width).toBeCloseTo(still[k]?.width ?? 0, 3)
      }
    })
  })

  test('without its script it has the pictures, and no button that does nothing', () =>
    visit(
      report,
      async ({ page }) => {
        expect(await page.locator('.picture svg').first().isVisible()).toBe(true)
        expect(await page.locator('.tools').first().isVisible()).toBe(false)
      },
      { javaScriptEnabled: false },
    ))

  test('tells on the first screen what was claimed, what was measured, and whether to believe it', () =>
    visit(report, async ({ page }) => {
      const glance = page.locator('#glance')
      const box = await glance.boundingBox()
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900)
      const text = (await glance.textContent()) ?? ''
      expect(text).toContain('Do not believe it as stated')
      expect(text).toContain('ADOPT ends near -1 for every beta2.')
      expect(text).toContain('violated')
      expect(text).toContain('all 2 hypotheses met')
      expect(text).toContain('1 of 1 deliberately wrong rule caught')
    }))

  test('a link to a claim leads to it', () =>
    visit(report, async ({ page }) => {
      await page.goto(`${pathToFileURL(report).href}#claim/adopt/limit`)
      expect(await page.locator(':target h3').textContent()).toContain('adopt/limit')
      await press(page.locator('#glance a', { hasText: 'Adam ends near' }))
      expect(await page.locator(':target h3').textContent()).toContain('adam/limit')
      for (const id of await page.locator('[id]').evaluateAll((all) => all.map((item) => item.id)))
        expect(await page.locator(`[id="${CSS_escape(id)}"]`).count()).toBe(1)
    }))
})

const CSS_escape = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')

describe('a figure', () => {
  test('tells the values under the pointer', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      const at = await centre(page, FIGURE)
      let told = ''
      for (let y = at.y - 150; y < at.y + 150 && told === ''; y += 10) {
        await page.mouse.move(at.x, y)
        const tip = page.locator('.tip')
        if ((await tip.count()) > 0 && (await tip.isVisible())) {
          const text = (await tip.textContent()) ?? ''
          if (text.includes('median')) told = text
        }
      }
      const [, t, median] = /series.*?t([\d.e-]+?)median(-?[\d.e-]+?)low/.exec(told) ?? []
      const data = readFileSync(join(report, '../plots/trajectory-x1.vl.json'), 'utf8')
      const rows = (JSON.parse(data).data.values as { t: number; median: number }[]).filter(
        (row) => row.t === Number(t),
      )
      expect(rows.map((row) => Number(row.median.toPrecision(6)))).toContain(Number(median))
      expect(await page.locator(`${FIGURE} .readout`).textContent()).toContain(`median ${median}`)
      await page.mouse.move(2, 2)
      await page.locator('.tip').waitFor({ state: 'hidden' })
    }))

  test('is zoomed by the wheel and by a rectangle, moved by dragging, and shown whole again', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      const whole = await labels(page, FIGURE)
      const { x, y } = await centre(page, FIGURE)
      await page.mouse.move(x, y)
      await page.mouse.move(x + 3, y)
      const scrolled = await page.evaluate(() => window.scrollY)
      for (let k = 0; k < 6; k++) await page.mouse.wheel(0, -200)
      await expect.poll(() => labels(page, FIGURE)).not.toEqual(whole)
      expect(await page.evaluate(() => window.scrollY)).toBe(scrolled)
      await page.waitForTimeout(200)
      const near = await labels(page, FIGURE)

      await page.mouse.down()
      await page.mouse.move(x + 120, y + 60, { steps: 4 })
      await page.mouse.up()
      await expect.poll(() => labels(page, FIGURE)).not.toEqual(near)

      await page.mouse.dblclick(x, y)
      await expect.poll(() => labels(page, FIGURE)).toEqual(whole)

      await page.keyboard.down('Shift')
      await page.mouse.move(x - 100, y - 60)
      await page.mouse.down()
      await page.mouse.move(x + 100, y + 60, { steps: 4 })
      expect(await page.locator(`${FIGURE} .over rect`).getAttribute('visibility')).toBe('visible')
      await page.mouse.up()
      await page.keyboard.up('Shift')
      await expect.poll(() => labels(page, FIGURE)).not.toEqual(whole)
      await press(page.locator(`${FIGURE} button`, { hasText: 'Show all' }))
      await expect.poll(() => labels(page, FIGURE)).toEqual(whole)
    }))

  test('does not catch a page that is being scrolled', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      await page.evaluate(() => window.scrollTo(0, 0))
      await page.mouse.move(640, 600)
      const before = await page.locator('.role-axis-label text').allTextContents()
      for (let k = 0; k < 8; k++) await page.mouse.wheel(0, 100)
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(300)
      expect(await page.locator('.role-axis-label text').allTextContents()).toEqual(before)
    }))

  const opacities = (page: Page, mark: string) =>
    page
      .locator(`${FIGURE} .picture g.mark-${mark}.role-mark path`)
      .evaluateAll((all) => all.map((path) => path.getAttribute('opacity') ?? '1'))

  test('series and bands go and come back, by their buttons and by the legend', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      const [lines, bands] = [await opacities(page, 'line'), await opacities(page, 'area')]
      expect(lines).not.toContain('0')
      const button = page.locator(`${FIGURE} .tools button`, { hasText: 'adam, beta2=0.5' })
      await press(button)
      await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false')
      expect((await opacities(page, 'line')).filter((o) => o === '0')).toHaveLength(1)
      expect((await opacities(page, 'area')).filter((o) => o === '0')).toHaveLength(1)
      await press(page.locator(`${FIGURE} .role-legend-label text`, { hasText: 'adam, beta2=0.5' }).first())
      await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true')
      expect(await opacities(page, 'line')).toEqual(lines)

      const band = page.locator(`${FIGURE} .tools button`, { hasText: 'band' })
      await press(band)
      await expect.poll(() => opacities(page, 'area')).toEqual(bands.map(() => '0'))
      await press(band)
      await expect.poll(() => opacities(page, 'area')).toEqual(bands)
    }))

  test('its axes are linear or logarithmic, and its size stays', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      const size = () =>
        page.locator(`${LOG} .picture svg.marks`).evaluate((svg) => {
          const { width, height } = svg.getBoundingClientRect()
          return { width, height }
        })
      const before = await size()
      const log = await labels(page, LOG)
      const button = page.locator(`${LOG} .tools button`, { hasText: 'log y' })
      expect(await button.getAttribute('aria-pressed')).toBe('true')
      await press(button)
      await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false')
      expect(await labels(page, LOG)).not.toEqual(log)
      expect(await labels(page, LOG)).toContain('1.5')
      expect(await size()).toEqual(before)
      await press(button)
      await expect.poll(() => labels(page, LOG)).toEqual(log)
    }))

  test('a map tells the cell under the pointer in the values of its axes', () =>
    visit(map, async ({ page, complaints }) => {
      await figuresRun(page)
      const { x, y } = await centre(page, '[data-figure]')
      await page.mouse.move(x + 30, y - 50)
      const told = (await page.locator('.tip').textContent()) ?? ''
      const [, low, high] = /beta1([\d.]+) to ([\d.]+)/.exec(told) ?? []
      expect(Number(low)).toBeGreaterThan(0.4)
      expect(Number(high)).toBeLessThan(1)
      expect(told).toMatch(/value-?[\d.e-]+/)
      expect(complaints).toEqual([])
    }))

  test('its data are a table, made when it is asked for', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      await press(page.locator(`${FIGURE} details.data summary`))
      // The browser tells of the opening after the click has been answered.
      await page.locator(`${FIGURE} .tables th`).first().waitFor()
      const head = await page.locator(`${FIGURE} .tables th`).allTextContents()
      expect(head.slice(0, 3)).toEqual(['series', 't', 'median'])
      const saved = page.waitForEvent('download')
      await press(page.locator(`${FIGURE} .tables button`).first())
      const file = join(folder(), 'saved.csv')
      await (await saved).saveAs(file)
      expect(readFileSync(file, 'utf8').split('\r\n')[0]).toBe('series,t,median,low,high')
    }))
})

describe('with the keyboard', () => {
  test('a figure is reached, seen to be reached, read, zoomed and moved', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      const chart = page.locator(`${FIGURE} .chart`)
      for (let k = 0; k < 60 && !(await chart.evaluate((e) => e === document.activeElement)); k++)
        await page.keyboard.press('Tab')
      expect(await chart.evaluate((e) => e === document.activeElement)).toBe(true)
      expect(await chart.evaluate((e) => getComputedStyle(e).outlineStyle)).not.toBe('none')
      const readout = page.locator(`${FIGURE} .readout`)
      await page.keyboard.press('End')
      const last = await readout.textContent()
      expect(last).toContain('t 20000')
      await page.keyboard.press('ArrowLeft')
      await expect.poll(() => readout.textContent()).not.toBe(last)
      const one = await readout.textContent()
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => readout.textContent()).not.toBe(one)
      const whole = await labels(page, FIGURE)
      await page.keyboard.press('+')
      await expect.poll(() => labels(page, FIGURE)).not.toEqual(whole)
      await page.waitForTimeout(100)
      const near = await labels(page, FIGURE)
      await page.keyboard.press('Shift+ArrowUp')
      await page.keyboard.press('Shift+ArrowUp')
      await expect.poll(() => labels(page, FIGURE)).not.toEqual(near)
      await page.keyboard.press('0')
      await expect.poll(() => labels(page, FIGURE)).toEqual(whole)
      const before = await page.locator('.tools button:focus').count()
      await page.keyboard.press('Tab')
      expect(before + (await page.locator('.tools button:focus').count())).toBe(1)
      await page.keyboard.press('Enter')
      await expect.poll(() => labels(page, FIGURE)).not.toEqual(whole)
    }))
})

describe('light, dark, wide, narrow and on paper', () => {
  /** Contrast of two colours as the WCAG define it. */
  const contrast = (a: readonly number[], b: readonly number[]) => {
    const light = (rgb: readonly number[]) => {
      const [r = 0, g = 0, blue = 0] = rgb.map((c) => {
        const s = c / 255
        return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * blue
    }
    const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)

  test.each(['light', 'dark'] as const)('%s: everything written can be read', (colorScheme) =>
    visit(
      report,
      async ({ page }) => {
        await figuresRun(page)
        const ground = channels(await page.evaluate(() => getComputedStyle(document.body).backgroundColor))
        expect(ground.reduce((a, b) => a + b, 0) > 380).toBe(colorScheme === 'light')
        const places = ['p', '.status', 'button:enabled', '.quiet', 'a', 'th', '.picture text', 'figcaption']
        for (const place of places) {
          const style = await page.locator(place).evaluateAll((all) =>
            all.map((item) => {
              let under: Element | null = item
              let back = 'rgba(0, 0, 0, 0)'
              while (under && /rgba\(.*, 0\)|transparent/.test(back)) {
                back = getComputedStyle(under).backgroundColor
                under = under.parentElement
              }
              const own = getComputedStyle(item)
              return { ink: item instanceof SVGElement ? own.fill : own.color, back }
            }),
          )
          expect(style.length, place).toBeGreaterThan(0)
          for (const { ink, back } of style)
            expect(contrast(channels(ink), channels(back)), `${place}: ${ink} on ${back}`).toBeGreaterThan(4.5)
        }
      },
      { colorScheme },
    ),
  )

  test.each([
    [320, 640],
    [1280, 900],
    [3840, 2160],
  ])('%i pixels wide nothing is cut off', (width, height) =>
    visit(
      report,
      async ({ page }) => {
        await figuresRun(page)
        await page.evaluate(() => window.scrollTo(0, 0))
        const seen = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
        expect(seen[0]).toBeLessThanOrEqual(seen[1] ?? 0)
        expect(await page.locator('h1').isVisible()).toBe(true)
        if (PICTURES) {
          await page.screenshot({ path: join(PICTURES, `${width}.png`) })
          await page.screenshot({ path: join(PICTURES, `${width}-whole.png`), fullPage: true })
        }
      },
      { viewport: { width, height } },
    ),
  )

  test('on paper there are no buttons', () =>
    visit(report, async ({ page }) => {
      await figuresRun(page)
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.tools').first().isVisible()).toBe(false)
      expect(await page.locator('.picture').first().isVisible()).toBe(true)
      if (PICTURES) await page.pdf({ path: join(PICTURES, 'paper.pdf') })
    }))
})
