import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adamLab } from '../cli/adam-lab.ts'

const page = `name: large
title: More than the disk holds
problem: {use: adopt-toy}
optimizers: sgd
steps: 2000
seeds: 2000
measures: {x1: "x[1]"}
`

// Only root may mount a file system of two megabytes.
const root = process.getuid?.() === 0

describe.runIf(root)('a full disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
  const disk = join(folder, 'disk')
  let mounted = false
  const cache = join(disk, 'large', 'cache')
  const batches = () => {
    const names = readdirSync(cache).filter((name) => name.endsWith('.bin'))
    return names.map((name) => `${name} ${readFileSync(join(cache, name)).toString('base64')}`)
  }
  beforeAll(() => {
    writeFileSync(join(folder, 'page.yaml'), page)
    execFileSync('mkdir', [disk])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk])
    mounted = true
  })
  afterAll(() => {
    if (mounted) execFileSync('umount', [disk])
  })

  test('is said in a sentence, and loses nothing that was published', async () => {
    // One worker, so that one batch is stored before the next finds the disk full.
    const command = ['run', 'page.yaml', '--out', disk, '--jobs', '1']
    const full = await adamLab(command, { cwd: folder })
    expect(full.code).toBe(2)
    expect(full.err).toMatch(/no space is left/)
    expect(full.err).not.toMatch(/\n\s+at /)

    const published = batches()
    expect(published.length).toBeGreaterThan(0)

    execFileSync('mount', ['-o', 'remount,size=64m', disk])
    const rest = await adamLab(command, { cwd: folder })
    expect(rest.code).toBe(0)
    expect(rest.out).toMatch(/[1-9]\d* reused/)
    expect(batches()).toEqual(expect.arrayContaining(published))

    const other = await adamLab(['run', 'page.yaml', '--out', 'elsewhere'], { cwd: folder })
    expect(other.code).toBe(0)
    const digest = (out: string) => JSON.parse(readFileSync(join(out, 'large', 'summary.json'), 'utf8')).digest
    expect(digest(disk)).toBe(digest(join(folder, 'elsewhere')))
  })
})
