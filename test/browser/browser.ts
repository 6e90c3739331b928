import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Runtime } from '../../src/report/model.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where distributions put Chromium; nothing is installed for a test. */
const PLACES = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
export const executable = PLACES.find((path) => path !== '' && existsSync(path)) ?? null
export const MISSING =
  'No Chromium is installed (Debian: apt-get install chromium), so reports are not tried in a browser.'

const FLAGS = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const folders: string[] = []
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'adam-lab-browser-'))
  folders.push(path)
  return path
}

export function removeFolders(): void {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true })
}

/** The script that the build made, as `publish` hands it to a report. */
export function runtime(): Runtime {
  const code = readFileSync(join(root, 'dist/report.js'), 'utf8')
  return { code, sha256: createHash('sha256').update(code).digest('base64') }
}

/** Runs a page with the program that users run, and gives the path of its report. */
export function reportOf(name: string, page: string): string {
  const out = folder()
  const file = join(out, `${name}.yaml`)
  writeFileSync(file, page)
  try {
    execFileSync(process.execPath, [join(root, 'bin/adam-lab.js'), 'run', file, '--out', out], { stdio: 'pipe' })
  } catch (error) {
    // A verdict that contradicts its expectation is told by the exit code.
    if ((error as { status?: number }).status === 2) throw error
  }
  return join(out, name, 'report.html')
}

export interface Visit {
  readonly page: Page
  /** Everything that the page complained of. */
  readonly complaints: string[]
  /** Addresses that it asked for, besides itself. */
  readonly requests: string[]
}

type Options = NonNullable<Parameters<Browser['newContext']>[0]>

let browser: Promise<Browser> | null = null

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = null
}

/** Opens a file as a reader without a network and without a past does. */
export async function visit(file: string, see: (visit: Visit) => Promise<void>, options: Options = {}): Promise<void> {
  browser ??= chromium.launch({ executablePath: executable ?? '', args: FLAGS })
  const context = await (await browser).newContext({
    offline: true,
    viewport: { width: 1280, height: 900 },
    ...options,
  })
  try {
    const page = await context.newPage()
    const [complaints, requests]: [string[], string[]] = [[], []]
    const self = pathToFileURL(file).href
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (!request.url().startsWith(self) && !request.url().startsWith('data:')) requests.push(request.url())
    })
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(self)
    await see({ page, complaints, requests })
  } finally {
    await context.close()
  }
}

/**
 * Scrolls to an element. What Playwright has for this and for clicks first waits until two frames show the element at one place;
 * a browser without a screen on a busy machine may draw none for as long as nothing asks it to.
 */
export const scrollTo = (target: Locator): Promise<void> =>
  target.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: 'center', behavior: 'instant' })
  })

/** Clicks with the mouse on the middle of an element that is enabled, seen, and under nothing else. */
export async function press(target: Locator): Promise<void> {
  await expect.poll(() => target.isEnabled(), { message: `${target} is enabled` }).toBe(true)
  await scrollTo(target)
  const place = await target.evaluate((element) => {
    // Of a link of several lines, the first.
    const { x, y, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect()
    const middle = [x + width / 2, y + height / 2] as const
    const found = document.elementFromPoint(...middle)
    return { middle, found: element.contains(found) ? null : (found?.outerHTML.slice(0, 200) ?? 'nothing') }
  })
  expect(place.found, `in place of ${target}`).toBe(null)
  await target.page().mouse.click(...place.middle)
}

/** Scrolls to the figures and waits until they run. */
export async function figuresRun(page: Page): Promise<void> {
  const figures = page.locator('[data-figure]')
  for (let k = 0; k < (await figures.count()); k++) {
    await scrollTo(figures.nth(k))
    await figures.nth(k).and(page.locator('[data-running]')).waitFor()
  }
}
