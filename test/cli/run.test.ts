import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'

const folder = scratch()
const out = join(folder, 'results')

const text = (predict: number, extra = '') => `name: walk
title: Sign descent by SGD
problem: {use: ill-scaled-quadratic, d: 2, kappa: 1}
optimizers: {use: sgd, lr: 0.5}
steps: 100
seeds: 3
measures: {x1: "x[1]"}
claims:
  - {id: goes/there, optimizer: sgd, judge: limit, measure: x1, predict: ${predict}, within: 1e-9${extra}}
plots:
  - {kind: trajectory, measure: x1}
`

describe('run', () => {
  const file = page(folder, 'walk.yaml', text(0))

  it('computes, judges, writes, and does nothing the second time', async () => {
    const first = await adamLab(['run', file, '--out', out, '--format', 'both'])
    expect(first.err).not.toMatch(/\n\s+at /)
    expect(first.code).toBe(0)
    expect(first.out).toMatch(/goes\/there +sgd +holds/)
    expect(first.out).not.toContain('\u001b')
    const written = readdirSync(join(out, 'walk'), { recursive: true }).map(String)
    for (const name of ['summary.json', 'traces.parquet', 'traces.csv', 'report.html', 'report.md'])
      expect(written).toContain(name)
    expect(written.filter((name) => /^plots\/.*\.(vl\.json|svg)$/.test(name))).toHaveLength(2)
    expect(written.filter((name) => name.endsWith('.partial'))).toEqual([])
    expect(readFileSync(join(out, 'walk/report.html'), 'utf8')).toContain('base64')

    const digest = /digest ([0-9a-f]{64})/
    const second = await adamLab(['run', file, '--out', out])
    expect(second.out).toContain('nothing to do: all 3 runs are already in')
    expect(second.out.match(digest)?.[1]).toBe(first.out.match(digest)?.[1])
    const fresh = await adamLab(['run', file, '--out', out, '--fresh', '--jobs', '1'])
    expect(fresh.out).toContain('3 runs computed')
    expect(fresh.out.match(digest)?.[1]).toBe(first.out.match(digest)?.[1])
  })

  it('exits 1 for a claim that is false, 0 if that is expected, and says why', async () => {
    const wrong = await adamLab(['run', page(folder, 'wrong.yaml', text(5)), '--out', out])
    expect(wrong.code).toBe(1)
    expect(wrong.out).toMatch(/goes\/there, sgd: violated, expected holds: x1 at every one of the last 25 steps/)
    const expected = await adamLab([
      'run',
      page(folder, 'expected.yaml', text(5, ', expect: violated')),
      '--out',
      out,
      '--quiet',
    ])
    expect([expected.code, expected.out]).toEqual([0, ''])
  })

  it('exits 3 for a claim that cannot be judged', async () => {
    const unmet = page(folder, 'unmet.yaml', text(0, ', hypotheses: [lr > 1]'))
    const { code, out: printed } = await adamLab(['run', unmet, '--out', out])
    expect(printed).toMatch(/the hypothesis lr > 1 is not met \(lr = 0.5\)/)
    expect(code).toBe(3)
  })

  it('lets the command line change a page', async () => {
    const { code, out: printed } = await adamLab([
      'run',
      file,
      '--out',
      out,
      '--set',
      'lr=3',
      '--steps',
      '10',
      '--seeds',
      '2',
      '--json',
    ])
    const summary = JSON.parse(printed)
    expect(code).toBe(1)
    expect(summary.runs).toHaveLength(2)
    expect(summary.runs[0]).toMatchObject({ hyper: { lr: 3 }, horizon: 10 })
    expect(summary.verdicts[0].status).toBe('violated')
  })

  it('keeps what is done when it is interrupted, and goes on from there', async () => {
    const long = page(
      folder,
      'long.yaml',
      text(0).replace('name: walk', 'name: long').replace('steps: 100', 'steps: 2e7').replace('seeds: 3', 'seeds: 64'),
    )
    const command = ['run', long, '--out', out, '--jobs', '1']
    const stored = () => existsSync(join(out, 'long/cache')) && readdirSync(join(out, 'long/cache')).length > 0
    const stopped = await adamLab(command, {
      during(kill) {
        const watch = setInterval(() => {
          if (!stored()) return
          clearInterval(watch)
          kill('SIGINT')
        }, 20)
      },
    })
    const kept = Number(
      stopped.err.match(/Interrupted: (\d+) of 64 runs are kept in .*long; the same command goes on/)?.[1],
    )
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(64)
    expect(stopped.err).not.toMatch(/\n\s+at /)
    expect(stopped.code).toBe(130)
    expect(existsSync(join(out, 'long/summary.json'))).toBe(false)

    const resumed = await adamLab(command)
    expect(resumed.out).toContain(`${64 - kept} runs computed, ${kept} reused`)
    expect(resumed.code).toBe(0)
  })
})

it('validates without running', async () => {
  const file = page(folder, 'count.yaml', text(0))
  expect(await adamLab(['validate', file], { cwd: folder })).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/count\.yaml: 3 runs, 1 claim\n/),
  })
  expect(existsSync(join(folder, 'results/walk'))).toBe(out.startsWith(folder) && existsSync(join(out, 'walk')))
})

it('lists and shows the catalogue', async () => {
  const all = await adamLab(['list'])
  expect(all.code).toBe(0)
  expect(all.out).toMatch(/^optimizers\n[\s\S]*adopt[\s\S]*problems\n[\s\S]*adopt-toy/)
  const shown = await adamLab(['show', 'adopt@original'])
  expect(shown.code).toBe(0)
  expect(shown.out).toContain('the denominator does not depend on g_t')
  expect(shown.out).toContain('\\leftarrow')
  expect((await adamLab(['show', 'adam'])).out).toContain('the denominator depends on g_t')
  expect((await adamLab(['show', 'adam', '--wat'])).out).toMatch(/^\(module[\s\S]*f64x2\.sqrt/)
})

it('prints a schema that is JSON', async () => {
  const { code, out: printed } = await adamLab(['schema'])
  expect(code).toBe(0)
  expect(JSON.parse(printed)).toHaveProperty('properties.optimizers')
})
