import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { saveText } from '../../src/cli/baseline-file.ts'
import { appendSummary } from '../../src/cli/check-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'adam-lab-replaceable-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

describe.skipIf(process.platform === 'win32')('a file that is to be written', () => {
  it('is not a pipe, which would be replaced or waited for', async () => {
    execFileSync('mkfifo', [at('pipe')])
    await expect(saveText(at('pipe'), 'x', 'the report')).rejects.toThrow(
      /cannot write the report to '.*pipe': it is a pipe, and only regular files are written/,
    )
    await expect(appendSummary(at('pipe'), 'x')).rejects.toThrow(/it is a pipe, and only regular files are written/)
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
  })

  it('is not a device', async () => {
    await expect(appendSummary('/dev/null', 'x')).rejects.toThrow(/it is a device, and only regular files are written/)
  })

  it('is the one that a link leads to', async () => {
    writeFileSync(at('there'), 'old')
    symlinkSync('there', at('link'))
    await saveText(at('link'), 'new', 'the report')
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('there'), 'utf8')).toBe('new')
  })

  it('need not be there', async () => {
    await saveText(at('deep/new'), 'text', 'the report')
    expect(readFileSync(at('deep/new'), 'utf8')).toBe('text')
  })
})
