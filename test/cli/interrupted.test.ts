import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { adamLab, page, scratch, stored } from './adam-lab.ts'

const folder = scratch()
const out = join(folder, 'results')
const made = join(out, 'broad')

/** Its runs take no time; to judge, draw and write them takes seconds. */
const text = (title: string) => `name: broad
title: ${title}
problem: {name: bowl, title: A parabola, start: 1, objective: "x[1]^2 / 2"}
optimizers:
  use: sgd@decoupled
  lr: {from: 0.1, to: 0.5, count: 160}
  wd: {from: 0.1, to: 0.5, count: 160}
steps: 2
record: 1
measures: {f: objective}
claims:
  - {id: small, optimizer: sgd@decoupled, judge: bound, measure: f, bound: "1"}
plots:
  - {kind: region, name: a, measure: f, x: lr, y: wd}
  - {kind: region, name: b, measure: f, x: lr, y: wd}
`
const file = (title: string) => page(folder, 'broad.yaml', text(title))
const run = (title: string, during?: (kill: (signal: NodeJS.Signals) => void) => Promise<void>) =>
  adamLab(['run', file(title), '--out', out, '--quiet'], during ? { during } : {})

const partials = () => readdirSync(made, { recursive: true }).filter((name) => String(name).endsWith('.partial'))

describe('a signal while results are judged, drawn and written', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s ends it before it is done, and leaves nothing half done',
    async (signal, expected) => {
      rmSync(out, { recursive: true, force: true })
      const { code, err } = await run('First', async (kill) => {
        await stored(join(made, 'cache'))
        await setTimeout(100)
        kill(signal)
      })
      expect(code).toBe(expected)
      expect(err).toContain('Interrupted: ')
      expect(partials()).toEqual([])
      expect(existsSync(join(made, 'summary.json'))).toBe(false)
    },
    60_000,
  )

  it('leaves what was published before as it was, whole', async () => {
    expect((await run('Second')).code).toBe(0)
    const record = JSON.parse(readFileSync(join(made, '.published.json'), 'utf8')) as { files: Record<string, string> }
    const asRecorded = () =>
      Object.entries(record.files).every(
        ([name, hash]) =>
          createHash('sha256')
            .update(readFileSync(join(made, name)))
            .digest('hex') === hash,
      )
    expect(asRecorded()).toBe(true)
    expect(readFileSync(join(made, 'summary.json'), 'utf8')).toContain('Second')
    // The runs are there from the beginning: it reads, judges and draws when the signal comes, at a different point each time.
    for (const after of [500, 1000]) {
      const { code } = await run('Third', async (kill) => {
        await setTimeout(after)
        kill('SIGINT')
      })
      expect(code).toBe(130)
      expect(asRecorded()).toBe(true)
      expect(partials()).toEqual([])
    }
    expect((await run('Third')).code).toBe(0)
    expect(readFileSync(join(made, 'summary.json'), 'utf8')).toContain('Third')
  }, 120_000)
})

/** The modules that are loaded before the first line of one runs. */
function loadedFirst(file: string, found = new Map<string, number>()): ReadonlyMap<string, number> {
  if (found.has(file)) return found
  const code = readFileSync(file, 'utf8')
  found.set(file, code.length)
  for (const [, other = ''] of code.matchAll(/\bimport\s*(?:[\w*${},\s]*\bfrom\s*)?["'](\.[^"']+)["']/g))
    loadedFirst(join(dirname(file), other), found)
  return found
}

describe('a signal before a command has begun', () => {
  it('finds somebody who listens: until then hardly anything is loaded', () => {
    const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
    const sizes = [...loadedFirst(main).values()]
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000)
  })

  it('ends it with its code and a sentence, also with --quiet', async () => {
    let ended: Awaited<ReturnType<typeof adamLab>> | null = null
    // How long Node takes to start is the machine's affair; until then a signal ends the process by itself, without a code.
    for (let after = 50; ended === null || ended.code === null; after *= 1.3) {
      const args = ['run', file('Early'), '--out', join(folder, 'early'), '--quiet']
      ended = await adamLab(args, { during: (kill) => void setTimeout(after).then(() => kill('SIGINT')) })
    }
    expect(ended.err).toMatch(/^Interrupted: .*\n$/)
    expect(ended.code).toBe(130)
  })
})

it('prints all of a long text', async () => {
  const { out: printed } = await adamLab(['run', file('Third'), '--out', out, '--json'])
  expect(printed.length).toBeGreaterThan(5e6)
  expect(JSON.parse(printed).runs).toHaveLength(160 * 160)
}, 60_000)

it('says so, and how to have more, where the memory is used up', async () => {
  const env = { NODE_OPTIONS: '--max-old-space-size=60' }
  const { code, err } = await adamLab(['run', file('Fourth'), '--out', out, '--quiet'], { env })
  expect(err).toMatch(/^adam-lab: the memory that Node allows is used up, .* NODE_OPTIONS=.* allows 8 GB \[AL8009\]\n$/)
  expect(code).toBe(2)
}, 60_000)
