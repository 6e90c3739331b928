import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
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
    const command = ['run', 'page.yaml', '--out', disk]
    const full = await adamLab(command, { cwd: folder })
    expect(full.code).toBe(2)
    expect(full.err).toMatch(/no space is left/)
    expect(full.err).not.toMatch(/\n\s+at /)

    execFileSync('mount', ['-o', 'remount,size=64m', disk])
    const rest = await adamLab(command, { cwd: folder })
    expect(rest.code).toBe(0)
    const reused = Number(/(\d+) reused/.exec(rest.out)?.[1])
    expect(reused).toBeGreaterThanOrEqual(1000)

    const other = await adamLab(['run', 'page.yaml', '--out', 'elsewhere'], { cwd: folder })
    expect(other.code).toBe(0)
    const digest = (out: string) => JSON.parse(readFileSync(join(out, 'large', 'summary.json'), 'utf8')).digest
    expect(digest(disk)).toBe(digest(join(folder, 'elsewhere')))
  })
})
